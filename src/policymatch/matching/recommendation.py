"""A firm and a library → Recommendation: policies in force decided and ranked, the others apart."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter

from policymatch._version import __version__
from policymatch.benefit import Nature
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching.amount import Amount
from policymatch.matching.firm import context_of
from policymatch.matching.match import Match
from policymatch.matching.packages import FirmPackages, packages_of
from policymatch.matching.prepared import prepared
from policymatch.matching.totals import totals_of
from policymatch.matching.unused import UnusedConfirmation, unused_confirmations
from policymatch.matching.verdict import Verdict
from policymatch.messages import Lang
from policymatch.policy import Policy, Status
from policymatch.similarity.relevance import Relevances

_IN_FORCE = Status.IN_FORCE
_id = attrgetter("policy.id")


@dataclass(frozen=True)
class NotInForce:
    """A policy whose document is a draft, expired or not yet in force: shown apart, never as "ineligible"."""

    policy: Policy
    status: Status
    match: Match = field(repr=False)

    def to_dict(self, lang: Lang = "zh", with_match: bool = False) -> dict[str, object]:
        """Return plain data; `with_match` adds what the verdict would be were it in force."""
        document = self.policy.document
        made: dict[str, object] = {
            "policy_id": self.policy.id,
            "title": self.policy.title,
            "status": self.status.value,
            "effective_from": None
            if document.effective_from is None
            else document.effective_from.isoformat(),
            "effective_to": None if document.effective_to is None else document.effective_to.isoformat(),
        }
        if with_match:
            made["match"] = self.match.to_dict(lang)
        return made


@dataclass(frozen=True)
class Recommendation:
    """All that a library says to one firm on one date. `matches` are in the order of their score."""

    enterprise: Enterprise
    as_of: date
    rules_version: str
    matches: tuple[Match, ...]
    not_in_force: tuple[NotInForce, ...]
    # Decisions of people that do not count, and why.
    unused: tuple[UnusedConfirmation, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Match, ...]:
        """Return the matches with one verdict, best first."""
        return tuple(match for match in self.matches if match.verdict is verdict)

    @property
    def eligible(self) -> tuple[Match, ...]:
        """Return the policies the firm qualifies for."""
        return self.of(Verdict.ELIGIBLE)

    @property
    def undecided(self) -> tuple[Match, ...]:
        """Return the policies for which something is missing or must be judged."""
        return self.of(Verdict.UNDECIDED)

    @property
    def near_misses(self) -> tuple[Match, ...]:
        """Return the policies that a change of figures in the firm's own hands would open."""
        return tuple(match for match in self.matches if match.is_near)

    @cached_property
    def totals(self) -> dict[Nature, Amount]:
        """Return what the firm qualifies for, by nature: payments and tax savings are never mixed."""
        return totals_of(self.eligible)

    @cached_property
    def packages(self) -> FirmPackages:
        """Return the best lawful packages: what is sure, and what may be reached."""
        return packages_of(self.matches)

    def match(self, policy_id: str) -> Match:
        """Return the match of one policy, in force or not. Raises KeyError."""
        matches = (*self.matches, *(one.match for one in self.not_in_force))
        return {match.policy.id: match for match in matches}[policy_id]

    def unused_of(self, match: Match) -> tuple[UnusedConfirmation, ...]:
        """Return the decisions that do not count and may be meant for a policy, or a fact it asks for."""
        near = {None, match.policy_id, *match.policy.firm_facts}
        return tuple(one for one in self.unused if one.owner in near)

    def answering(self, policy_ids: Sequence[str]) -> Recommendation:
        """Return the same with only some of the matches, in the order of the ids; decisions stay the same."""
        matches = {match.policy.id: match for match in self.matches}
        kept = tuple(matches[one] for one in policy_ids if one in matches)
        return replace(self, matches=kept, not_in_force=())

    def explained(self, match: Match, lang: Lang = "zh") -> dict[str, object]:
        """Return one match as plain data with what makes it reproducible."""
        return {**self._header(lang), **match.to_dict(lang)}

    @cached_property
    def decision_id(self) -> str:
        """Return the hash of the facts, the rules, the date and the version that led to this result."""
        basis = {
            "enterprise": self.enterprise.to_dict(lang="en"),
            "as_of": self.as_of.isoformat(),
            "rules": self.rules_version,
            "policymatch": __version__,
        }
        text = json.dumps(basis, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return "pm-" + hashlib.sha256(text.encode()).hexdigest()[:16]

    def to_dict(
        self, lang: Lang = "zh", top: int | None = None, all_policies: bool = False
    ) -> dict[str, object]:
        """Return plain data for JSON.

        Args:
            lang: The language of texts.
            top: At most so many matches.
            all_policies: Add to each policy not in force what its verdict would be.
        """
        return {
            **self._header(lang),
            "totals": {nature.value: amount.to_dict() for nature, amount in self.totals.items()},
            "packages": self.packages.to_dict(lang),
            "matches": [match.to_dict(lang) for match in self.matches[:top]],
            "not_in_force": [one.to_dict(lang, all_policies) for one in self.not_in_force],
        }

    def _header(self, lang: Lang) -> dict[str, object]:
        return {
            "enterprise": {"name": self.enterprise.name, "credit_code": self.enterprise.credit_code},
            "as_of": self.as_of.isoformat(),
            "decision_id": self.decision_id,
            "rules_version": self.rules_version,
            "version": __version__,
            "unused_confirmations": [one.to_dict(lang) for one in self.unused],
        }

    def to_json(self, lang: Lang = "zh", top: int | None = None, all_policies: bool = False) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(lang, top, all_policies), ensure_ascii=False, indent=2)


def recommend(
    enterprise: Enterprise,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    need: str | None = None,
) -> Recommendation:
    """Decide and rank every policy of `library` (default: the shipped one) for a firm.

    `as_of` defaults to the profile's own date (基准日), else today. `need` is what the firm says it needs,
    beside what its profile tells (诉求): it counts for relevance, and so for the order alone.
    """
    library = PolicyLibrary.load() if library is None else library
    day = as_of or enterprise.as_of or date.today()
    context = context_of(enterprise, day, library)
    by_score: defaultdict[float, list[Match]] = defaultdict(list)
    not_in_force: list[NotInForce] = []
    for match, status in prepared(library).matches(context, Relevances(enterprise, library, need)):
        if status is _IN_FORCE or status.applies:
            by_score[match.score.total].append(match)
        else:
            not_in_force.append(NotInForce(match.policy, status, match))
    matches: list[Match] = []
    for score in sorted(by_score, reverse=True):
        matches += sorted(by_score[score], key=_id)
    unused = unused_confirmations(enterprise, library, day)
    return Recommendation(enterprise, day, library.version, tuple(matches), tuple(not_in_force), unused)


def verdicts_of(
    enterprise: Enterprise, library: PolicyLibrary | None = None, as_of: date | None = None
) -> dict[str, Verdict]:
    """Return the verdict of each policy in force, by its id: those of `recommend`, and nothing else.

    For services that ask of many policies at once and show few: a fraction of a microsecond for a policy.
    The same defaults hold. The policies are in the order of the library; those whose documents do not apply
    on the day (`Status.applies`) are not among them.
    """
    library = PolicyLibrary.load() if library is None else library
    day = as_of or enterprise.as_of or date.today()
    return prepared(library).verdicts(context_of(enterprise, day, library))
