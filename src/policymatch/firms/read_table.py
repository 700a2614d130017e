"""Reads a firm table row by row: each firm with its records, or what is wrong with its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policymatch.enterprise import CreditCodeError, Enterprise, Record, check_credit_code
from policymatch.enterprise.labels import NAME as NAME_TERM
from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.enterprise.words import text
from policymatch.firms.columns import AS_OF, CREDIT_CODE, FIRM, NAME
from policymatch.firms.meta import RECORDS_KEY, records_path, records_told
from policymatch.firms.opened import Opened, opened
from policymatch.firms.rows import Row, RowReader
from policymatch.problems import Place, Problem
from policymatch.values import Listing
from policymatch.vocabulary import Vocabulary

# A firm, or everything that is wrong with its row and the rows of its records.
Found = Enterprise | tuple[Problem, ...]


class RecordRows:
    """The records of one kind, firm after firm: rows must stand in the order of their firms.

    `pieces` are the rows to read, each piece with the number of its first row.
    """

    def __init__(
        self, table: Opened, kind: str, vocabulary: Vocabulary, pieces: Iterator[tuple[int, Any]]
    ) -> None:
        self.kind = kind
        self._reader = RowReader(table.path, table.layout, vocabulary)
        self._rows = self._all(pieces)
        self._next = next(self._rows, None)

    def _all(self, pieces: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Row]]:
        for first, piece in pieces:
            yield from enumerate(self._reader.rows(piece, first), first)

    def of(self, firm: int, credit_code: str | None) -> tuple[list[Record], list[Problem]]:
        """Return the records of the firm of a number; rows left over from firms before it are problems."""
        found: list[Record] = []
        problems: list[Problem] = []
        while self._next is not None:
            number, row = self._next
            owner = row.plain[FIRM]
            if isinstance(owner, int) and owner > firm:
                break
            if owner == firm:
                self._add(number, row, credit_code, found, problems)
            else:
                problems.append(self._reader.problem("firm-table-key", number, FIRM, found=shown(owner)))
            self._next = next(self._rows, None)
        return found, problems

    def left(self, firms: int) -> Iterator[Problem]:
        """Yield the problems of rows behind those of the last firm."""
        while self._next is not None:
            number, row = self._next
            found = shown(row.plain[FIRM])
            yield self._reader.problem("firm-table-key-range", number, FIRM, found=found, firms=firms)
            self._next = next(self._rows, None)

    def _add(
        self, number: int, row: Row, credit_code: str | None, found: list[Record], problems: list[Problem]
    ) -> None:
        code = row.plain.get(CREDIT_CODE)
        if code is not None and code != credit_code:
            values = {"found": shown(code), "expected": credit_code or "—"}
            problems.append(self._reader.problem("firm-table-owner", number, CREDIT_CODE, **values))
        rest, wrong = self._reader.rest(row, number)
        problems += [*row.problems, *wrong]
        record = Record(self.kind) if rest is None else rest.records(self.kind).items[0]
        found.append(replace(record, facts={**record.facts, **row.facts}))


class FirmReader:
    """Makes firms of the rows of a table of firms."""

    def __init__(self, table: Opened, vocabulary: Vocabulary) -> None:
        self._layout = table.layout
        self._reader = RowReader(table.path, table.layout, vocabulary)

    def rows(self, batch: Any, first: int) -> Iterator[Row]:
        """Yield the rows of a batch or table; see `RowReader.rows`."""
        return self._reader.rows(batch, first)

    def firm(self, row: Row, number: int, records: dict[str, RecordRows]) -> Found:
        """Return the firm that a row and its records are, or everything wrong with them."""
        problems = list(row.problems)
        name = self._name(row, number, problems)
        code = self._code(row, number, problems)
        rest, wrong = self._reader.rest(row, number)
        problems += wrong
        listings: dict[str, Listing[Record]] = {}
        for kind, table in records.items():
            found, bad = table.of(number, row.plain.get(CREDIT_CODE))
            problems += bad
            closed = row.plain.get(self._layout.closed.get(kind, ""))
            if found or closed is not None:
                listings[kind] = Listing(tuple(found), closed is True)
        for kind, column in self._layout.closed.items():
            if kind not in records and row.plain[column] is not None:
                listings[kind] = Listing((), row.plain[column])
        if problems:
            return tuple(problems)
        if rest is None:
            return Enterprise(name, code, row.plain.get(AS_OF), row.facts, listings)
        facts = {**rest.facts, **row.facts}
        return replace(
            rest, name=name, credit_code=code, as_of=row.plain.get(AS_OF), facts=facts, listings=listings
        )

    def _name(self, row: Row, number: int, problems: list[Problem]) -> str:
        try:
            name = text(row.plain[NAME] or "", NAME_TERM.both)
        except UnreadableError as error:
            problems.append(self._reader.problem(error.code, number, NAME, **error.values))
            return ""
        if not name:
            problems.append(self._reader.problem("firm-table-no-name", number, NAME))
        return name

    def _code(self, row: Row, number: int, problems: list[Problem]) -> str | None:
        code = row.plain.get(CREDIT_CODE)
        if code is None:
            return None
        try:
            return check_credit_code(code)
        except CreditCodeError as error:
            problems.append(self._reader.problem(error.code, number, CREDIT_CODE, **error.values))
            return None


@dataclass(frozen=True)
class Table:
    """A firm table that may be read: the firms, and the table of each kind of records beside them."""

    firms: Opened
    records: dict[str, Opened]
    vocabulary: Vocabulary

    def rows(self) -> Iterator[tuple[Place, Found]]:
        """Yield every firm with the place of its row, or what is wrong with it, and the records of no firm.

        Raises ProfileError when a file cannot be decoded any further.
        """
        reader = FirmReader(self.firms, self.vocabulary)
        records = {
            kind: RecordRows(one, kind, self.vocabulary, one.batches()) for kind, one in self.records.items()
        }
        for first, batch in self.firms.batches():
            for number, row in enumerate(reader.rows(batch, first), first):
                yield Place(str(self.firms.path), number + 1), reader.firm(row, number, records)
        for one in records.values():
            for problem in one.left(self.firms.rows):
                yield problem.place, (problem,)


def open_table(path: Path, vocabulary: Vocabulary, problems: list[Problem]) -> Table | None:
    """Open a firm table with its record tables; on problems add them and return None."""
    firms = opened(path, None, vocabulary, problems)
    if firms is None:
        return None
    before = len(problems)
    told = records_told(firms.metadata)
    if told is None:
        place = Place(str(path), path=RECORDS_KEY)
        problems.append(Problem("firm-table-metadata", place, {"key": RECORDS_KEY}))
        return None
    records = {}
    for kind, one in told.items():
        file = records_path(path, kind)
        if kind not in vocabulary.records:
            near = vocabulary.records.nearest(kind)
            problems.append(
                Problem("firm-table-unknown-records", Place(str(path)), {"found": shown(kind)}, near)
            )
        elif not file.is_file():
            values = {"kind": vocabulary.records[kind].both, "found": file.name}
            problems.append(Problem("firm-table-lost-records", Place(str(path)), values))
        elif (table := opened(file, kind, vocabulary, problems)) is not None:
            if (table.rows, file.stat().st_size) != (one.rows, one.bytes):
                told_of = {"found": table.rows, "expected": one.rows, "file": path.name}
                problems.append(Problem("firm-table-foreign-records", Place(str(file)), told_of))
            records[kind] = table
    return Table(firms, records, vocabulary) if len(problems) == before else None
