"""Coverage: who is entitled and has not applied (应享未享), given a table of applications.

words         the headers and states that such tables have
applications  a table of applications → its rows, and those that say too little
joined        rows → the firm and the policy that each means, or why nobody can tell
groups        by what a table is grouped: policy, department, county, industry, size
model         what is counted
counted       firms, applications and a library → the table
"""

from policymatch.coverage.applications import Application, read_applications
from policymatch.coverage.counted import coverage_of
from policymatch.coverage.groups import By
from policymatch.coverage.joined import Why
from policymatch.coverage.model import Case, Coverage, Kind, Row
from policymatch.coverage.words import State

__all__ = [
    "Application",
    "By",
    "Case",
    "Coverage",
    "Kind",
    "Row",
    "State",
    "Why",
    "coverage_of",
    "read_applications",
]
