"""A library made ready for many firms: its plan, compiled once and kept for as long as the library is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from policymatch.language import Context, number_of, tree
from policymatch.library import OncePerLibrary, PolicyLibrary
from policymatch.matching.amount import Amount, amount_from, amount_of
from policymatch.matching.flags import Flag, flags_to_verify
from policymatch.matching.gaps import may_be_near
from policymatch.matching.match import Match
from policymatch.matching.verdict import SETTLED, Decision, Verdict, decide, verdict_of
from policymatch.matching.verified import as_verified
from policymatch.plan import (
    Answers,
    Depends,
    Program,
    Sieve,
    Sifted,
    compile_plan,
    payment_of,
    places,
    span_of,
)
from policymatch.policy import Policy, Status
from policymatch.similarity.relevance import Relevances
from policymatch.values import NumberSpan, Truth

_DAYS_KEPT = 8

# Names of a module are looked up much faster than members of an enumeration, or by them.
_TRUE, _FALSE = Truth.TRUE, Truth.FALSE
_YES, _NO = SETTLED[_TRUE], SETTLED[_FALSE]
_ELIGIBLE, _UNDECIDED, _INELIGIBLE = Verdict


class _Day(NamedTuple):
    """What a day says of every policy, which of them apply (bits), and the verdicts of a firm without any."""

    each: list[tuple[Status, tuple[Flag, ...]]]
    applying: int
    none: dict[str, Verdict]


class Prepared:
    """What is worked out once of a library. May be shared by threads."""

    def __init__(self, library: PolicyLibrary) -> None:
        self._policies = tuple(library)
        self._ids = tuple(policy.id for policy in self._policies)
        self._of_verified = 0
        self._of_records: dict[str, int] = {}
        for place, policy in enumerate(self._policies):
            if policy.verified is not None:
                self._of_verified |= 1 << place
            elif policy.record is not None:
                self._of_records[policy.record] = self._of_records.get(policy.record, 0) | 1 << place
        self.program = Program(compile_plan(self._policies, library.vocabulary))
        # What the policies of the firm pay: an amount that is the same for every firm, or a formula's number.
        self.paid = dict(self._payments())
        self._steps: dict[int, int] = {}
        self._days: dict[date, _Day] = {}
        plan = self.program.plan
        # What no change of figures mends, by the literals that show it: those that must not hold, and those
        # that bound no figure in the firm's own hands. A record may mend what depends on it.
        needed, barred = (
            [(step, roots) for step, roots in several if not plan.depends[step] & Depends.RECORD]
            for several in (self.program.needed, self.program.barred)
        )
        fixed = [one for one in needed if not may_be_near(plan.literals[one[0]].node, library.vocabulary)]
        self.hopeless = fixed, barred

    @cached_property
    def _sieve(self) -> Sieve:
        # Of a policy per record the root speaks of a record that nobody has listed; but one that fails by
        # what the firm is fails for every record.
        of_records = reduce(or_, self._of_records.values(), 0)
        return Sieve(self.program, self.hopeless, asked=of_records, apart=self._of_verified)

    def verdicts(self, context: Context) -> dict[str, Verdict]:
        """Return the verdicts of the policies that apply on the day, by their ids.

        They are those of `matches`, which makes far more of each, and in the same order.
        """
        sifted = self._sieve.sift(context)
        day = self._on(context.firm.as_of)
        verdicts = day.none.copy()
        ids, policies = self._ids, self._policies
        for place in places(sifted.true & day.applying):
            verdicts[ids[place]] = _ELIGIBLE
        for place in places(sifted.unknown & day.applying):
            verdicts[ids[place]] = _UNDECIDED
        asked = sifted.asked & day.applying
        if not asked:
            return verdicts
        answers = Answers(self.program, context, sifted.rows)
        for place in places(asked):
            policy, there = as_verified(policies[place], context)
            known = answers if policy.verified is None else None
            verdicts[ids[place]] = verdict_of(policy, there, known)
        return verdicts

    def matches(
        self, context: Context, relevances: Relevances | None = None
    ) -> Iterator[tuple[Match, Status]]:
        """Yield the match of every policy with the firm of `context`, and whether the policy is in force."""
        sifted = self._sieve.sift(context, hopeless=True)
        answers = Answers(self.program, context, sifted.rows)
        asker = Asker(self, answers)
        decisions = self._decisions(sifted, context, answers)
        beyond_help = f"{sifted.hopeless:0{len(decisions)}b}"[::-1]
        made = Match.made
        on = self._on(context.firm.as_of).each
        for policy, decision, (status, flags), bit in zip(
            self._policies, decisions, on, beyond_help, strict=False
        ):
            if decision is None:
                yield Match.of(policy, context, flags, relevances), status
            else:
                by = None if bit == "1" else asker
                yield made(policy, decision, context, by, flags, relevances), status

    def open_matches(self, context: Context) -> Iterator[Match]:
        """Yield the matches that are not ineligible, in the order of the library: far the quickest answer."""
        sifted = self._sieve.sift(context)
        answers = Answers(self.program, context, sifted.rows)
        asker = Asker(self, answers)
        decisions = self._decisions(sifted, context, answers)
        for place in places(sifted.true | sifted.unknown | sifted.asked):
            policy, decision = self._policies[place], decisions[place]
            match = (
                Match.of(policy, context)
                if decision is None
                else Match.made(policy, decision, context, asker)
            )
            if match.verdict is not _INELIGIBLE:
                yield match

    def _decisions(self, sifted: Sifted, context: Context, answers: Answers) -> list[Decision | None]:
        """Return the decision on every policy; None on those of verified facts."""
        decisions: list[Decision | None] = [_NO] * len(self._policies)
        for kind, bits in self._of_records.items():
            failed = places(bits & sifted.false)
            if failed:
                listing = context.firm.records(kind)
                each = tuple((record, _FALSE) for record in listing.items)
                no = Decision(_INELIGIBLE, None, each, not listing.closed)
                for place in failed:
                    decisions[place] = no
        for place in places(sifted.true):
            decisions[place] = _YES
        for place in places(sifted.unknown | sifted.asked & ~self._of_verified):
            decisions[place] = decide(self._policies[place], context, answers)
        for place in places(self._of_verified):
            # What the other policies share counts the facts that nobody has verified.
            decisions[place] = None
        return decisions

    def matches_of(self, policies: Iterable[Policy], context: Context) -> Iterator[Match]:
        """Yield the match of some policies of the library, and work out no more than they need."""
        answers = Answers(self.program, context)
        asker = Asker(self, answers)
        for policy in policies:
            if policy.verified is not None:
                yield Match.of(policy, context)
            else:
                yield Match.made(policy, decide(policy, context, answers), context, asker)

    def _payments(self) -> Iterator[tuple[str, Amount | int]]:
        formulas = self.program.formulas
        for policy in self._policies:
            payment = payment_of(policy)
            number = None if payment is None else formulas.number(payment)
            if number is not None:
                known = formulas.known[number]
                yield policy.id, number if known is None else amount_from(known)

    def _on(self, day: date) -> _Day:
        """Return what the day says of every policy, whichever firm asks."""
        found = self._days.get(day)
        if found is None:
            each = [(one.document.status(day), flags_to_verify(one, day)) for one in self._policies]
            applying = [place for place, (status, _) in enumerate(each) if status.applies]
            none = dict.fromkeys((self._ids[place] for place in applying), _INELIGIBLE)
            found = _Day(each, sum(1 << place for place in applying), none)
            if len(self._days) >= _DAYS_KEPT:
                self._days.clear()
            self._days[day] = found
        return found

    def step(self, node: tree.Node) -> int:
        """Return the step of a condition of the library, or of a part of one."""
        # Nodes of the library live as long as it does, and so their ids stay theirs; equality costs more.
        found = self._steps.get(id(node))
        if found is None:
            found = self._steps[id(node)] = self.program.numbering.step(node)
        return found


class Asker:
    """What is known already of one firm where many policies are matched at once (Evaluator of match)."""

    def __init__(self, prepared: Prepared, answers: Answers) -> None:
        self._prepared = prepared
        self._answers = answers

    def truth(self, node: tree.Node, context: Context) -> Truth:
        """Return whether a part of a policy's condition holds, for the record of `context`."""
        return self._there(context).truth(self._prepared.step(node))

    def amount(
        self, policy: Policy, decision: Decision, context: Context, if_eligible: bool
    ) -> Amount | None:
        """Return what a policy pays, as `amount_of` does."""
        paid = self._prepared.paid.get(policy.id)
        if paid is None:
            return amount_of(policy, decision, context, if_eligible, self._number)
        return amount_from(self._answers.figure(paid)) if isinstance(paid, int) else paid

    def _number(self, node: tree.Node, context: Context) -> NumberSpan:
        """Return every number that a formula may come to; past awards of a record make it another firm."""
        formula = self._prepared.program.formulas.number(node)
        if formula is None or context.firm is not self._answers.context.firm:
            return number_of(node, context)
        return span_of(self._there(context).figure(formula))

    def _there(self, context: Context) -> Answers:
        return self._answers if context.record is None else self._answers.for_record(context.record)


# A library made ready, the same one for as long as the library lives.
prepared = OncePerLibrary(Prepared)
