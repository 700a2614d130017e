"""Firms for the definitions of facts: what is known of one, what it may be, and figures near the bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random
from typing import cast

from tests.support.firms import FOUNDED, Key, PlainFirm, PlainRecord, part_of_firm, some_firm
from tests.support.terms import Terms, terms_of
from tests.support.values import AS_OF

from policymatch import Enterprise
from policymatch.derivation import Derivation
from policymatch.language import Context, tree, truth_of, walk
from policymatch.library import PolicyLibrary
from policymatch.matching.firm import FirmOn, Law
from policymatch.values import Choice, Listing, Number, NumberSpan, Span, Truth, Value
from policymatch.values.arithmetic import whole
from policymatch.vocabulary import Field
from policymatch.vocabulary.codes import industries

LIBRARY = PolicyLibrary.load()
# What a random figure is where it meets a bound of its fact exactly.
AT_BOUND = 10


@cache
def rules_of(key: str) -> tuple[tree.Node, ...]:
    """Return the rules of a fact's definition, and of those of the facts that it is made of."""
    found: dict[str, Derivation] = {}
    waiting = [key]
    while waiting:
        one = waiting.pop()
        if one in LIBRARY.derivations and one not in found:
            found[one] = LIBRARY.derivations[one]
            waiting += found[one].reads
    return tuple(
        version.rule for one in found.values() for version in one.versions if version.rule is not None
    )


@cache
def terms_for(key: str) -> Terms:
    """Return the facts that a definition rests on, none of which follows from others."""
    vocabulary = LIBRARY.vocabulary
    records = {kind: tuple(vocabulary.records[kind].fields) for kind in vocabulary.records}
    every = terms_of(vocabulary, tuple(vocabulary.fields), records, tuple(vocabulary.honours)[:6], ())
    asked = every.asked_by(*rules_of(key))
    stated = tuple(one for one in asked.firm if one not in LIBRARY.derivations)
    return replace(asked, firm=stated, industries=_industries(rules_of(key)))


def _industries(rules: tuple[tree.Node, ...]) -> tuple[str, ...]:
    """Return the industries that rules tell apart, with what lies above and just below them, and others."""
    asked = [one for rule in rules for one in walk(rule) if isinstance(one, tree.Among)]
    named = {word for one in asked if one.subject.key == "industry" for word in one.words}
    near = {up for word in named for up in industries().lineage(word) if up}
    below = {low for word in near for low in industries().children(word)[:2]}
    return tuple(sorted(near | below | {"J", "J66", "G53", "G5320", "S91"}))


def some_pair(dice: Random, key: str, terms: Terms, exact: bool = True) -> tuple[PlainFirm, PlainFirm]:
    """Return what is known of a firm, and what it may really be, of the facts of `terms`."""
    firm = some_firm(dice, terms)
    part = part_of_firm(dice, firm, terms, exact)
    scales = {one: _scale(dice, LIBRARY.vocabulary.fields[one], key) for one in terms.firm}
    return _scaled(firm, scales), _scaled(part, scales)


def some_pair_as_presumed(dice: Random, key: str) -> tuple[PlainFirm, PlainFirm]:
    """Return such a pair for which whatever the definition presumes is so: laws are stated for those.

    Of many presumptions a random firm seldom meets all: what an unmet one asks for is drawn again.
    """
    whole_terms = terms_for(key)
    known, real = some_pair(dice, key, whole_terms)
    while (unmet := _unmet(key, known, real)) is not None:
        terms = _asked_by(key, unmet)
        if "established" in terms.firm or not (terms.firm or terms.records):
            known, real = some_pair(dice, key, whole_terms)
            continue
        other, really = some_pair(dice, key, terms)
        since = _since(real)
        # Nobody has figures of a year in which there was no firm; one that is stated all the same stays.
        facts = {
            one: really.facts[one] for one in really.facts if one in other.facts or (one[1] or since) >= since
        }
        known = _with(known, terms, other.facts, other.lists)
        real = _with(real, terms, facts, really.lists)
    return known, real


def _with(
    firm: PlainFirm, terms: Terms, facts: Mapping[Key, Value], lists: Mapping[str, Listing[PlainRecord]]
) -> PlainFirm:
    kept = {one: value for one, value in firm.facts.items() if one[0] not in terms.firm}
    return replace(firm, facts={**kept, **facts}, lists={**firm.lists, **lists})


