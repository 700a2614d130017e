"""The best lawful package in words: what is chosen, what was left out and why, what would make it larger."""

from __future__ import annotations

from decimal import Decimal

from policymatch.letters.model import Chosen, LeftOut, Package
from policymatch.matching import Recommendation
from policymatch.matching.package_problem import policy_of
from policymatch.matching.packages import FirmPackage
from policymatch.messages import Lang
from policymatch.package.read import UNBOUNDED
from policymatch.package.told import because_text, yuan_text


def package_of(recommendation: Recommendation, lang: Lang) -> Package | None:
    """Return the packages of a firm in words; None where there is nothing to choose among."""
    packages = recommendation.packages
    sure, reachable = packages.sure, packages.reachable
    if not (reachable.package.chosen or reachable.package.left_out):
        return None
    left_out = tuple(
        LeftOut(title=sure.titles.get(one.id, one.id), because=because_text(one, lang, sure.titles))
        for one in sure.package.left_out
    )
    return Package(
        chosen=_chosen(sure, lang),
        left_out=left_out,
        reachable=_chosen(reachable, lang),
        to_clear_up=tuple(match.policy.title for match in packages.to_clear_up),
        proven=sure.package.proven and reachable.package.proven,
    )


def reasons_left_out(recommendation: Recommendation, lang: Lang) -> dict[str, str]:
    """Return why policies are not in the sure package, by the id of those of which no part is in it."""
    sure = recommendation.packages.sure
    taken = {policy_of(one.id) for one in sure.package.chosen}
    return {
        policy_of(one.id): because_text(one, lang, sure.titles)
        for one in sure.package.left_out
        if policy_of(one.id) not in taken
    }


def _chosen(package: FirmPackage, lang: Lang) -> tuple[Chosen, ...]:
    """Return what a package pays, the most first."""
    return tuple(
        Chosen(
            title=package.titles[one.id],
            paid=None if one.amount >= UNBOUNDED else Decimal(one.amount).scaleb(-2),
            amount=yuan_text(one.amount, lang),
        )
        for one in sorted(package.package.chosen, key=lambda one: (-one.amount, one.id))
    )
