"""From a firm on a day to its traits: each feature that is stated, or follows from what is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from math import inf
from typing import cast

from policymatch.language import Context, FirmFacts, RecordFacts
from policymatch.peers.features import FEATURES, YEARS_BACK, Feature
from policymatch.peers.traits import Figures, Listed, Place, Text, Trait, Way, Word
from policymatch.peers.words import telling_words
from policymatch.values import Choice, Codes, DateSpan, Listing, NumberSpan, Span, Truth, Value
from policymatch.values.dates import months_between
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.codes.tree import CodeTree

# Lists whose entries are free text: compared by their words.
_TEXTS = frozenset(("main_products",))

Traits = dict[Feature, Trait]


def traits_of(context: Context, like: Traits | None = None) -> Traits:
    """Return the features of the firm of `context` of which something is known.

    With `like` only those (and of figures the years) that can be compared with these, which is quicker.
    """
    asked = FEATURES if like is None else like
    found = ((feature, _trait(feature, context, like)) for feature in asked)
    return {feature: trait for feature, trait in found if trait is not None}


def _trait(feature: Feature, context: Context, like: Traits | None) -> Trait | None:
    field = context.vocabulary.field(feature.kind, feature.key)
    if feature.kind is not None:
        return _of_records(feature.kind, feature.key, context.firm)
    if feature.scale is not None:
        other = None if like is None else like[feature]
        years = other.ends if isinstance(other, Figures) else _years(field, context.firm)
        ends = dict(_ends(feature, field, context.firm, years))
        return Figures(ends) if ends else None
    value = context.firm.value(field.key)
    return None if value is None or value == field.unknown else _of_value(value, field)


def _of_value(value: Value, field: Field) -> Trait | None:
    if isinstance(value, Truth):
        return Word(frozenset((value.name,)))
    if isinstance(value, Listing):
        if field.key in _TEXTS:
            return Text(telling_words(value.items))
        return Listed(frozenset(value.items), value.closed)
    if isinstance(value, Codes):
        return Place(tuple(way_to(field, code) for code in sorted(value.prefixes)))
    if not isinstance(value, Choice) or value.members is None:
        return None
    if field.type is Type.TEXT:
        return Text(telling_words(value.members))
    if field.ordered and value.members <= field.values.keys():
        last = len(field.values) - 1
        places = [index / last for index, word in enumerate(field.values) if word in value.members]
        return Figures({None: (min(places), max(places))})
    return Word(value.members)


def _years(field: Field, firm: FirmFacts) -> Iterable[int | None]:
    """Return the years of which a figure may be compared, the latest first."""
    last = firm.as_of.year - 1
    return range(last, last - YEARS_BACK, -1) if field.yearly else (None,)


def _ends(
    feature: Feature, field: Field, firm: FirmFacts, years: Iterable[int | None]
) -> Iterator[tuple[int | None, tuple[float, float]]]:
    """Yield the ends of a figure by year."""
    assert feature.scale is not None
    for year in years:
        value = firm.value(field.key, year)
        if isinstance(value, Span) and value != field.unknown:
            figures = cast(NumberSpan, value)
            if field.type is Type.DATE:
                figures = _months_since(cast(DateSpan, value), firm.as_of)
            place, low, high = feature.scale.position, figures.low, figures.high
            yield year, (-inf if low is None else place(low), inf if high is None else place(high))


def _months_since(days: DateSpan, as_of: date) -> NumberSpan:
    return Span(
        None if days.high is None else months_between(days.high, as_of),
        None if days.low is None else months_between(days.low, as_of),
    )


def _of_records(kind: str, key: str, firm: FirmFacts) -> Listed | None:
    """Return what stands in one field of the firm's records, those that have certainly expired left out."""
    listing = firm.records(kind)
    words = [_word(record, key) for record in listing.items if not _expired(record, firm.as_of)]
    closed = listing.closed and None not in words
    named = frozenset(word for word in words if word is not None)
    return Listed(named, closed) if named or closed else None


def _word(record: RecordFacts, key: str) -> str | None:
    value = record.value(key)
    return value.word if isinstance(value, Choice) else None


def _expired(record: RecordFacts, as_of: date) -> bool:
    days = cast("DateSpan | None", record.value("expires"))
    return days is not None and days.high is not None and days.high < as_of


def way_to(field: Field, code: str) -> Way:
    """Return the way down the tree of a field to one of its codes."""
    codes = code_tree(field)
    steps = codes.lineage(code)[1:]
    ends = not codes.children(code)
    return Way(steps, len(steps) if ends else _longest_way(codes), ends)


@cache
def _longest_way(codes: CodeTree) -> int:
    return max(len(codes.lineage(code)) - 1 for code in codes.codes())
