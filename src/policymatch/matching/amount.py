"""What a policy pays, as an interval of 元: exact inside, rounded once to the fen (semantics 18, 21, 22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, reduce

from policymatch.benefit import Benefit, SharedCap
from policymatch.language import Context, RecordFacts, number_of
from policymatch.language.context import NumberOf
from policymatch.matching.awards import with_awards_of, with_awards_of_firm
from policymatch.matching.verdict import Decision
from policymatch.plan import Figure
from policymatch.policy import Policy
from policymatch.values import Number, NumberSpan, Span, Truth
from policymatch.values import arithmetic as math

_ZERO: NumberSpan = Span(0, 0)


@dataclass(frozen=True)
class Amount:
    """Yuan from `low` to `high`; `high` None is unbounded.

    `listed` is the part that comes from the records the firm has listed, where its list is open and more
    records could add to it.
    """

    low: Decimal
    high: Decimal | None
    listed: Amount | None = None

    @property
    def is_exact(self) -> bool:
        """Return whether the amount is one figure."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.is_exact:
            return f"{self.low:,}"
        return f"{self.low:,}–{self.high:,}" if self.high is not None else f"≥{self.low:,}"

    def to_dict(self) -> dict[str, object]:
        """Return plain data: yuan as int, or as a number with two decimals."""
        made: dict[str, object] = {"low": plain_yuan(self.low), "high": plain_yuan(self.high)}
        if self.listed is not None:
            made["listed"] = self.listed.to_dict()
        return made


def plain_yuan(yuan: Decimal | None) -> int | float | None:
    """Return yuan for JSON. A float's shortest text has the same two decimals, so no fen is lost."""
    if yuan is None:
        return None
    return int(yuan) if yuan == yuan.to_integral_value() else float(yuan)


def amount_of(
    policy: Policy,
    decision: Decision,
    context: Context,
    if_eligible: bool,
    number_of: NumberOf = number_of,
) -> Amount | None:
    """Return what the policy pays; None when the document states no money.

    With `if_eligible` the amount is what would be paid were an undecided verdict to turn out eligible.
    `number_of` is what works its formulas out: the tree evaluator, or what gives the same sooner.
    """
    benefit = policy.benefit
    if benefit.amount is None:
        return None
    if policy.record is None:
        return rounded(_bounded(_paid(benefit, context, number_of), benefit, context, number_of))
    listed = _less_past(_listed(policy, decision, context, if_eligible, number_of), benefit, context)
    if not decision.open_list:
        return rounded(_bounded(listed, benefit, context, number_of))
    at_least: NumberSpan = Span(listed.low or 0, None)
    total = rounded(_bounded(at_least, benefit, context, number_of))
    counted = any(truth is not Truth.FALSE for _, truth in decision.records)
    return Amount(
        total.low, total.high, rounded(_bounded(listed, benefit, context, number_of)) if counted else None
    )


def record_context(policy: Policy, record: RecordFacts, context: Context) -> Context:
    """Return the question what one record is worth; past awards that are deducted are those that name it."""
    return (
        context.with_record(record) if policy.benefit.firm_less is None else with_awards_of(record, context)
    )


def _paid(benefit: Benefit, context: Context, number_of: NumberOf) -> NumberSpan:
    """Return one firm's or one record's amount; nothing paid is ever below zero (semantics 2)."""
    assert benefit.amount is not None
    return math.greatest((number_of(benefit.amount, context), _ZERO))


def _less_past(span: NumberSpan, benefit: Benefit, context: Context) -> NumberSpan:
    """Return the sum over records less the past awards that name no record."""
    if benefit.firm_less is None:
        return span
    past = number_of(benefit.firm_less, with_awards_of_firm(context))
    return math.greatest((math.subtract(span, past), _ZERO))


def _bounded(span: NumberSpan, benefit: Benefit, context: Context, number_of: NumberOf) -> NumberSpan:
    """Return the sum within the firm's floor and caps, those shared with other policies last."""
    firm = context.with_record(None)
    if benefit.firm_floor is not None:
        span = math.greatest((span, number_of(benefit.firm_floor, firm)))
    shared = (cap.limit for cap in benefit.shared_caps)
    for cap in (benefit.firm_cap, benefit.total_cap, *shared):
        if cap is not None:
            span = math.least((span, number_of(cap, firm)))
    return math.greatest((span, _ZERO))


def shared_limits(benefit: Benefit, context: Context) -> Iterator[tuple[SharedCap, Amount]]:
    """Yield each cap shared with other policies with what it comes to for the firm."""
    firm = context.with_record(None)
    for cap in benefit.shared_caps:
        yield cap, rounded(number_of(cap.limit, firm))


def record_amounts(
    policy: Policy, decision: Decision, context: Context
) -> Iterator[tuple[int, Truth, Amount]]:
    """Yield each record that may qualify: its number in the list, whether it does, and what it is worth."""
    for number, (record, truth) in enumerate(decision.records):
        if truth is not Truth.FALSE:
            paid = _paid(policy.benefit, record_context(policy, record, context), number_of)
            yield number, truth, rounded(paid)


def _listed(
    policy: Policy, decision: Decision, context: Context, if_eligible: bool, number_of: NumberOf
) -> NumberSpan:
    """Return the sum over the records listed; an undecided record adds from nothing to its high end."""
    sure: list[NumberSpan] = []
    possible: list[NumberSpan] = []
    for record, truth in decision.records:
        if truth is Truth.FALSE:
            continue
        paid = _paid(policy.benefit, record_context(policy, record, context), number_of)
        (sure if truth is Truth.TRUE else possible).append(paid)
    spans = sure + [_ZERO.hull(paid) for paid in possible]
    total = reduce(math.add, spans, _ZERO)
    if if_eligible and not sure and possible and not decision.open_list:
        # If the firm is eligible at all, at least one of the undecided records is.
        lows = [paid.low for paid in possible if paid.low is not None]
        total = Span(min(lows, default=0), total.high)
    return total


def rounded(span: NumberSpan) -> Amount:
    """Round once, half up to the fen; the ends of a range outward."""
    low = 0 if span.low is None else span.low
    if span.high is not None and low == span.high:
        return exact_amount(low)
    return Amount(_yuan(_fen(low)), None if span.high is None else _yuan(-_fen(-span.high)))


def amount_from(figure: Figure) -> Amount:
    """Return a figure of a plan as an amount."""
    return rounded(figure) if isinstance(figure, Span) else exact_amount(figure)


@lru_cache(maxsize=1024)
def exact_amount(yuan: Number) -> Amount:
    """Return a number of yuan, rounded half up to the fen."""
    # Half up is the whole number below one half more.
    fen = _yuan((200 * yuan.numerator + yuan.denominator) // (2 * yuan.denominator))
    return Amount(fen, fen)


def _fen(yuan: Number) -> int:
    """Return a number of yuan in fen, rounded down."""
    return 100 * yuan.numerator // yuan.denominator


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
