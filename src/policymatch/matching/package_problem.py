"""A firm's matches as candidates and relations: what the rules say of exclusion, difference, offset and caps.

Candidates are the policies that pay the firm or save it tax. A policy per record is one candidate for each of
its records where another policy may not be paid for the same record, and one as a whole elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from policymatch.benefit import BenefitKind, Nature
from policymatch.language import RecordFacts, number_of
from policymatch.matching.amount import Amount, record_amounts, rounded, shared_limits
from policymatch.matching.firm import everything_of
from policymatch.matching.match import Match
from policymatch.package import (
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
from policymatch.package.left_out import Because, LeftOut
from policymatch.package.read import UNBOUNDED
from policymatch.policy import Exclusion, Policy
from policymatch.values import Choice, NumberSpan, Span, Truth
from policymatch.vocabulary.model import AWARD

# Money that reaches the firm, or that it keeps. Credit, kind and what others are paid are beside the package.
COUNTED = frozenset({Nature.PAYMENT, Nature.TAX_SAVING})
_LOAN = "loan"
_PART = "#"
# No loan is discounted twice, whichever documents discount it.
_ONE_DISCOUNT = Exclusion("同一笔贷款贴息", per="record")

# The group of a measure and its copies; the id of the measure follows.
_ONE_MEASURE = "同一政策："


def policy_of(candidate: str) -> str:
    """Return the id of the policy that a candidate stands for, as a whole or for one record."""
    return candidate.partition(_PART)[0]


class PackageProblem:
    """The candidates and relations of `counted`, at the low or the high end of their amounts.

    `every` are all matches of the firm, `held` the policies without money that it qualifies for. `blocked`
    are left out before anything is chosen; `given` stand for what was received already.
    """

    def __init__(self, every: Iterable[Match], counted: Iterable[Match], held: set[str], low: bool) -> None:
        self._low = low
        self._policies = {match.policy_id: match.policy for match in every}
        self._matches = {match.policy_id: match for match in counted}
        self._published_again = {policy.same_as for policy in self._policies.values()}
        self.relations: list[Relation] = []
        self.blocked: list[LeftOut] = []
        self.given: set[str] = set()
        self._parts = self._split()
        self._block_what_was_received()
        self._block_what_lacks_another(held)
        self.candidates = [
            Candidate(one, amount) for parts in self._parts.values() for one, amount in parts.items()
        ]
        self._relate()

    # -- candidates ----------------------------------------------------------------------------------------

    def _split(self) -> dict[str, dict[str, int]]:
        """Return the candidates of each policy with what they pay, in fen."""
        apart = self._policies_by_record()
        found: dict[str, dict[str, int]] = {}
        for policy, match in self._matches.items():
            parts = (
                dict(self._by_record(match)) if policy in apart else {policy: self._fen(match.worth, match)}
            )
            # A policy of which nothing is sure is no news in the package of what is.
            found[policy] = {one: amount for one, amount in parts.items() if amount or not self._low}
        return {policy: parts for policy, parts in found.items() if parts}

    def _by_record(self, match: Match) -> Iterator[tuple[str, int]]:
        for number, truth, amount in record_amounts(match.policy, match.decision, match.context):
            sure = truth is Truth.TRUE or not self._low
            yield f"{match.policy_id}{_PART}{number}", self._fen(amount, match) if sure else 0

    def _policies_by_record(self) -> set[str]:
        """Return the policies of which another may not be paid for the same record."""
        groups: dict[tuple[str, str], list[str]] = {}
        for policy, match in self._matches.items():
            for group in self._groups_of(match.policy):
                if group.per == "record" and match.policy.record is not None:
                    groups.setdefault((match.policy.record, group.group), []).append(policy)
        shared = {policy for members in groups.values() if len(members) > 1 for policy in members}
        return {policy for policy in shared if _is_a_sum(self._matches[policy].policy)}

    def _fen(self, amount: Amount | None, match: Match) -> int:
        assert amount is not None
        if self._low:
            # What places, money or a ranking limit is not sure, whatever the formula says.
            return 0 if match.policy.benefit.limits else int(amount.low * 100)
        return UNBOUNDED if amount.high is None else int(amount.high * 100)

    def _groups_of(self, policy: Policy) -> tuple[Exclusion, ...]:
        """Return the groups of which one policy is paid, those that go without saying too."""
        stated = [replace(one, rank=None) for one in policy.exclusive]
        if policy.benefit.kind is BenefitKind.INTEREST and policy.record == _LOAN:
            stated.append(_ONE_DISCOUNT)
        if policy.same_as is not None or policy.id in self._published_again:
            # One measure is paid once, whichever of its documents is filed under.
            stated.append(Exclusion(f"{_ONE_MEASURE}{self._first(policy)}"))
        return tuple(stated)

    def _first(self, policy: Policy) -> str:
        """Return the id of the measure that a policy is the same as, through others too."""
        line = [policy.id]
        while (other := policy.same_as) is not None and other not in line:
            line.append(other)
            if other not in self._policies:
                break
            policy = self._policies[other]
        else:
            if other is not None:
                # Each names the other.
                return min(line)
        return line[-1]

    # -- what cannot be taken at all -----------------------------------------------------------------------

    def _block(self, policy: str, because: Because, by: tuple[str, ...]) -> None:
        self.blocked += [LeftOut(one, because, by, None) for one in self._parts.pop(policy)]

    def _block_what_lacks_another(self, held: set[str]) -> None:
        """Take out what requires a policy that the firm cannot have, until nothing does."""
        lacking = True
        while lacking:
            lacking = False
            for policy in list(self._parts):
                needs = self._policies[policy].requires
                absent = tuple(one for one in needs if one not in self._parts and one not in held)
                if absent:
                    self._block(policy, Because.NEEDS, absent)
                    lacking = True

    def _block_what_was_received(self) -> None:
        """Take out what may not be paid beside another policy that was paid this year."""
        for received, _ in self._received():
            names = {one.group for one in self._groups_of(self._policies[received]) if one.keep == "highest"}
            for policy in list(self._parts):
                mine = self._groups_of(self._policies[policy])
                groups = {one.group for one in mine if one.per == "firm"}
                if policy != received and groups & names:
                    self._block(policy, Because.APART, (received,))

    def _received(self) -> Iterator[tuple[str, int]]:
        """Yield the policies that paid the firm this year, with the least it was, in fen."""
        # Money received counts against others whether or not it has been verified.
        for firm in [everything_of(match.context) for match in self._matches.values()][:1]:
            for award in firm.records(AWARD).items:
                policy, paid = _exact_word(award, "policy"), award.value("amount")
                if policy in self._policies and isinstance(paid, Span) and _year_of(award) == firm.as_of.year:
                    yield policy, int((cast(NumberSpan, paid).low or 0) * 100)

    # -- relations -----------------------------------------------------------------------------------------

    def _relate(self) -> None:
        groups: dict[tuple[str, str, str], list[str]] = {}
        caps: dict[str, tuple[list[str], int]] = {}
        for policy, parts in self._parts.items():
            match = self._matches[policy]
            self._cap_of_firm(match, parts)
            self._between_policies(match.policy, parts)
            for group in self._groups_of(match.policy):
                groups.setdefault((group.group, group.keep, group.per), []).append(policy)
            for shared, limit in shared_limits(match.policy.benefit, match.context):
                members, least = caps.setdefault(shared.group, ([], UNBOUNDED))
                caps[shared.group] = [*members, *parts], min(least, self._limit(limit))
        for (name, keep, per), policies in groups.items():
            self._group(Exclusion(name, keep, per), policies)
        limited = [(tuple(members), least) for members, least in caps.values() if least < UNBOUNDED]
        self.relations += [Cap(*one) for one in limited]

    def _limit(self, limit: Amount) -> int:
        end = limit.low if self._low else limit.high
        return UNBOUNDED if end is None else int(end * 100)

    def _cap_of_firm(self, match: Match, parts: dict[str, int]) -> None:
        """Keep the firm's cap over a policy that was taken apart."""
        firm = match.context.with_record(None)
        for cap in (match.policy.benefit.firm_cap, match.policy.benefit.total_cap):
            if cap is not None and set(parts) != {match.policy_id}:
                self.relations.append(Cap(tuple(parts), self._limit(rounded(number_of(cap, firm)))))

    def _between_policies(self, policy: Policy, parts: dict[str, int]) -> None:
        for other in policy.excludes:
            self._exclude(parts, self._parts.get(other, {}))
        for other in policy.requires:
            needed = tuple(self._parts.get(other, {}))
            # Any record of the other will do, and the first is as good as the next.
            self.relations += [Requires(one, needed[:1]) for one in parts if needed]
        for other in policy.offset_by:
            uppers = self._parts.get(other, {})
            self.relations += [UpperOffset(one, upper) for one in parts for upper in uppers]

    def _group(self, group: Exclusion, policies: list[str]) -> None:
        parts = [self._parts[policy] for policy in policies]
        if group.per == "record":
            by_record: dict[tuple[str | None, str], list[str]] = {}
            for policy, members in zip(policies, parts, strict=True):
                for one in members:
                    record = self._policies[policy].record, one.partition(_PART)[2]
                    by_record.setdefault(record, []).append(one)
            for together in by_record.values():
                self._together(group, together)
        elif any(set(members) != {policy} for policy, members in zip(policies, parts, strict=True)):
            # A policy in parts may be paid for several records, but not beside another policy.
            for place, some in enumerate(parts):
                for others in parts[place + 1 :]:
                    self._exclude(some, others)
        else:
            self._together(group, [*policies, *self._paid_in(group)])

    def _paid_in(self, group: Exclusion) -> list[str]:
        """Return candidates for what was paid this year in a group that pays differences."""
        made = []
        for received, fen in self._received():
            one = f"{received}{_PART}received"
            names = {other.group for other in self._policies[received].exclusive}
            if group.keep == "difference" and group.group in names and received not in self._parts:
                self.given.add(one)
                self.candidates.append(Candidate(one, fen))
                self.relations.append(PaidBefore(one, fen))
                made.append(one)
        return made

    def _together(self, group: Exclusion, members: list[str]) -> None:
        if len(members) < 2:
            return
        if group.keep == "difference":
            ranked = sorted(members, key=lambda one: self._rank(one, group.group))
            self.relations.append(TopUp(tuple(ranked)))
        else:
            self.relations.append(AtMostOne(tuple(members)))

    def _rank(self, candidate: str, group: str) -> tuple[int, int, str]:
        """Return where a candidate stands in a group that pays differences, the lowest first."""
        policy = policy_of(candidate)
        stated = next((one.rank for one in self._policies[policy].exclusive if one.group == group), None)
        amount = next((one.amount for one in self.candidates if one.id == candidate), 0)
        return stated or 0, amount, candidate

    def _exclude(self, parts: Iterable[str], others: Iterable[str]) -> None:
        pairs = ((one, other) for one in parts for other in others if one != other)
        self.relations += [Exclude(pair) for pair in pairs]


def _is_a_sum(policy: Policy) -> bool:
    """Return whether what a policy pays is the sum over its records, but for caps."""
    return policy.benefit.firm_floor is None and policy.benefit.firm_less is None


def _exact_word(record: RecordFacts, key: str) -> str | None:
    value = record.value(key)
    return value.word if isinstance(value, Choice) else None


def _year_of(award: RecordFacts) -> int | None:
    """Return the year in which an award was paid, where that is certain."""
    days = award.value("date")
    if not isinstance(days, Span) or not isinstance(days.low, date) or not isinstance(days.high, date):
        return None
    return days.low.year if days.low.year == days.high.year else None
