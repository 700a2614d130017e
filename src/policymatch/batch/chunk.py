"""Firms of a table, some thousand at a time, with their records; and single ones read back as profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from policymatch.batch.facts import Facts, FactsOfColumns, Lexicons, PartOfFacts
from policymatch.batch.planes import Rows
from policymatch.enterprise import Enterprise
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import AS_OF, FIRM, ORIGIN, Part
from policymatch.firms.layout import Layout
from policymatch.firms.opened import Opened
from policymatch.firms.read_table import FirmReader, RecordRows
from policymatch.problems import Problem
from policymatch.vocabulary import Vocabulary


@dataclass(frozen=True)
class Shape:
    """What the tables of firms and records look like: where they are, and what their columns hold."""

    path: Path
    layout: Layout
    records: Mapping[str, tuple[Path, Layout]]


@dataclass(frozen=True)
class Chunk:
    """Some rows of a firm table, in rising order of their `numbers`, with the records that are theirs.

    `first_records` are the numbers that the first records of each kind have in their table.
    """

    numbers: Rows
    firms: Any
    records: Mapping[str, Any]
    first_records: Mapping[str, int]
    # The facts of a table of which these are the firms from some row on, where those stay made ready.
    ready: tuple[Facts, int] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # What is ready is not sent to other processes: it is larger than the columns it was made from.
        return Chunk, (self.numbers, self.firms, self.records, self.first_records)

    def facts(self, layout: Layout, vocabulary: Vocabulary, lexicons: Lexicons) -> Facts:
        """Return the facts of the firms that a layout has columns for."""
        if self.ready is None:
            return FactsOfColumns(self.firms, layout, vocabulary, lexicons)
        whole, first = self.ready
        return PartOfFacts(whole, first, len(self.numbers), layout)

    def part(self, first: int, rows: int, ready: Facts) -> Chunk:
        """Return some neighbouring firms with their records; the facts of all firms here are `ready`."""
        end = min(first + rows, len(self.numbers))
        records, firsts = {}, {}
        for kind, table in self.records.items():
            owners = np.asarray(table.column(FIRM))
            start, stop = np.searchsorted(owners, (self.numbers[first], self.numbers[end - 1] + 1)).tolist()
            if start < stop:
                records[kind], firsts[kind] = (
                    table.slice(start, stop - start),
                    self.first_records[kind] + start,
                )
        numbers = self.numbers[first:end]
        return Chunk(numbers, self.firms.slice(first, len(numbers)), records, firsts, (ready, first))

    def by_day(self, as_of: date | None, today: date) -> Iterator[tuple[date, Chunk]]:
        """Yield the firms of each day on which they are asked about: `as_of`, else the firm's own day."""
        if as_of is not None or AS_OF not in self.firms.schema.names:
            yield as_of or today, self
            return
        days = self.firms.column(AS_OF)
        there = days.unique().to_pylist()
        if len(there) == 1:
            yield there[0] or today, self
            return
        numbers = days.to_numpy(zero_copy_only=False)
        for day in sorted({one or today for one in there}):
            same = numbers == np.datetime64(day)
            if day == today:
                same |= np.asarray(days.is_null())
            yield day, self._rows(np.flatnonzero(same))

    def only(self, rows: Rows) -> Chunk:
        """Return the firms in some rows, with their records."""
        return self if len(rows) == len(self.numbers) else self._rows(rows)

    def owners(self, kind: str) -> Rows:
        """Return for each record of a kind the row (not the number) of its firm, -1 where it is not here."""
        table = self.records.get(kind)
        if table is None:
            return np.zeros(0, np.int64)
        owners = np.asarray(table.column(FIRM)).astype(np.int64)
        places = np.minimum(np.searchsorted(self.numbers, owners), max(len(self.numbers) - 1, 0))
        return np.where(self.numbers[places] == owners, places, -1) if len(self.numbers) else owners * 0 - 1

    def profiles(self, rows: Rows, shape: Shape, vocabulary: Vocabulary) -> Iterator[Found]:
        """Yield the firms in some rows as profiles, or what is wrong with them.

        They have what `shape` has columns for, and records of its kinds.
        """
        part = self._rows(rows)
        for at, found in enumerate(part._read(shape, vocabulary)):
            if isinstance(found, Enterprise):
                yield found
            else:
                # Read by itself, so that what is wrong is told with its place in the table.
                (alone,) = self._rows(rows[at : at + 1], alone=True)._read(shape, vocabulary)
                yield alone

    def taken(self, rows: Rows) -> Chunk:
        """Return the firms in some rows (in rising order), with their records, as a chunk of their own."""
        return self._rows(rows)

    def _rows(self, rows: Rows, alone: bool = False) -> Chunk:
        firms = self.firms.slice(int(rows[0]), 1) if alone else self.firms.take(arrow().array(rows))
        records, first = {}, {}
        for kind, table in self.records.items():
            theirs = np.flatnonzero(np.isin(self.owners(kind), rows))
            records[kind] = table.take(arrow().array(theirs))
            first[kind] = self.first_records[kind] + (int(theirs[0]) if len(theirs) else 0)
        return Chunk(self.numbers[rows], firms, records, first)

    def _read(self, shape: Shape, vocabulary: Vocabulary) -> Iterator[Found]:
        reader = FirmReader(Opened(shape.path, None, shape.layout, {}), vocabulary)
        records = {
            kind: RecordRows(
                Opened(*shape.records[kind][:1], None, shape.records[kind][1], {}),
                kind,
                vocabulary,
                iter([(self.first_records[kind], table)]),
            )
            for kind, table in self.records.items()
            if kind in shape.records
        }
        first = int(self.numbers[0]) if len(self.numbers) else 0
        for number, row in zip(self.numbers.tolist(), reader.rows(self.firms, first), strict=True):
            yield reader.firm(row, number, records)


Found = Enterprise | tuple[Problem, ...]


def narrowed(layout: Layout, keys: frozenset[str] | None, with_verified: bool) -> Layout:
    """Return a layout with the fields of some keys alone (None: all), and what a verdict needs of them."""
    left_out = set(ORIGIN) - ({Part.VERIFIED} if with_verified else set())
    facts = []
    for one in layout.facts:
        if keys is None or one.fact[0] in keys:
            parts = {part: name for part, name in one.parts.items() if part not in left_out}
            facts.append(replace(one, parts=parts))
    return replace(layout, facts=tuple(one for one in facts if one.parts))
