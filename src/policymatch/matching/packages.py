"""The best lawful packages of a firm: what is sure, and what may be reached once questions are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from policymatch.benefit import Nature
from policymatch.matching.match import Match
from policymatch.matching.package_problem import COUNTED, PackageProblem, policy_of
from policymatch.matching.verdict import Verdict
from policymatch.messages import Lang
from policymatch.package import Package, best_package
from policymatch.package.read import UNBOUNDED
from policymatch.package.told import package_dict, plain_fen


@dataclass(frozen=True)
class FirmPackage:
    """One package of a firm: what the optimiser chose, and the match of every policy in it or left out."""

    package: Package
    matches: dict[str, Match]

    def match(self, candidate: str) -> Match:
        """Return the match that a candidate of the package stands for."""
        return self.matches[policy_of(candidate)]

    @property
    def titles(self) -> dict[str, str]:
        """Return what candidates are called: the titles of their policies."""
        ids = {one.id for one in self.package.chosen} | {one.id for one in self.package.left_out}
        ids.update(other for one in self.package.left_out for other in one.by)
        known = {one: self.matches.get(policy_of(one)) for one in ids}
        return {one: match.policy.title for one, match in known.items() if match is not None}

    @property
    def totals(self) -> dict[Nature, int]:
        """Return what is paid by nature, in fen: payments and tax savings are never mixed."""
        found: dict[Nature, int] = {}
        for one in self.package.chosen:
            nature = self.match(one.id).nature
            found[nature] = found.get(nature, 0) + one.amount
        return found

    @property
    def bounded(self) -> int:
        """Return what the policies pay whose amounts have an upper end, in fen."""
        return sum(one.amount for one in self.package.chosen if one.amount < UNBOUNDED)

    @property
    def unbounded(self) -> int:
        """Return how many policies of the package have no upper end."""
        return sum(one.amount >= UNBOUNDED for one in self.package.chosen)

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data; amounts are yuan."""
        made = package_dict(self.package, lang, self.titles)
        return {"totals": {one.value: plain_fen(fen) for one, fen in self.totals.items()}, **made}


@dataclass(frozen=True)
class FirmPackages:
    """What is sure (policies decided, at the low end of their amounts), and the best that may be reached."""

    sure: FirmPackage
    reachable: FirmPackage

    @property
    def to_clear_up(self) -> tuple[Match, ...]:
        """Return the policies of the reachable package that are not decided yet, the most money first."""
        paid: dict[str, int] = {}
        for one in self.reachable.package.chosen:
            if self.reachable.match(one.id).verdict is Verdict.UNDECIDED:
                paid[policy_of(one.id)] = paid.get(policy_of(one.id), 0) + one.amount
        return tuple(self.reachable.matches[one] for one in sorted(paid, key=lambda one: (-paid[one], one)))

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data; amounts are yuan."""
        open_ones = [
            {"policy_id": match.policy_id, "missing": [one.label.in_(lang) for one in match.missing]}
            for match in self.to_clear_up
        ]
        return {
            "sure": self.sure.to_dict(lang),
            "reachable": {**self.reachable.to_dict(lang), "to_clear_up": open_ones},
        }


def packages_of(matches: Iterable[Match]) -> FirmPackages:
    """Return the best packages of a firm, given its matches of all policies in force."""
    every = tuple(matches)
    open_ones = [match for match in every if match.verdict is not Verdict.INELIGIBLE]
    decided = [match for match in open_ones if match.verdict is Verdict.ELIGIBLE]
    return FirmPackages(_best(every, decided, low=True), _best(every, open_ones, low=False))


def _best(every: tuple[Match, ...], taken: list[Match], low: bool) -> FirmPackage:
    # A policy that states no money is had for the asking: what requires it may be taken.
    held = {match.policy_id for match in taken if match.worth is None}
    counted = [match for match in taken if match.worth is not None and match.nature in COUNTED]
    problem = PackageProblem(every, counted, held, low)
    package = best_package(problem.candidates, problem.relations)
    given = problem.given
    return FirmPackage(
        replace(
            package,
            chosen=tuple(one for one in package.chosen if one.id not in given),
            left_out=tuple(
                sorted(
                    (one for one in (*package.left_out, *problem.blocked) if one.id not in given),
                    key=lambda one: one.id,
                )
            ),
        ),
        {match.policy_id: match for match in every},
    )
