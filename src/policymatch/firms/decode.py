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
from policymatch.values import Choice, Codes, DateSpan, Listing, Number, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.model import ZONE

_LIMIT = 10**MAX_DIGITS


class FactDecoder:
    """Reads the facts of a table that stand in one set of columns."""

    def __init__(self, columns: FactColumns, kind: str | None, vocabulary: Vocabulary) -> None:
        self.fact: FactKey = columns.fact
        self.name = columns.name
        self._columns = columns
        self._field = columns.field
        self._vocabulary = vocabulary
        self._zone = kind is None and columns.field.key == ZONE
        self._word = word_reader(columns.field, kind, vocabulary)
        self._value_at = next((at for at, part in enumerate(columns.parts) if part is Part.VALUE), None)
        # What equal cells were read as, of the rows at hand.
        self._read: dict[Any, Known | UnreadableError | None] = {}

    def known(self, cells: dict[str, list[Any]]) -> list[Known | UnreadableError | None]:
        """Return what is known of the fact in each row of `cells` (by column), or why it cannot be read."""
        self._read.clear()
        lists = [cells[name] for name in self._columns.parts.values()]
        if len(lists) == 1:
            return [None if one is None else self._made((_hashed(one),)) for one in lists[0]]
        nothing = (None,) * len(lists)
        rows = zip(*lists, strict=True)
        return [None if row == nothing else self._made(tuple(map(_hashed, row))) for row in rows]

    def _made(self, row: tuple[Any, ...]) -> Known | UnreadableError | None:
        read = self._read
        if row in read:
            return read[row]
        known: Known | UnreadableError | None
        try:
            at = self._value_at
            alone = at is not None and row[at] is not None and row.count(None) == len(row) - 1
            known = Known(self._exact(row[at])) if at is not None and alone else self._known(row)
        except UnreadableError as error:
            known = error
        read[row] = known
        return known

    def _known(self, row: tuple[Any, ...]) -> Known | None:
        """Return what the cells of one row say; None when there is no value among them."""
        parts = dict(zip(self._columns.parts, row, strict=True))
        value = self._value(parts)
        if value is None:
            return None
        source, verified = parts.get(Part.SOURCE), parts.get(Part.VERIFIED)
        days: DateSpan | None = _span(parts.get(Part.DATE), *(parts.get(part) for part in DATE_ENDS))
        return Known(value, None if source is None else text(source, self.name), days, verified)

    def _value(self, parts: dict[Part, Any]) -> Value | None:
        """Return the value that the parts of one row say, in whichever of its columns it stands."""
        cell, several = parts.get(Part.VALUE), parts.get(Part.ANY_OF)
        ends = [parts.get(part) for part in ENDS]
        if cell is not None:
            if several is not None or ends[0] is not None or ends[1] is not None:
                raise UnreadableError("firm-table-two-values", column=self.name)
            return self._exact(cell, parts.get(Part.CLOSED) is True)
        if several is not None:
            return self._among(several)
        if not self._field.type.is_numeric:
            days: DateSpan | None = _span(None, *ends)
            return days
        low, high = (None if end is None else self._number(end) for end in ends[:2])
        span: NumberSpan | None = _span(None, low, high, *ends[2:])
        return None if span is None else within_bounds(span, self._field)

    def _exact(self, cell: Any, closed: bool = False) -> Value:
        """Return the value of a cell that holds it whole; `closed` says whether a list is complete."""
        field = self._field
        if field.type.is_numeric:
            return within_bounds(Span.exact(self._number(cell)), field)
        match field.type:
            case Type.BOOL:
                return Truth.of(cell)
            case Type.DATE:
                return Span.exact(cell)
            case Type.TAGS:
                return self._tags(cell, closed)
        return self._among((cell,))

    def _number(self, cell: Any) -> Number:
        number = from_stored(cell, self._field)
        if not -_LIMIT * number.denominator < number.numerator < _LIMIT * number.denominator:
            raise UnreadableError("number-too-long", found=shown(cell), limit=MAX_DIGITS)
        return number

    def _among(self, words: Sequence[Any]) -> Value:
        if not words:
            raise UnreadableError("empty-choice")
        found = frozenset(self._words(words))
        return Codes(found) if self._field.type.is_code else Choice(found)

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


def word_reader(field: Field, kind: str | None, vocabulary: Vocabulary) -> Callable[[str], str]:
    """Return what reads a word or code of a field, as a table may write it; it raises UnreadableError."""
    if field.type.is_code:
        return lambda word: code_read(word, field)
    members = members_of(field, kind, vocabulary)
    if field.type is Type.TEXT and members.unknown == "unknown-value":
        return lambda word: text(word, field.both)

    def read(word: str) -> str:
        return word if any(word in scope for scope in members.scopes) else member(word, members)

    return read
