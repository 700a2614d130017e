"""The columns of one fact → everything that it may be: an exact figure, a range, or what its field allows."""

from __future__ import annotations

from fractions import Fraction

from sqlglot.expressions import Expr

from policymatch.firms.columns import Column, Part
from policymatch.language import tree
from policymatch.sql.ask import Ask
from policymatch.sql.build import both, first_given, given, negated, number, truth, whole
from policymatch.sql.figures import Figure
from policymatch.sql.left import Why
from policymatch.sql.terms import Term, exactly
from policymatch.values import Number, NumberSpan, Span, Truth
from policymatch.vocabulary import Type


def note_what_is_wider(fact: tree.Fact, ask: Ask) -> None:
    """Note where the columns of a fact say less than the evaluator knows of it."""
    if ask.is_derived(fact):
        ask.leave(fact, Why.DERIVED)
    field = ask.vocabulary.field(fact.kind, fact.key)
    if fact.basis is None and ask.columns.tables is not None:
        year = None if fact.year is None or fact.year.anchor is not None else fact.year.of(ask.as_of.year)
        for basis in field.bases:
            parts = (Column((fact.key, year, basis), part) for part in (Part.VALUE, Part.LOW, Part.HIGH))
            if any(ask.columns.of_fact(fact.kind, one) is not None for one in parts):
                ask.leave(fact, Why.BASES)


def figure_of_fact(fact: tree.Fact, ask: Ask) -> Figure:
    """Return everything that a number may be. Raises Unsayable as `Ask.part` does."""
    note_what_is_wider(fact, ask)
    field = ask.vocabulary.field(fact.kind, fact.key)
    units = Fraction(1, 100) if field.type is Type.MONEY else Fraction(1)
    # A definition may give a figure that its field would not take.
    bounds = (None, None) if ask.is_derived(fact) else field.bounds
    digits: dict[Part, int] = {}
    found: dict[Part, Expr] = {}
    for part in (Part.VALUE, Part.LOW, Part.HIGH):
        cell = ask.part(fact, part)
        if cell is not None:
            found[part] = cell
            digits[part] = ask.columns.digits(fact.kind, cell.name, field)
    deepest = max(digits.values(), default=0)
    factor = units / 10**deepest
    cells = {part: whole(cell, deepest) for part, cell in found.items()}
    point = Term(units, found[Part.VALUE]) if tuple(found) == (Part.VALUE,) else None
    return _figure(fact, ask, cells, factor, bounds, point)


def days_of_fact(fact: tree.Fact, ask: Ask) -> Figure:
    """Return every day that a date may be. Raises Unsayable as `Ask.part` does."""
    note_what_is_wider(fact, ask)
    cells = {}
    for part in (Part.VALUE, Part.LOW, Part.HIGH):
        cell = ask.part(fact, part)
        if cell is not None:
            cells[part] = cell
    point = Term(Fraction(1), cells[Part.VALUE]) if tuple(cells) == (Part.VALUE,) else None
    return _figure(fact, ask, cells, Fraction(1), (None, None), point)


def _figure(
    fact: tree.Fact,
    ask: Ask,
    cells: dict[Part, Expr],
    factor: Fraction,
    bounds: tuple[Number | None, Number | None],
    point: Term | None,
) -> Figure:
    floor, ceiling = bounds
    allowed: NumberSpan = Span(floor, ceiling)
    value = cells.get(Part.VALUE)
    low, low_open = _end(cells.get(Part.LOW), ask.part(fact, Part.LOW_OPEN), value, floor, factor)
    high, high_open = _end(cells.get(Part.HIGH), ask.part(fact, Part.HIGH_OPEN), value, ceiling, factor)
    return Figure(low, high, low_open, high_open, point, allowed)


def _end(
    end: Expr | None,
    is_open: Expr | None,
    value: Expr | None,
    bound: Number | None,
    factor: Fraction,
) -> tuple[Term | None, Expr]:
    """Return one end of what is known: the exact value, else the end that is given, else what is allowed."""
    known = [one for one in (value, end) if one is not None]
    no = truth(Truth.FALSE)
    if not known:
        return (None if bound is None else exactly(bound)), no
    if bound is not None:
        known.append(number(bound / factor))
    opens = no
    if end is not None and is_open is not None:
        only = given(end) if value is None else both(given(end), negated(given(value)))
        opens = both(only, first_given(is_open, no))
    return Term(factor, first_given(*known)), opens


def is_exact_column(fact: tree.Fact, ask: Ask) -> bool:
    """Return whether no word of a fact is known but by its exact value: it is never one of several."""
    return ask.part(fact, Part.ANY_OF) is None
