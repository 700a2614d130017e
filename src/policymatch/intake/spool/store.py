"""The rows read so far, in a SQLite file of the run's own, with how far the reading of each sheet has come.

What is written belongs together is written at once: the rows of a stretch of a sheet, what was rejected of
them, and the number of entries that they are. Whoever is killed between two stretches goes on from the last.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from policymatch.enterprise import FactKey
from policymatch.intake.spool.coded import coded, decoded
from policymatch.values import Span, Value

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_TABLES = """
CREATE TABLE run (id TEXT);
CREATE TABLE sheet (id INTEGER PRIMARY KEY, entries INTEGER, done INTEGER, told TEXT);
CREATE TABLE row (
    id INTEGER PRIMARY KEY, sheet INTEGER, line INTEGER, code TEXT, name TEXT, folded TEXT, kind TEXT,
    firm INTEGER
);
-- Apart from the rows, which are written again when they are joined.
CREATE TABLE said (id INTEGER PRIMARY KEY, sheet INTEGER, said TEXT);
CREATE TABLE rejected (
    sheet INTEGER, line INTEGER, at INTEGER, header TEXT, value TEXT, code TEXT, reason TEXT
);
"""
# Each table with the column that says of which sheet a row of it is.
_OF_SHEET = (("row", "sheet"), ("said", "sheet"), ("rejected", "sheet"), ("sheet", "id"))


class Said(NamedTuple):
    """One fact that a cell states of the firm or of a record; `day` is that of the fact, if any."""

    fact: FactKey
    value: Value
    line: int
    at: int
    day: str | None = None


@dataclass(slots=True)
class StoredRow:
    """What one entry of a sheet says: whose it is, facts of the firm, and records of it."""

    sheet: int
    line: int
    code: str | None
    name: str | None
    folded: str | None
    kind: str | None
    firm: list[Said] = field(default_factory=list)
    records: list[tuple[str, list[Said]]] = field(default_factory=list)


class Rejected(NamedTuple):
    """One cell that cannot be read, or one row (`at` 0) that is not taken in, and why."""

    sheet: int
    line: int
    at: int
    header: str
    value: str
    code: str
    reason: str


class Store:
    """Opens the file of a run. `run` says what the run reads and how; another run's rows are thrown away."""

    def __init__(self, path: Path, run: str, resume: bool) -> None:
        self.path = path
        if path.exists() and not (resume and _is_of(path, run)):
            path.unlink()
        self.went_on = path.exists()
        self.db = sqlite3.connect(path)
        # The file is thrown away with the run: a crash of the machine may cost the run, never an answer.
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=OFF")
        # More is not quicker: rows are written once, and read once in their order.
        self.db.execute("PRAGMA cache_size=-16384")
        if not self.went_on:
            self.db.executescript(_TABLES)
            self.db.execute("INSERT INTO run VALUES (?)", (run,))
            self.db.commit()

    def close(self) -> None:
        """Close the file, which stays."""
        self.db.close()

    def progress(self, sheet: int) -> tuple[int, bool, Any]:
        """Return how many entries of a sheet are written, whether that is all, and what was noted of it."""
        found = self.db.execute("SELECT entries, done, told FROM sheet WHERE id = ?", (sheet,)).fetchone()
        return (0, False, None) if found is None else (found[0], bool(found[1]), json.loads(found[2]))

    def write(
        self,
        sheet: int,
        rows: Iterable[StoredRow],
        rejected: Iterable[Rejected],
        entries: int,
        done: bool,
        told: Any,
    ) -> None:
        """Write a stretch of a sheet, up to its entry number `entries`."""
        with self.db:
            first = self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM row").fetchone()[0]
            numbered = list(enumerate(rows, first))
            self.db.executemany(
                "INSERT INTO row (id, sheet, line, code, name, folded, kind) VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((n, one.sheet, one.line, one.code, one.name, one.folded, one.kind) for n, one in numbered),
            )
            self.db.executemany(
                "INSERT INTO said VALUES (?, ?, ?)", ((n, one.sheet, _text(one)) for n, one in numbered)
            )
            self.db.executemany("INSERT INTO rejected VALUES (?, ?, ?, ?, ?, ?, ?)", rejected)
            self.db.execute(
                "INSERT OR REPLACE INTO sheet VALUES (?, ?, ?, ?)", (sheet, entries, done, json.dumps(told))
            )

    def forget(self, sheet: int) -> None:
        """Throw away what was read of a sheet."""
        with self.db:
            for table, column in (
                ("row", "sheet"),
                ("said", "sheet"),
                ("rejected", "sheet"),
                ("sheet", "id"),
            ):
                self.db.execute(f"DELETE FROM {table} WHERE {column} = ?", (sheet,))

    def rows_of_firms(self) -> Iterator[tuple[int, list[StoredRow]]]:
        """Yield each firm's number with its rows, in the order in which the firms were met."""
        found = self.db.execute(
            # Firm after firm by the index on their first rows: nothing is held to be sorted.
            "SELECT firm.id, row.sheet, line, row.code, row.name, row.folded, kind, said"
            " FROM firm CROSS JOIN row ON row.firm = firm.id JOIN said ON said.id = row.id"
            " ORDER BY firm.first, row.id"
        )
        firm: int | None = None
        rows: list[StoredRow] = []
        for number, *rest in found:
            if number != firm and firm is not None:
                yield firm, rows
                rows = []
            firm = number
            rows.append(_row(rest))
        if firm is not None:
            yield firm, rows

    def rejected(self) -> Iterator[Rejected]:
        """Yield what was rejected, sheet by sheet from the top."""
        found = self.db.execute("SELECT * FROM rejected ORDER BY sheet, line, at, rowid")
        return map(Rejected._make, found)

    def rejected_count(self) -> int:
        """Return how many cells and rows were rejected or set aside."""
        return int(self.db.execute("SELECT count(*) FROM rejected").fetchone()[0])


def _is_of(path: Path, run: str) -> bool:
    try:
        db = sqlite3.connect(path)
        try:
            return bool(db.execute("SELECT 1 FROM run WHERE id = ?", (run,)).fetchone())
        finally:
            db.close()
    except sqlite3.Error:
        return False


def _text(row: StoredRow) -> str:
    records = [[kind, _facts(facts)] for kind, facts in row.records]
    return _ENCODE([_facts(row.firm), records])


def _facts(facts: list[Said]) -> list[Any]:
    return [[*one.fact, coded(one.value), one.line, one.at, one.day] for one in facts]


def _row(parts: list[Any]) -> StoredRow:
    sheet, line, code, name, folded, kind, said = parts
    firm, records = json.loads(said)
    return StoredRow(
        sheet,
        line,
        code,
        name,
        folded,
        kind,
        _read_facts(firm),
        [(one, _read_facts(facts)) for one, facts in records],
    )


def _read_facts(data: list[Any]) -> list[Said]:
    exact = Span.exact
    return [
        Said((key, year, basis), exact(value) if type(value) is int else decoded(value), line, at, day)
        for key, year, basis, value, line, at, day in data
    ]
