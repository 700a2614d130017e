"""What a fact may be, cut into parts on each of which every simple criterion on it is decided."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from policymatch.language import tree, walk
from policymatch.language.parts import parts_of
from policymatch.matching.coarse import parts_of_codes
from policymatch.values import Choice, Codes, DateSpan, Span, Truth, Value
from policymatch.vocabulary import Type, Vocabulary
from policymatch.vocabulary.code_names import code_tree

# What stands for every word that no rule names: no text of a profile holds a control character.
_OTHER = "\x00"


def common_parts(
    fact: tree.Fact, value: Value, tests: tuple[tree.Node, ...], vocabulary: Vocabulary
) -> tuple[Value, ...]:
    """Return parts that together are `value`, cut where `tests` decide; `value` alone if none can be cut."""
    field = vocabulary.field(fact.kind, fact.key)
    words = frozenset(
        word for test in tests for one in walk(test) if isinstance(one, tree.Among) for word in one.words
    )
    if isinstance(value, Truth):
        return (Truth.FALSE, Truth.TRUE)
    if isinstance(value, Codes):
        return cast("tuple[Value, ...]", parts_of_codes(value, words, code_tree(field)))
    if isinstance(value, Choice):
        # Words that no test names are alike, however many there are.
        possible = value.members
        named = words if possible is None else words & possible
        rest = frozenset((_OTHER,)) if possible is None else possible - words
        return tuple(Choice.exact(word) for word in sorted(named)) + ((Choice(rest),) if rest else ())
    if field.type is Type.DATE:
        return _days(cast(DateSpan, value), tests)
    return parts_of(fact, value, tests)


def _days(value: DateSpan, tests: tuple[tree.Node, ...]) -> tuple[Value, ...]:
    """Return a span of days cut before, on and after each day with which a date of a test begins or ends."""
    one = timedelta(days=1)
    named = [node.days for test in tests for node in walk(test) if isinstance(node, tree.Day)]
    days = sorted({day for days in named for day in (days.low, days.high) if day is not None})
    parts: list[DateSpan] = []
    low = value.low
    for day in days:
        if day not in value:
            continue
        if low is None or low < day:
            parts.append(Span(low, day - one))
        parts.append(Span(day, day))
        low = day + one
    if value.high is None or low is None or low <= value.high:
        parts.append(Span(low, value.high))
    return tuple(parts)
