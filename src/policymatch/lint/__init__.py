"""A linter for authors of rules: where prose and rule drift apart, and what in a rule cannot be meant.

`lint(*folders)` returns the findings that nobody has answered; each check is one file here.
"""

from policymatch.lint.model import Finding, Report
from policymatch.lint.run import examine, lint

__all__ = ["Finding", "Report", "examine", "lint"]
