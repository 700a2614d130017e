"""One entry of a sheet → what it says of which firm, what is rejected, and counts of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policymatch.enterprise.credit_code import CreditCodeError, check_credit_code
from policymatch.enterprise.records import filled_in
from policymatch.enterprise.trouble import shown
from policymatch.enterprise.zones import with_kinds, zone_named
from policymatch.intake.cell_text import is_blank, spoilt, text_of
from policymatch.intake.cells import CellReader, apart
from policymatch.intake.counts import OUT_OF_RANGE, SheetCount
from policymatch.intake.headers import Column, Role
from policymatch.intake.lines import Cell, Entry
from policymatch.intake.mapping import Mapped
from policymatch.intake.meant import Meant, meant_by
from policymatch.intake.privacy import HIDDEN, Dropped, is_of_person, masked, without_numbers
from policymatch.intake.spool import Rejected, Said, StoredRow
from policymatch.messages import Lang
from policymatch.problems import Problem
from policymatch.text import normalise
from policymatch.values import Choice, Listing, Truth
from policymatch.vocabulary import Type, Vocabulary
from policymatch.vocabulary.model import HONOUR, ZONE

# What is shown of a cell or a row at most.
_MOST = 500
# Asked of every cell: a name is found at once, a member of an enumeration is not.
_CODE, _NAME, _FIELD, _HONOURED = Role.CODE, Role.NAME, Role.FIELD, Role.HONOUR


@dataclass(frozen=True)
class Reading:
    """What reading all sheets has in common."""

    vocabulary: Vocabulary
    reader: CellReader
    dropped: Dropped = frozenset()
    lang: Lang = "zh"
    redact: bool = False
    """Whether nothing that a cell holds is shown of what is rejected, and numbers in texts are masked."""


class Owner(NamedTuple):
    """The firm to which all rows of a sheet belong that name no other."""

    code: str | None
    name: str | None


class Taker:
    """Takes in the entries of one sheet, which is number `sheet` of the run."""

    def __init__(
        self, sheet: int, mapped: Mapped, count: SheetCount, reading: Reading, owner: Owner | None = None
    ) -> None:
        self.sheet, self.mapped, self.count, self.reading = sheet, mapped, count, reading
        self.owner = owner
        self.rejected: list[Rejected] = []
        self._meant: dict[int, Meant] = {}
        # What all records of the sheet share is read once, by the readers of cells like any other.
        self._fixed = [
            (key, value)
            for key, text in mapped.fixed.items()
            if (value := reading.reader.read(mapped.kind, key, None, text).value) is not None
        ]

    def take(self, entry: Entry) -> StoredRow | None:
        """Return what an entry says; None when it is rejected as a whole. Both are noted in the counts."""
        code, name = self._identity(entry)
        row = StoredRow(self.sheet, entry.row, code, name, normalise(name) if name else None, None)
        records: dict[str, list[Said]] = {}
        titles: list[list[Said]] = []
        for cell in entry.cells:
            column = cell.column
            if column.role is _HONOURED:
                titles += self._honour(cell)
            elif column.role is _FIELD and column.field is not None:
                said = self._said(cell)
                if column.kind is None:
                    row.firm += said
                elif len(said) > 1:
                    titles += [[one] for one in said]
                elif said:
                    records.setdefault(column.kind, []).extend(said)
        row.records += self._records(records, titles, entry)
        row.kind = self.mapped.kind
        if code is None and name is None:
            # Where the code was there and is wrong, the cell has said so already.
            self._reject_row(entry, "row-without-firm")
            return None
        if row.kind is not None and not row.records:
            self._reject_row(entry, "row-says-nothing")
            return None
        if row.kind is None:
            self.count.firms += 1
        else:
            self.count.records += 1
        return row

    # -- whose row -------------------------------------------------------------------------------------------

    def _identity(self, entry: Entry) -> tuple[str | None, str | None]:
        code = name = None
        blanks = True
        for cell in entry.cells:
            role = cell.column.role
            if role is not _CODE and role is not _NAME:
                continue
            blank = is_blank(cell.raw)
            blanks = blanks and blank
            read = self._code if role is _CODE else self._name
            found = None if blank else read(cell)
            count = self.count.column(cell.column)
            if blank:
                count.empty += 1
            elif found is None:
                count.unreadable += 1
            else:
                count.filled += 1
            if role is _CODE:
                code = code or found
            else:
                name = name or found
        # A code that is there and wrong names a firm, though not one that is known.
        if self.owner is not None and blanks:
            return self.owner
        return code, name

    def _code(self, cell: Cell) -> str | None:
        problem = spoilt(cell.raw)
        if problem is None:
            try:
                return check_credit_code(str(cell.raw).strip().removeprefix("'"))
            except CreditCodeError as error:
                problem = Problem(error.code, values=error.values)
        self._reject(cell, problem)
        return None

    def _name(self, cell: Cell) -> str | None:
        problem = spoilt(cell.raw)
        if problem is not None:
            self._reject(cell, problem)
            return None
        name = " ".join(str(cell.raw).split()).removeprefix("'")
        return (without_numbers(name) if self.reading.redact else name) or None

    # -- what it says ----------------------------------------------------------------------------------------

    def _said(self, cell: Cell) -> Sequence[Said]:
        meant = self._meant.get(cell.at)
        if meant is None or meant.column is not cell.column:
            # In a long table the column of a place is another one in each row.
            meant = self._meant[cell.at] = meant_by(cell.column, self.mapped, self.count, self.reading)
        count = meant.counted
        if meant.dropped:
            count.personal += not is_blank(cell.raw)
            count.empty += is_blank(cell.raw)
            return ()
        raw, field = cell.raw, meant.field
        if self.reading.redact and field.type is Type.TEXT and isinstance(raw, str):
            raw = without_numbers(raw)
        value, problem = meant.reader.read(raw)
        if meant.is_numeric and is_of_person(text_of(raw), field.type is Type.COUNT):
            problem = Problem("cell-of-person", values={"field": field.both})
        if meant.lacks_year and value is not None:
            problem = Problem("figure-without-year", values={"field": field.both})
        if problem is not None:
            return self._unread(cell, meant, problem)
        if value is None:
            count.empty += 1
            return ()
        count.filled += 1
        said = Said(meant.fact, value, cell.row, cell.at, meant.day)
        if meant.places:
            zone = zone_named(cell.raw, meant.field, None, self.reading.vocabulary)
            if zone is not None:
                zones = Listing(with_kinds((zone.key,), self.reading.vocabulary))
                return said, Said((ZONE, None, None), zones, cell.row, cell.at, meant.day)
        return (said,)

    def _unread(self, cell: Cell, meant: Meant, problem: Problem) -> Sequence[Said]:
        """Return the honours that a cell lists which is no name of one; else reject it."""
        column, count = cell.column, meant.counted
        titles = self._titles(cell) if column.kind == HONOUR and column.field == "name" else []
        if titles:
            count.filled += 1
            return titles
        if problem.code in OUT_OF_RANGE:
            count.out_of_range += 1
        else:
            count.unreadable += 1
        self._reject(cell, problem, personal=meant.field.personal)
        return ()

    def _titles(self, cell: Cell) -> list[Said]:
        """Return the honours that one cell lists, if each of them is known."""
        field = self.reading.vocabulary.field(HONOUR, "name")
        parts = apart(text_of(cell.raw))
        if len(parts) < 2:
            return []
        found = [self.reading.reader.read(HONOUR, field.key, None, part).value for part in parts]
        return [
            Said((field.key, None, None), value, cell.row, cell.at) for value in found if value is not None
        ] * (None not in found)

    def _honour(self, cell: Cell) -> list[list[Said]]:
        """Return the honour that a column of its own says the firm has: 是, or the day on which it came.

        否 says that the firm lacks it now, which an open list cannot say: it is left unknown.
        """
        column, reader = cell.column, self.reading.reader
        count = self.count.column(column)
        name = Said(("name", None, None), Choice.exact(column.honour or ""), cell.row, cell.at)
        truth = reader.truth(cell.raw)
        if truth is None and is_blank(cell.raw):
            count.empty += 1
            return []
        if truth is not None:
            count.filled += 1
            return [[name]] if truth is Truth.TRUE else []
        kind = self.reading.vocabulary.records[HONOUR]
        for key in ("issued", "level"):
            value = reader.read(HONOUR, key, None, cell.raw).value if key in kind.fields else None
            if value is not None:
                count.filled += 1
                return [[name, Said((key, None, None), value, cell.row, cell.at)]]
        count.unreadable += 1
        self._reject(cell, Problem("yes-or-no", values={"found": shown(masked(str(cell.raw)))}))
        return []

    def _records(
        self, records: dict[str, list[Said]], titles: list[list[Said]], entry: Entry
    ) -> Iterator[tuple[str, list[Said]]]:
        kind = self.mapped.kind
        if kind is not None and (kind in records or self._fixed):
            own = records.setdefault(kind, [])
            own += [Said((key, None, None), value, entry.row, 0) for key, value in self._fixed]
        for one, said in records.items():
            yield one, self._with_implied(one, said)
        for said in titles:
            yield HONOUR, self._with_implied(HONOUR, said)

    def _with_implied(self, kind: str, said: list[Said]) -> list[Said]:
        implied = filled_in(kind, {one.fact: one.value for one in said}, self.reading.vocabulary)
        line = said[0].line if said else 0
        return said + [Said(fact, value, line, 0) for fact, value in implied.items()]

    # -- what is rejected ------------------------------------------------------------------------------------

    def _reject(self, cell: Cell, problem: Problem, personal: bool = False) -> None:
        text = text_of(cell.raw)
        hidden = personal or self.reading.redact
        value = HIDDEN if hidden else masked(text)
        if hidden:
            problem = Problem(problem.code, values=_without(text, problem.values))
        reason = masked(problem.message(self.reading.lang))
        header = cell.column.header
        self.rejected.append(
            Rejected(self.sheet, cell.row, cell.at, header, value[:_MOST], problem.code, reason)
        )

    def _reject_row(self, entry: Entry, code: str) -> None:
        self.count.rejected += 1
        kept: Sequence[str] = [
            HIDDEN if self._is_personal(cell.column) else masked(text_of(cell.raw))
            for cell in entry.cells
            if not is_blank(cell.raw)
        ]
        value = HIDDEN if self.reading.redact else " | ".join(kept)[:_MOST]
        reason = Problem(code).message(self.reading.lang)
        self.rejected.append(Rejected(self.sheet, entry.row, 0, "", value, code, reason))

    def _is_personal(self, column: Column) -> bool:
        if column.role is not Role.FIELD or column.field is None:
            return False
        return self.reading.vocabulary.field(column.kind, column.field).personal


def _without(text: str, values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a message without those that stand in the cell which it is about."""
    hidden = {key for key, value in values.items() if isinstance(value, str) and value and value in text}
    return {key: HIDDEN if key in hidden | {"found"} else value for key, value in values.items()}
