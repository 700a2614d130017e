"""A library made ready for many firms: its plan, compiled once and kept for as long as the library is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policymatch.language import Context, number_of, tree
from policymatch.library import OncePerLibrary, PolicyLibrary
from policymatch.matching.amount import Amount, amount_from, amount_of
from policymatch.matching.flags import Flag, flags_to_verify
from policymatch.matching.gaps import may_be_near
from policymatch.matching.match import Match
from policymatch.matching.verdict import SETTLED, Decision, Verdict, decide
from policymatch.plan import Answers, Depends, Program, compile_plan, payment_of, span_of
from policymatch.policy import Policy, Status
from policymatch.similarity.relevance import Relevances
from policymatch.values import NumberSpan, Truth

_DAYS_KEPT = 8

# Names of a module are looked up much faster than members of an enumeration, or by them.
_TRUE, _UNKNOWN, _FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
_YES, _NO, _INELIGIBLE = SETTLED[_TRUE], SETTLED[_FALSE], Verdict.INELIGIBLE


class Prepared:
    """What is worked out once of a library. May be shared by threads."""

    def __init__(self, library: PolicyLibrary) -> None:
        self._policies = tuple(library)
        self.program = Program(compile_plan(self._policies, library.vocabulary))
        # What the policies of the firm pay: an amount that is the same for every firm, or a formula's number.
        self.paid = dict(self._payments())
        self._steps: dict[int, int] = {}
        self._days: dict[date, list[tuple[Status, tuple[Flag, ...]]]] = {}
        plan = self.program.plan
        # What no change of figures mends, by the literals that show it: those that must not hold, and those
        # that bound no figure in the firm's own hands. A record may mend what depends on it.
        needed, barred = (
            [(step, roots) for step, roots in several if not plan.depends[step] & Depends.RECORD]
            for several in (self.program.needed, self.program.barred)
        )
        fixed = [one for one in needed if not may_be_near(plan.literals[one[0]].node, library.vocabulary)]
        self.hopeless = fixed, barred

    def matches(
        self, context: Context, relevances: Relevances | None = None
    ) -> Iterator[tuple[Match, Status]]:
        """Yield the match of every policy with the firm of `context`, and whether the policy is in force."""
        answers = Answers(self.program, context)
        asker = Asker(self, answers)
        truths = answers.roots()
        hopeless = answers.settled(*self.hopeless)
        beyond_help = f"{hopeless:0{len(truths)}b}"[::-1]
        made = Match.made
        on = self._on(context.firm.as_of)
        for policy, truth, (status, flags), bit in zip(self._policies, truths, on, beyond_help, strict=False):
            if policy.verified is not None:
                # What the other policies share counts the facts that nobody has verified.
                yield Match.of(policy, context, flags, relevances), status
                continue
            if policy.record is not None or truth is _UNKNOWN:
                decision = decide(policy, context, answers)
            else:
                decision = _YES if truth is _TRUE else _NO
            yield made(policy, decision, context, None if bit == "1" else asker, flags, relevances), status

    def open_matches(self, context: Context) -> Iterator[Match]:
        """Yield the matches that are not ineligible, in the order of the library: far the quickest answer."""
        answers = Answers(self.program, context)
        asker = Asker(self, answers)
        made = Match.made
        for policy, truth in zip(self._policies, answers.roots(), strict=True):
            if policy.verified is not None:
                match = Match.of(policy, context)
                if match.verdict is not _INELIGIBLE:
                    yield match
            # Of a policy per record the root speaks of a record that nobody has listed.
            elif policy.record is None:
                if truth is _FALSE:
                    continue
                decision = _YES if truth is _TRUE else decide(policy, context, answers)
                yield made(policy, decision, context, asker)
            else:
                decision = decide(policy, context, answers)
                if decision.verdict is not _INELIGIBLE:
                    yield made(policy, decision, context, asker)

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

    def _on(self, day: date) -> list[tuple[Status, tuple[Flag, ...]]]:
        """Return what the day says of every policy, whichever firm asks."""
        found = self._days.get(day)
        if found is None:
            found = [(one.document.status(day), flags_to_verify(one, day)) for one in self._policies]
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
