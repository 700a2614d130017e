"""Everything that a number or a day may be, in SQL: its two ends, NULL where one is open (values/span.py)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.sql.build import (
    binary,
    both,
    cases,
    constant,
    decided,
    either,
    first_given,
    given,
    negated,
    number,
    truth,
)
from policymatch.sql.left import Unsayable
from policymatch.sql.terms import Term, compared, exactly, plus, product
from policymatch.values import Comparison, Number, NumberSpan, Span, Truth
from policymatch.values import arithmetic as math
from policymatch.values import compare as compare_spans

_NO = truth(Truth.FALSE)
_ANY: NumberSpan = Span(None, None)
_KINDS = {
    Comparison.LT: exp.LT,
    Comparison.LE: exp.LTE,
    Comparison.GT: exp.GT,
    Comparison.GE: exp.GTE,
    Comparison.EQ: exp.EQ,
}


@dataclass(frozen=True)
class Figure:
    """The ends of a number or a day; None is an end that is open for every firm, NULL for this one.

    `low_open` and `high_open` say where an end does not belong to it. `point` is the one column that holds
    the whole figure, if one does. `bounds` is what the figure can be of any firm. `sure` says that it is the
    same for every firm.
    """

    low: Term | None = None
    high: Term | None = None
    low_open: Expr = _NO
    high_open: Expr = _NO
    point: Term | None = None
    bounds: NumberSpan = _ANY
    sure: bool = False


def exact(term: Term) -> Figure:
    """Return a figure that is one constant: a literal."""
    known = term.constant
    bounds = _ANY if known is None else Span.exact(math.whole(known))
    return Figure(term, term, bounds=bounds, sure=True)


def of_span(span: NumberSpan) -> Figure:
    """Return a figure of which all ends are constant."""
    low, high = (None if end is None else exactly(end) for end in (span.low, span.high))
    if span.is_exact and low is not None:
        return exact(low)
    return Figure(low, high, truth(Truth.of(span.low_open)), truth(Truth.of(span.high_open)), bounds=span)


def compare(op: Comparison, left: Figure, right: Figure) -> Expr:
    """Return whether `left op right`, whichever points the two really are: true, false or NULL."""
    known = compare_spans(op, left.bounds, right.bounds)
    if known is not Truth.UNKNOWN:
        return truth(known)
    if left.sure and right.point is not None:
        left, right, op = right, left, op.mirrored
    if op is Comparison.NE:
        return negated(compare(Comparison.EQ, left, right))
    if left.point is not None and right.sure and right.low is not None:
        # NULL is unknown by itself.
        return compared(_KINDS[op], left.point, right.low)
    match op:
        case Comparison.LT:
            return _less(left, right)
        case Comparison.GE:
            return negated(_less(left, right))
        case Comparison.GT:
            return _less(right, left)
        case Comparison.LE:
            return negated(_less(right, left))
    return _equal(left, right)


def _less(left: Figure, right: Figure) -> Expr:
    touching = both(_ends(exp.EQ, left.high, right.low), either(left.high_open, right.low_open))
    holds = either(_ends(exp.LT, left.high, right.low), touching)
    return decided(holds, _ends(exp.GTE, left.low, right.high))


def _equal(left: Figure, right: Figure) -> Expr:
    apart = [
        either(
            _ends(exp.LT, one.high, other.low),
            both(_ends(exp.EQ, one.high, other.low), either(one.high_open, other.low_open)),
        )
        for one, other in ((left, right), (right, left))
    ]
    same = both(
        _ends(exp.EQ, left.low, left.high),
        _ends(exp.EQ, right.low, right.high),
        _ends(exp.EQ, left.low, right.low),
    )
    return decided(same, either(*apart))


def _ends(kind: type[exp.Binary], left: Term | None, right: Term | None) -> Expr:
    return truth(Truth.UNKNOWN) if left is None or right is None else compared(kind, left, right)


# -- arithmetic ------------------------------------------------------------------------------------------


def add(left: Figure, right: Figure) -> Figure:
    """Return left + right; as values/arithmetic.py, open ends count as closed."""
    low = None if left.low is None or right.low is None else plus(left.low, right.low)
    high = None if left.high is None or right.high is None else plus(left.high, right.high)
    return Figure(low, high, bounds=math.add(left.bounds, right.bounds), sure=left.sure and right.sure)


def scaled(item: Figure, by: Number) -> Figure:
    """Return a figure times a constant."""
    if by == 0:
        return exact(exactly(0))
    low, high = (None if end is None else end.times(by) for end in (item.low, item.high))
    opens = item.low_open, item.high_open
    if by < 0:
        low, high, opens = high, low, (item.high_open, item.low_open)
    if by != -1:
        opens = _NO, _NO
    return Figure(low, high, *opens, bounds=math.multiply(item.bounds, Span.exact(by)), sure=item.sure)


def share(above: Figure, below: Figure) -> Figure:
    """Return above ÷ below where `below` is certainly above zero, and anything elsewhere (semantics 10).

    Raises Unsayable where a divisor may be negative: dividing by such a one is not written.
    """
    if below.low is None or below.bounds.low is None or below.bounds.low < 0 or below.low.factor < 0:
        raise Unsayable("formula")
    valid = compared(exp.GT, below.low, exactly(0))
    bounds = math.divide(above.bounds, below.bounds)
    if constant(valid) is Truth.FALSE:
        return Figure(bounds=bounds)
    low = _quotient(above.low, below.high, below.low, above.bounds, valid, True)
    high = _quotient(above.high, below.low, below.high, above.bounds, valid, False)
    return Figure(low, high, bounds=bounds)


def _quotient(
    above: Term | None,
    if_positive: Term | None,
    if_negative: Term | None,
    bounds: NumberSpan,
    valid: Expr,
    by_high: bool,
) -> Term | None:
    """Return one end of a quotient: by which end of the divisor, hangs on the sign of what is divided."""
    if above is None:
        return None
    first, second = _divided(above, if_positive, by_high), _divided(above, if_negative, not by_high)
    if bounds.low is not None and bounds.low >= 0:
        return Term(first.factor, cases([(valid, first.over or number(1))]), first.under)
    if bounds.high is not None and bounds.high < 0:
        return Term(second.factor, cases([(valid, second.over or number(1))]), second.under)
    if first.factor != second.factor:
        raise Unsayable("formula")
    positive = compared(exp.GTE, above, exactly(0))
    one = number(1)
    over = cases([(both(valid, positive), first.over or one), (valid, second.over or one)])
    under = cases([(positive, first.under or one)], second.under or one)
    return Term(first.factor, over, under)


def _divided(above: Term, by: Term | None, may_be_open: bool) -> Term:
    """Return a quotient; by a divisor without an upper end it comes as near to zero as one likes."""
    one = number(1)
    nothing = binary(exp.Mul, above.over or one, number(0))
    if by is None:
        return Term(above.factor, nothing)
    made = product(above, Term(1 / by.factor, by.under, by.over))
    if by.over is None or not may_be_open:
        return made
    over = cases([(given(by.over), made.over or one)], nothing)
    return Term(made.factor, over, product(above, Term(by.factor, None, first_given(by.over, one))).under)


def inside(item: Figure, first: Figure, last: Figure) -> Expr:
    """Return whether the point that `item` may be lies between two constants, both of which count."""
    return both(compare(Comparison.GE, item, first), compare(Comparison.LE, item, last))
