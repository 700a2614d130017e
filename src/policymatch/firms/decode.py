"""The cells of one fact, row by row → what is known of it. Equal cells are read once a batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from policymatch.enterprise import FactKey, Known
from policymatch.enterprise.bounds import within_bounds
from policymatch.enterprise.cells import MAX_ITEMS
from policymatch.enterprise.figures import MAX_DIGITS
from policymatch.enterprise.members import members_of
from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.enterprise.words import member, text
from policymatch.enterprise.zones import with_kinds
from policymatch.firms.codes import code_read
from policymatch.firms.columns import DATE_ENDS, ENDS, Part
from policymatch.firms.layout import FactColumns
from policymatch.firms.stored import from_stored
from policymatch.values import Choice, Codes, DateSpan, Listing, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.model import ZONE

_LIMIT = 10**MAX_DIGITS


class FactDecoder:
    """Reads the facts of a table that stand in one set of columns."""

    def __init__(self, columns: FactColumns, kind: str | None, vocabulary: Vocabulary) -> None:
        self.fact: FactKey = columns.fact
        self.name = columns.name
        self.parts = tuple(columns.parts)
        self._columns = columns
        self._field = columns.field
        self._vocabulary = vocabulary
        self._zone = kind is None and columns.field.key == ZONE
        self._word = _word_reader(columns.field, kind, vocabulary)
        # What equal cells were read as, of the group of rows at hand.
        self._read: dict[Any, Known | UnreadableError | None] = {}

    def known(self, cells: dict[str, list[Any]]) -> list[Known | UnreadableError | None]:
        """Return what is known of the fact in each row of `cells` (by column), or why it cannot be read."""
        self._read.clear()
        lists = [cells[self._columns.parts[part]] for part in self.parts]
        made = self._made
        if len(lists) == 1 and self.parts[0] is Part.VALUE:
            return [None if one is None else made((_hashed(one),)) for one in lists[0]]
        rows = zip(*lists, strict=True)
        return [
            None if not any(one is not None for one in row) else made(tuple(map(_hashed, row)))
            for row in rows
        ]

    def _made(self, row: tuple[Any, ...]) -> Known | UnreadableError | None:
        read = self._read
        if row in read:
            return read[row]
        try:
            known: Known | UnreadableError | None = self._known(dict(zip(self.parts, row, strict=True)))
        except UnreadableError as error:
            known = error
        read[row] = known
        return known

    def _known(self, parts: dict[Part, Any]) -> Known | None:
        """Return what the cells of one row say; None when there is no value among them."""
        value = self._value(parts)
        if value is None:
            return None
        source, verified = parts.get(Part.SOURCE), parts.get(Part.VERIFIED)
        days: DateSpan | None = _span(parts.get(Part.DATE), *(parts.get(part) for part in DATE_ENDS))
        return Known(value, None if source is None else text(source, self.name), days, verified)

    def _value(self, parts: dict[Part, Any]) -> Value | None:
        cell = parts.get(Part.VALUE)
        ends = [parts.get(part) for part in ENDS]
        several = parts.get(Part.ANY_OF)
        if cell is not None and (several is not None or any(end is not None for end in ends[:2])):
            raise UnreadableError("firm-table-two-values", column=self.name)
        match self._field.type:
            case Type.BOOL:
                return None if cell is None else Truth.of(cell)
            case Type.DATE:
                days: DateSpan | None = _span(cell, *ends)
                return days
            case Type.TAGS:
                return None if cell is None else self._tags(cell, parts.get(Part.CLOSED) is True)
        if self._field.type.is_numeric:
            return self._number(cell, ends)
        words = (cell,) if cell is not None else several
        if words is None:
            return None
        if not words:
            raise UnreadableError("empty-choice")
        found = frozenset(self._words(words))
        return Codes(found) if self._field.type.is_code else Choice(found)

    def _number(self, cell: Any, ends: Sequence[Any]) -> Value | None:
        field = self._field
        exact, low, high = (None if one is None else from_stored(one, field) for one in (cell, *ends[:2]))
        if any(one is not None and not -_LIMIT < one < _LIMIT for one in (exact, low, high)):
            raise UnreadableError("number-too-long", found=shown(exact or low or high), limit=MAX_DIGITS)
        span: NumberSpan | None = _span(exact, low, high, *ends[2:])
        return None if span is None else within_bounds(span, field)

    def _tags(self, cell: tuple[Any, ...], closed: bool) -> Value:
        words = self._words(cell)
        items = with_kinds(words, self._vocabulary) if self._zone else tuple(dict.fromkeys(words))
        return Listing(items, closed)

    def _words(self, cells: Sequence[Any]) -> list[str]:
        if len(cells) > MAX_ITEMS:
            raise UnreadableError("list-too-long", length=len(cells), limit=MAX_ITEMS)
        if any(cell is None for cell in cells):
            raise UnreadableError("unknown-in-list", found="")
        return [self._word(cell) for cell in cells]


def _hashed(cell: Any) -> Any:
    return tuple(cell) if type(cell) is list else cell


def _span(cell: Any, low: Any = None, high: Any = None, low_open: Any = None, high_open: Any = None) -> Any:
    """Return the span of an exact value or of two ends; None when none of them is given."""
    if cell is not None:
        return Span.exact(cell)
    if low is None and high is None:
        return None
    try:
        return Span(low, high, bool(low_open) and low is not None, bool(high_open) and high is not None)
    except ValueError:
        raise UnreadableError("range-reversed") from None


def _word_reader(field: Field, kind: str | None, vocabulary: Vocabulary) -> Callable[[str], str]:
    if field.type.is_code:
        return lambda word: code_read(word, field)
    members = members_of(field, kind, vocabulary)
    if field.type is Type.TEXT and members.unknown == "unknown-value":
        return lambda word: text(word, field.both)

    def read(word: str) -> str:
        return word if any(word in scope for scope in members.scopes) else member(word, members)

    return read
