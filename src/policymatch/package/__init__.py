"""The best lawful package: which policies to take so that, paid together as the law allows, they pay most.

relations  what policies have to do with each other (semantics 26)
problem    candidates and relations with numbers for names, split into parts that do not touch
payments   what a set of candidates pays: differences first, then caps
search     the exact optimum of one part, by branch and bound
bounds     how much a partial choice can still come to
milp       the same by a mixed-integer solver, for parts that are too large or too entangled for the search
choose     candidates and relations → Package
left_out   why a policy was left out, for which, and by how much
read       candidates and relations as JSON states them

Nothing here knows of firms or rules: amounts and relations are all it takes.
"""

from policymatch.package.choose import Package, Paid, best_package
from policymatch.package.left_out import LeftOut
from policymatch.package.relations import (
    AtMostOne,
    Candidate,
    Cap,
    Exclude,
    PaidBefore,
    Relation,
    Requires,
    TopUp,
    UpperOffset,
)

__all__ = [
    "AtMostOne",
    "Candidate",
    "Cap",
    "Exclude",
    "LeftOut",
    "Package",
    "Paid",
    "PaidBefore",
    "Relation",
    "Requires",
    "TopUp",
    "UpperOffset",
    "best_package",
]
