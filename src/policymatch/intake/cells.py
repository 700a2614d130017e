"""A raw cell under a column with a known meaning → what it says, by the readers that profiles have.

Only the ways of writing that belong to tables are undone here: a figure without the unit that its header has,
a figure kept as text with spaces or in brackets, a day kept as a number, ticks and crosses, several words in
one cell. What is then left is read as a profile would be; what that cannot read is a rejected cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from policymatch.enterprise.cells import Cells
from policymatch.enterprise.labels import is_unknown
from policymatch.enterprise.members import members_of
from policymatch.enterprise.trouble import Report, UnreadableError, shown
from policymatch.intake.headers.recognise import counting
from policymatch.intake.headers.values import BLANK
from policymatch.intake.numbers import Numbers, in_unit
from policymatch.intake.table import ErrorCell, LostDigits, NoResult, Percent, Raw
from policymatch.problems import Problem
from policymatch.text.numerals import chinese_number
from policymatch.values import Codes, Truth, Value
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.units import SCALES, Unit
from policymatch.yamlio import Source

# The first day of Excel's calendar; numbers from here are days from 1954 to 2119, which no other figure of a
# column of dates can be.
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_001)
# So many texts that have been read are remembered: names of counties come again, figures hardly do.
_KEPT = 20_000

_SPACED = re.compile(r"[-+]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
_BRACKETED = re.compile(r"\(([^()]*[0-9][^()]*)\)(.*)")
_LAST_DIGIT = re.compile(
    r"(.*[0-9])\s*((?:\(含\)|\(不含\))?(?:及?以[上下内])?(?:\(含\)|\(不含\))?)", re.DOTALL
)
_TIME = re.compile(r"[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_IN_WORDS = re.compile(
    r"([〇零一二三四五六七八九○]{4})年(?:([一二三四五六七八九十]{1,2})月)?(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_APART = re.compile(r"[、,，;；\n/|]+")
_CODED = re.compile(
    r"([A-Z]?[0-9]{2,6})[\s:：\-]*([^\sA-Z0-9].*)|([^\sA-Z0-9].*?)[\s(（]*([A-Z]?[0-9]{2,6})[)）]?"
)
_YES = frozenset("√✓✔☑") | {"y", "1", "对", "享受", "已"}
_NO = frozenset("×✗✘✕☒") | {"n", "x", "0", "未"}


class Outcome(NamedTuple):
    """What a cell says: a value, or why it cannot be read, or neither where it says nothing."""

    value: Value | None = None
    problem: Problem | None = None


_NOTHING = Outcome()
_YES_OR_NO = Field("yes", "是否", "yes or no", type=Type.BOOL)


class CellReader:
    """Reads cells of firms and records; `on` is the day whose names of regions the tables use."""

    def __init__(self, vocabulary: Vocabulary, on: date | None = None) -> None:
        self.vocabulary = vocabulary
        self._source = Source("")
        self._cells = Cells(Report(self._source), vocabulary, on)
        self._columns: dict[Hashable, ColumnReader] = {}
        self.known: dict[tuple[ColumnReader, str], Outcome] = {}

    def read(self, kind: str | None, key: str, unit: Unit | None, raw: Raw) -> Outcome:
        """Return what a cell of a field says; `unit` is that of figures that name none themselves."""
        return self.column(kind, key, unit).read(raw)

    def column(self, kind: str | None, key: str, unit: Unit | None) -> ColumnReader:
        """Return the reader of the cells of a column, all of one field and with one unit."""
        asked = kind, key, None if unit is None else (unit.zh, unit.size)
        found = self._columns.get(asked)
        if found is None:
            field = self.vocabulary.field(kind, key)
            found = self._columns[asked] = ColumnReader(self, field, kind, unit)
        return found

    def truth(self, raw: Raw) -> Truth | None:
        """Return whether a cell says yes or no; None when it says neither."""
        value = self.told(_YES_OR_NO, None, None, raw).value
        return value if isinstance(value, Truth) else None

    def told(self, field: Field, kind: str | None, unit: Unit | None, raw: Raw) -> Outcome:
        """Return what a cell says that holds no number of a numeric field."""
        try:
            datum = self._datum(field, kind, unit, raw)
        except UnreadableError as error:
            return Outcome(problem=Problem(error.code, values=error.values))
        if datum is None:
            return _NOTHING
        outcome = self._value(datum, field, kind)
        if outcome.problem is not None and field.type.is_code and isinstance(datum, str):
            return self._code_with_name(datum, field, kind) or outcome
        return outcome

    def _value(self, datum: object, field: Field, kind: str | None) -> Outcome:
        value = self._cells.value(datum, (), field, kind, closed=False)  # type: ignore[arg-type]
        problems = self._source.problems
        if not problems:
            return Outcome(value)
        first = problems[0]
        problems.clear()
        return Outcome(problem=Problem(first.code, values=first.values, nearest=first.nearest))

    def _code_with_name(self, text: str, field: Field, kind: str | None) -> Outcome | None:
        """Return what code and name written together say, if both say the same: C3512 矿山机械制造."""
        match = _CODED.fullmatch(text.strip())
        if match is None:
            return None
        code, name = (match[1], match[2]) if match[1] is not None else (match[4], match[3])
        found = [self._value(part, field, kind).value for part in (code, name)]
        if not all(isinstance(one, Codes) and one.is_exact for one in found):
            return None
        short, long = sorted((next(iter(one.prefixes)) for one in found if isinstance(one, Codes)), key=len)
        return Outcome(Codes.exact(long)) if long.startswith(short) else None

    # -- what a profile would have there -------------------------------------------------------------------

    def _datum(self, field: Field, kind: str | None, unit: Unit | None, raw: Raw) -> object:
        """Return a cell as a profile would write it; None where it says nothing. Raises UnreadableError."""
        match raw:
            case None:
                return None
            case ErrorCell(error):
                raise UnreadableError("cell-error", found=shown(error))
            case NoResult():
                raise UnreadableError("cell-no-result")
            case LostDigits(left):
                raise UnreadableError("cell-lost-digits", found=shown(left))
            case Percent(share):
                return f"{share * 100:f}%" if field.type.is_numeric else f"{share:f}"
            case datetime():
                return raw.date().isoformat()
            case date():
                return raw.isoformat()
            case bool():
                return raw
        text: str | int = (
            raw.strip() if isinstance(raw, str) else format(raw, "f") if isinstance(raw, Decimal) else raw
        )
        if isinstance(text, str):
            text = text.removeprefix("'").strip()
            if self._is_blank(text, field, kind):
                return None
        if field.type.is_numeric:
            return _figure(str(text), unit, field)
        match field.type:
            case Type.DATE:
                return _day(text)
            case Type.BOOL:
                word = unicodedata.normalize("NFKC", str(text)).casefold()
                return True if word in _YES else False if word in _NO else text
            case Type.TAGS:
                return self._words(str(text), field, kind)
        return str(text)

    def _is_blank(self, text: str, field: Field, kind: str | None) -> bool:
        word = unicodedata.normalize("NFKC", text).strip().casefold()
        if field.type is Type.BOOL and word in _YES | _NO:
            return False
        if is_unknown(word) or not any(unicodedata.category(one)[0] in "LN" for one in word):
            # A line of dashes or dots of any length says nothing.
            return True
        if word not in BLANK:
            return False
        if word in ("无", "none", "空"):
            # 无 answers a question and ends a list; a text may hold it, and a choice if it is a member.
            if field.type is Type.ENUM:
                return members_of(field, kind, self.vocabulary).find(word) is None
            return field.type not in (Type.TEXT, Type.TAGS, Type.BOOL)
        return True

    def _words(self, text: str, field: Field, kind: str | None) -> str | list[str]:
        members = members_of(field, kind, self.vocabulary)
        if members.find(text) is not None:
            return text
        parts = apart(text)
        return parts if len(parts) > 1 else text


class ColumnReader:
    """Reads the cells of one column; texts that come again are read once."""

    def __init__(self, cells: CellReader, field: Field, kind: str | None, unit: Unit | None) -> None:
        self._cells, self._field, self._kind, self._unit = cells, field, kind, unit
        self._numbers = Numbers(unit, field) if field.type.is_numeric else None

    def read(self, raw: Raw) -> Outcome:
        """Return what a cell says."""
        if raw is None:
            return _NOTHING
        kind = type(raw)
        if kind is str:
            known, asked = self._cells.known, (self, raw)
            found = known.get(asked)  # type: ignore[arg-type]
            if found is None:
                if len(known) >= _KEPT:
                    known.clear()
                found = known[asked] = self._told(raw)  # type: ignore[index]
            return found
        if self._numbers is not None and (kind is int or kind is Decimal):
            try:
                return Outcome(self._numbers.read(raw))  # type: ignore[arg-type]
            except UnreadableError as error:
                return Outcome(problem=Problem(error.code, values=error.values))
        return self._told(raw)

    def _told(self, raw: Raw) -> Outcome:
        return self._cells.told(self._field, self._kind, self._unit, raw)


def apart(text: str) -> list[str]:
    """Return the words that stand in one cell beside each other."""
    return [part.strip() for part in _APART.split(text) if part.strip()]


def _figure(text: str, unit: Unit | None, field: Field) -> str:
    """Return a figure with its unit: its own, else that of the column. `text` is no longer blank."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _SPACED.fullmatch(plain):
        plain = plain.replace(" ", "")
    negative = _BRACKETED.fullmatch(plain)
    if negative is not None and not negative[2].strip().startswith(("以", "及")):
        # Accountants write a loss in brackets.
        plain = f"-{negative[1].strip()}{negative[2].strip()}"
    if unit is None:
        return plain
    match = _LAST_DIGIT.fullmatch(plain)
    # Behind the last digit stands a unit of the cell's own, unless nothing does.
    return plain if match is None else _with_unit(match[1], match[2], unit, field)


