"""How many policies, how much money of each nature is sure, to be verified or possible, and the next day."""

from __future__ import annotations

from decimal import Decimal

from policymatch.benefit import Nature
from policymatch.letters.model import Deadline, Summary, Total
from policymatch.matching import Recommendation
from policymatch.matching.packages import FirmPackage
from policymatch.package.read import UNBOUNDED


def summary_of(recommendation: Recommendation, near: int) -> Summary:
    """Return the summary; `near` is how many policies are within reach."""
    return Summary(
        eligible=len(recommendation.eligible),
        open=len(recommendation.undecided),
        near=near,
        totals=_totals(recommendation),
        deadline=_deadline(recommendation),
    )


def _totals(recommendation: Recommendation) -> tuple[Total, ...]:
    packages = recommendation.packages
    sure = _paid(packages.sure, promised=True)
    to_verify = _paid(packages.sure, promised=False)
    reachable = _paid(packages.reachable, promised=None)
    endless: dict[Nature, int] = {}
    for one in packages.reachable.package.chosen:
        if one.amount >= UNBOUNDED:
            nature = packages.reachable.match(one.id).nature
            endless[nature] = endless.get(nature, 0) + 1
    natures = (one for one in Nature if one in {*sure, *to_verify, *reachable, *endless})
    return tuple(
        Total(
            nature=nature,
            sure=_yuan(sure.get(nature, 0)),
            to_verify=_yuan(to_verify.get(nature, 0)),
            possible=_yuan(max(0, reachable.get(nature, 0) - sure.get(nature, 0) - to_verify.get(nature, 0))),
            unbounded=endless.get(nature, 0),
        )
        for nature in natures
    )


def _paid(package: FirmPackage, promised: bool | None) -> dict[Nature, int]:
    """Return what a package pays by nature, in fen: of what may be told as a promise, of the rest, or all."""
    found: dict[Nature, int] = {}
    for one in package.package.chosen:
        match = package.match(one.id)
        if one.amount < UNBOUNDED and promised in (None, match.promised):
            found[match.nature] = found.get(match.nature, 0) + one.amount
    return found


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def _deadline(recommendation: Recommendation) -> Deadline | None:
    """Return the first closing of an open window, among what the firm qualifies for or may yet."""
    found = [
        (match.window.closes, match.window.days_left, match.policy.title)
        for match in (*recommendation.eligible, *recommendation.undecided)
        if match.window is not None and match.window.is_open
    ]
    if not found:
        return None
    day, days_left, title = min(found)
    return Deadline(day=day, days_left=days_left, title=title)
