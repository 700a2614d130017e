"""Criteria on words, codes, lists and yes-or-no facts."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.firms.codes import code_written
from policymatch.firms.columns import Part
from policymatch.language import tree
from policymatch.sql.ask import Ask, TruthOf
from policymatch.sql.build import (
    among,
    binary,
    both,
    cases,
    decided,
    either,
    first_given,
    given,
    negated,
    number,
    shares,
    text,
    truth,
)
from policymatch.sql.facts import is_exact_column, note_what_is_wider
from policymatch.sql.figures import Figure, compare, of_span
from policymatch.sql.left import Why
from policymatch.sql.terms import Term
from policymatch.values import ANYTHING, Choice, Span, Truth
from policymatch.vocabulary import Field
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.model import ZONE

_UNKNOWN = truth(Truth.UNKNOWN)


def is_yes(fact: tree.Fact, ask: Ask) -> Expr:
    """Return a yes-or-no fact itself."""
    note_what_is_wider(fact, ask)
    return ask.part(fact) or _UNKNOWN


def is_among(node: tree.Among, ask: Ask) -> Expr:
    """Return whether a word or code is one of those named."""
    note_what_is_wider(node.subject, ask)
    field = ask.vocabulary.field(node.subject.kind, node.subject.key)
    made = _code_within(node, field, ask) if field.type.is_code else _word_among(node, field, ask)
    return negated(made) if node.negated else made


def _word_among(node: tree.Among, field: Field, ask: Ask) -> Expr:
    known = cast(Choice, field.unknown).among(frozenset(node.words))
    if known is not Truth.UNKNOWN:
        return truth(known)
    value, several = ask.part(node.subject), ask.part(node.subject, Part.ANY_OF)
    exactly = _UNKNOWN if value is None else among(value, node.words)
    if several is None:
        return exactly
    # As many of the words as the list is long: then it holds no others.
    inside = [cases([(shares(several, (word,)), number(1))], number(0)) for word in node.words]
    total = inside[0]
    for one in inside[1:]:
        total = binary(exp.Add, total, one)
    all_of_them = binary(exp.EQ, total, exp.ArraySize(this=several.copy()))
    listed = decided(
        both(given(several), all_of_them), both(given(several), negated(shares(several, node.words)))
    )
    return listed if value is None else first_given(exactly, listed)


def _code_within(node: tree.Among, field: Field, ask: Ask) -> Expr:
    """Return whether a code lies below one of those named; a coarser one above them may or may not."""
    if not is_exact_column(node.subject, ask):
        ask.leave(node, Why.SEVERAL)
    value = ask.part(node.subject)
    if value is None:
        return _UNKNOWN
    inside = either(*(exp.StartsWith(this=value.copy(), expression=text(word)) for word in node.words))
    codes = code_tree(field)
    shorter = {word[:length] for word in node.words for length in range(1, len(word))}
    prefixes = {prefix for prefix in shorter if prefix in codes}
    above = sorted({*prefixes, *(code_written(prefix, field) for prefix in prefixes)} - {*node.words})
    if not above:
        return inside
    return decided(inside, both(given(value), negated(among(value, above))))


def contains(node: tree.Contains, ask: Ask, truth_of: TruthOf) -> Expr:
    """Return whether a list holds one of the words; an open one that does not says nothing (semantics 3)."""
    note_what_is_wider(node.subject, ask)
    words = node.words
    if node.subject.kind is None and node.subject.key == ZONE:
        zones = ask.vocabulary.zones.values()
        words = tuple(dict.fromkeys((*words, *(zone.key for zone in zones if zone.kind in words))))
    value, closed = ask.part(node.subject), ask.part(node.subject, Part.CLOSED)
    holds = truth(Truth.FALSE) if value is None else shares(value, words)
    fails = truth(Truth.FALSE)
    if value is not None and closed is not None:
        fails = both(given(value), closed)
    if node.within is not None:
        fails = either(fails, negated(truth_of(node.within, ask)))
    made = decided(holds, fails)
    return negated(made) if node.negated else made


def ranked(node: tree.Ranked, ask: Ask) -> Expr:
    """Return whether one word stands above another in the order that their field declares."""
    return compare(node.op, _rank(node.left, ask), _rank(node.right, ask))


def _rank(fact: tree.Fact, ask: Ask) -> Figure:
    note_what_is_wider(fact, ask)
    if not is_exact_column(fact, ask):
        ask.leave(fact, Why.SEVERAL)
    field = ask.vocabulary.field(fact.kind, fact.key)
    members = cast(Choice, field.unknown).members
    places = ANYTHING if members is None else Span(0, len(field.values) - 1)
    value = ask.part(fact)
    if value is None:
        return of_span(places)
    place = cases([(among(value, (word,)), number(at)) for at, word in enumerate(field.values)])
    ends = (place if end is None else first_given(place, number(end)) for end in (places.low, places.high))
    low, high = (Term(Fraction(1), end) for end in ends)
    return Figure(low, high, bounds=places)


def same_word(node: tree.SameWord, ask: Ask) -> Expr:
    """Return whether two texts are the same, letter by letter."""
    sides = []
    for fact in (node.left, node.right):
        note_what_is_wider(fact, ask)
        if not is_exact_column(fact, ask):
            ask.leave(node, Why.SEVERAL)
        sides.append(ask.part(fact))
    left, right = sides
    made = _UNKNOWN if left is None or right is None else binary(exp.EQ, left, right)
    return negated(made) if node.negated else made