def _with_unit(figure: str, behind: str, unit: Unit, field: Field) -> str:
    if field.type is Type.COUNT:
        size = counting(unit, field).size
        name = next((scale for scale, one in SCALES.items() if one == size), "")
    elif "/" in unit.zh or "·" in unit.zh:
        try:
            amount, name = in_unit(Fraction(figure.replace(",", "")), unit, field)
        except ValueError:
            return figure + behind
        figure = str(amount)
    else:
        name = unit.zh
    return f"{figure}{name}{behind}"


def _day(text: str | int) -> str | int:
    """Return a day as profiles write it; `text` is no longer blank."""
    if isinstance(text, int):
        return (_DAY_ZERO + timedelta(days=text)).isoformat() if text in _SERIALS else text
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).strip()).strip()
    whole = re.sub(r"\.[0-9]+$", "", plain) if re.fullmatch(r"[0-9]{5}\.[0-9]+", plain) else plain
    if whole.isascii() and whole.isdigit() and len(whole) == 5:
        return _day(int(whole))
    words = _IN_WORDS.fullmatch(plain)
    if words is None:
        return plain
    # A year is read digit by digit, a month and a day as numbers.
    year = "".join(str("〇一二三四五六七八九".find(one) if one not in "零○" else 0) for one in words[1])
    parts = [str(chinese_number(part)) for part in words.groups()[1:] if part is not None]
    return "-".join([year, *(part.zfill(2) for part in parts)])