def _since(firm: PlainFirm) -> int:
    founded = firm.facts.get(FOUNDED)
    return founded.low.year if isinstance(founded, Span) and isinstance(founded.low, date) else 0


def _scale(dice: Random, field: Field, key: str) -> Number:
    """Return what random figures of a fact are multiplied by, so that they lie about one of its bounds."""
    bounds = _bounds(field.key, key)
    scale = Fraction(dice.choice(bounds)) / AT_BOUND if bounds else Fraction(1, 1)
    high = field.bounds[1]
    return scale if high is None else min(scale, Fraction(high) / 60)


@cache
def _bounds(fact: str, key: str) -> tuple[Number, ...]:
    """Return the figures that a fact is held against in the definition of `key`."""
    found: set[Number] = set()
    for node in (one for rule in rules_of(key) for one in walk(rule)):
        if isinstance(node, tree.Compare):
            for side, other in ((node.left, node.right), (node.right, node.left)):
                known = isinstance(side, tree.Fact) and side.key == fact
                if known and isinstance(other, tree.Quantity) and other.value > 0:
                    found.add(other.value)
    return tuple(sorted(found))


def _scaled(firm: PlainFirm, scales: Mapping[str, Number]) -> PlainFirm:
    return replace(firm, facts={key: _times(value, key, scales) for key, value in firm.facts.items()})


def _times(value: Value, key: Key, scales: Mapping[str, Number]) -> Value:
    if not isinstance(value, Span) or not LIBRARY.vocabulary.fields[key[0]].type.is_numeric:
        return value
    span, scale = cast(NumberSpan, value), scales[key[0]]
    low: Number | None = None if span.low is None else whole(span.low * scale)
    high: Number | None = None if span.high is None else whole(span.high * scale)
    made: NumberSpan = Span(low, high, span.low_open, span.high_open)
    return made


def context_for(firm: PlainFirm) -> Context:
    """Return the question asked of a firm, with the definitions of the shipped library."""
    law = Law(LIBRARY.derivations, LIBRARY.vocabulary)
    return Context(FirmOn(cast(Enterprise, firm), AS_OF, law), LIBRARY.vocabulary)


@cache
def _presumed(key: str) -> tuple[tree.Criterion, ...]:
    """Return the criteria of a fact's definition that hold unless something is known against them."""
    nodes = (node for rule in rules_of(key) for node in walk(rule))
    return tuple(node for node in nodes if isinstance(node, tree.Criterion) and node.presume is not None)


def _unmet(key: str, known: PlainFirm, real: PlainFirm) -> tree.Criterion | None:
    """Return a criterion that is presumed of the firm as known, and is not so (semantics 15)."""
    before, after = context_for(known), context_for(real)
    return next(
        (
            node
            for node in _presumed(key)
            if truth_of(node.test, before) is Truth.UNKNOWN
            and truth_of(node.test, after) is Truth.of(not node.presume)
        ),
        None,
    )


@cache
def _asked_by(key: str, criterion: tree.Criterion) -> Terms:
    """Return the facts of a definition that one of its criteria rests on."""
    facts = {one.key for one in walk(criterion) if isinstance(one, tree.Fact) and one.kind is None}
    rules = [rule for fact in sorted(facts & LIBRARY.derivations.keys()) for rule in rules_of(fact)]
    facts |= {
        one.key for rule in rules for one in walk(rule) if isinstance(one, tree.Fact) and one.kind is None
    }
    terms = terms_for(key)
    asked = terms.asked_by(criterion, *rules)
    firm = tuple(one for one in asked.firm if one in facts)
    return replace(terms, firm=firm, records={kind: terms.records[kind] for kind in asked.records})


def lies_in(inner: Value, outer: Value) -> bool:
    """Return whether everything that one value may be the other may be too."""
    if isinstance(inner, Truth):
        return outer in (inner, Truth.UNKNOWN)
    if isinstance(inner, Span) and isinstance(outer, Span):
        return cast(NumberSpan, outer).meet(cast(NumberSpan, inner)) == inner
    assert isinstance(inner, Choice)
    assert isinstance(outer, Choice)
    return outer.members is None or (inner.members is not None and inner.members <= outer.members)
