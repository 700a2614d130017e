"""A draft policy tried on firms before it is issued: whom it reaches and what it costs (政策沙盘).

draft         a rule file → the policy to simulate, taken to be in force
clauses       the criteria of its top level, and rules made of some of them
thresholds    its numeric thresholds, and the rule with one of them moved
gone_through  firms that are gone through several times
asked         policies asked of a chunk by the batch: verdicts and amounts as arrays
sums          counts and money, added up exactly
purse         what the draft pays each firm, worked out once
groups        county, industry and size of each firm
values        the figures at which a threshold matters
first_round   the draft, its criteria, groups, overlap with policies in force
variants      a round with thresholds moved
budget        up to which threshold a budget reaches
waiting       what undecided firms wait for
told          what was found, as it is told
model         what a simulation tells, typed and as plain data
simulate      a draft and firms → a simulation
"""

from policymatch.sandbox.gone_through import Progress
from policymatch.sandbox.model import (
    Allowed,
    Curve,
    FunnelStep,
    GroupRow,
    Overlap,
    Point,
    Simulation,
    WaitingFor,
)
from policymatch.sandbox.simulate import simulate

__all__ = [
    "Allowed",
    "Curve",
    "FunnelStep",
    "GroupRow",
    "Overlap",
    "Point",
    "Progress",
    "Simulation",
    "WaitingFor",
    "simulate",
]
