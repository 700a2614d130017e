"""How many of a firm's records a condition holds for, and the sum of their figures (over_records.py)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.firms.columns import REST
from policymatch.language import tree, walk
from policymatch.sql.ask import Ask, FigureOf, TruthOf
from policymatch.sql.build import cases, constant, either, first_given, given, negated, number, truth
from policymatch.sql.figures import Figure
from policymatch.sql.gathered import PERHAPS, SURE, Gathered, counted, gathered, total
from policymatch.sql.left import Unsayable, Why
from policymatch.sql.terms import Term, compared, exactly
from policymatch.values import Span, Truth

LISTED, LOW, HIGH = "listed", "low", "high"
_SUMS = (tree.Summary.COUNT, tree.Summary.SUM)


def over_records(node: tree.Records, ask: Ask, truth_of: TruthOf, figure_of: FigureOf) -> Figure:
    """Return everything that a figure over records may be. Raises Unsayable for a mean or an extreme."""
    if node.how not in _SUMS:
        raise Unsayable(Why.RECORDS)
    note_rest(node, node.kind, ask)

    def counts(there: Ask) -> Expr:
        return truth(Truth.TRUE) if node.where is None else truth_of(node.where, there)

    nobody = ask.about(node.kind, False)
    complete = either(ask.closed(node.kind), negated(counts(nobody)))
    if node.value is None:
        return _counted(node.kind, ask, counts, complete)
    return _summed(node.kind, node.value, ask, counts, complete, figure_of)


def note_rest(node: tree.Node, kind: str, ask: Ask) -> None:
    """Note where records may hold what fits no column."""
    if ask.columns.has(kind, REST):
        ask.leave(node, Why.REST)


def _counted(kind: str, ask: Ask, counts: Callable[[Ask], Expr], complete: Expr) -> Figure:
    def build(there: Ask) -> Gathered:
        condition = counts(there)
        return {SURE: counted(condition, Truth.FALSE), PERHAPS: counted(condition, Truth.TRUE)}

    found = gathered(kind, ask, build) or {SURE: number(0), PERHAPS: number(0)}
    low, high = (Term(Fraction(1), _or_nothing(found[name])) for name in (SURE, PERHAPS))
    return Figure(low, _where(complete, high), bounds=Span(0, None))


def _or_nothing(of: Expr) -> Expr:
    return of if isinstance(of, exp.Literal) else first_given(of, number(0))


def _where(complete: Expr, end: Term) -> Term | None:
    """Return an end that holds only where no record that nobody has listed could move it."""
    known = constant(complete)
    if known is Truth.TRUE:
        return end
    return None if known is not None else Term(end.factor, cases([(complete, end.over or number(1))]))


def _summed(
    kind: str,
    value: tree.Node,
    ask: Ask,
    counts: Callable[[Ask], Expr],
    complete: Expr,
    figure_of: FigureOf,
) -> Figure:
    factors: dict[str, Fraction] = {}

    def build(there: Ask) -> Gathered:
        condition, figure = counts(there), figure_of(value, there)
        found: Gathered = {LISTED: exp.Count(this=exp.Star())}
        for name, end, reach in ((LOW, figure.low, exp.LT), (HIGH, figure.high, exp.GT)):
            if end is None:
                continue
            if end.under is not None:
                raise Unsayable(Why.FORMULA)
            factors[name] = end.factor
            found[name] = total(_share_of(condition, end, reach))
        return found

    found = gathered(kind, ask, build)
    if found is None:
        # No record is listed at all.
        found, factors = {LOW: number(0), HIGH: number(0)}, {LOW: Fraction(1), HIGH: Fraction(1)}
    ends = {name: Term(factor, _if_any(found[name], found.get(LISTED))) for name, factor in factors.items()}
    if any(isinstance(one, tree.Fact) and one.kind is None for one in walk(value)):
        # What an unlisted record could add is told by the bounds of the fields alone.
        ask.leave(value, Why.RECORDS)
    unlisted = figure_of(value, ask.about(kind, False)).bounds
    low, high = ends.get(LOW), ends.get(HIGH)
    # Any number of them: what one could take away or add has no end.
    if low is not None and (unlisted.low is None or unlisted.low < 0):
        low = _where(complete, low)
    if high is not None and (unlisted.high is None or unlisted.high > 0):
        high = _where(complete, high)
    return Figure(low, high)


def _share_of(condition: Expr, end: Term, reach: type[exp.Binary]) -> Expr:
    """Return what a record adds to one end of the sum; a doubtful one what it has, or nothing."""
    worth, nothing = end.over or number(1), number(0)
    known = constant(condition)
    if known is Truth.TRUE:
        return worth.copy()
    perhaps = cases([(compared(reach, end, exactly(0)), worth), (given(worth), nothing)])
    if known is not None:
        return nothing if known is Truth.FALSE else perhaps
    return cases([(condition, worth), (negated(condition), nothing)], perhaps)


def _if_any(of: Expr, listed: Expr | None) -> Expr:
    """Return a sum, which is zero for a firm without records."""
    return of if listed is None else cases([(given(listed), of)], number(0))
