"""One firm × many policies: verdicts, reasons, amounts, gaps, ranking.

recommendation  a firm and a library → everything decided and ranked
match           one firm × one policy; reasons are worked out when asked for
verdict         eligible, ineligible or undecided, and why undecided
amount          what is paid, as an interval of 元
steps           the arithmetic of an amount, step by step
reasons         each criterion: required, actual, citation
missing         the facts whose answer could settle the verdict or the amount
gaps            how far a near miss is from qualifying
flags           what must be verified or watched
score           the documented ranking formula
"""

from policymatch.matching.amount import Amount
from policymatch.matching.firm import FirmOn
from policymatch.matching.match import Match
from policymatch.matching.recommendation import NotInForce, Recommendation, recommend, verdicts_of
from policymatch.matching.verdict import UndecidedBy, Verdict

__all__ = [
    "Amount",
    "FirmOn",
    "Match",
    "NotInForce",
    "Recommendation",
    "UndecidedBy",
    "Verdict",
    "recommend",
    "verdicts_of",
]
