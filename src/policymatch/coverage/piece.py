"""Some firms and their applications, counted: open verdicts by columns, all else firm by firm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

import numpy as np

from policymatch.batch.chunk import Chunk, Shape, narrowed
from policymatch.batch.compiled import Compiled
from policymatch.batch.found import Finder, Found, Wanted
from policymatch.batch.pieces import Task
from policymatch.batch.planes import Bools, Rows
from policymatch.coverage.firm_groups import FirmGroups
from policymatch.coverage.groups import FACTS, By, group_of_policy
from policymatch.coverage.named import Counting
from policymatch.coverage.table import States, Table, bare_case
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Verdict
from policymatch.matching.firm import context_of
from policymatch.problems import Problem

# The row of a firm, and the place of a policy.
_Pair = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """What is told of the firms of a table; `states` are by the row of the firm (see `coverage_of`)."""

    by: By
    states: Mapping[int, States]
    counted: Counting
    shown: int | None
    why: bool


@dataclass(frozen=True)
class Piece:
    """What there is to tell of some firms."""

    firms: int
    table: Table
    problems: tuple[Problem, ...]


def counting_work(library: PolicyLibrary, shape: Shape, told: Told) -> Callable[[Task], Piece]:
    """Return the work that counts the firms of a table, piece by piece."""
    return _Counter(library, shape, told).done


class _Counter:
    """A library made ready for the pieces of a table."""

    def __init__(self, library: PolicyLibrary, shape: Shape, told: Told) -> None:
        self._library, self._shape, self._told = library, shape, told
        self._named = replace(shape, layout=narrowed(shape.layout, frozenset(), False), records={})
        self._compiled = Compiled(library)
        self._places = {one.id: place for place, one in enumerate(self._compiled.policies)}
        self._finder = Finder(self._compiled, shape, Wanted(amounts=False, undecided=True, why=False))
        self._groups = FirmGroups(told.by, library, shape) if told.by in FACTS else None
        # How many more cases that may be entitled are told.
        self._more = told.shown

    def done(self, task: Task) -> Piece:
        """Return what there is to tell of a piece."""
        chunk, day = task
        found = self._finder.found(chunk, day)
        numbers, told = chunk.numbers.tolist(), self._told
        states = {row: told.states[one] for row, one in enumerate(numbers) if one in told.states}
        asked = {(row, self._places[policy]) for row, mine in states.items() for policy in mine}
        kept = np.array([one not in told.counted.again for one in numbers], np.bool_)
        kept[list(found.bad_rows)] = False
        # What is wrong with a name or a code is found by whoever reads the profile.
        unsound = [row for row, one in enumerate(numbers) if one in told.counted.unsound and kept[row]]
        eligible, maybe = self._pairs(found, asked, kept)
        asked |= eligible
        shown = self._shown(maybe)
        if told.why:
            asked |= shown
        table, problems = Table(told.by), list(found.problems)
        rows = sorted({*unsound, *(row for row, _ in asked if kept[row])})
        firms = dict(self._firms(rows, chunk, problems))
        kept[[row for row in rows if row not in firms]] = False
        for row, pairs in groupby(sorted(asked), itemgetter(0)):
            if kept[row]:
                context = context_of(firms[row], day, self._library)
                policies = [self._compiled.policies[place] for _, place in pairs]
                matches = self._compiled.prepared.matches_of(policies, context)
                table.add(firms[row], matches, states.get(row, {}))
        added = shown if told.why else set()
        counted: list[tuple[int, list[int]]] = []
        for place, several in maybe:
            left = [row for row in several[kept[several]].tolist() if (row, place) not in added]
            counted.append((place, left))
        self._count(counted, chunk, day, table)
        if not told.why:
            self._tell_bare(shown, kept, chunk, table)
        return Piece(len(numbers), table, tuple(problems))

    def _pairs(
        self, found: Found, applied: set[_Pair], kept: Bools
    ) -> tuple[set[_Pair], list[tuple[int, Rows]]]:
        """Return the pairs that are eligible, and by policy the firms that may be and have not applied."""
        eligible: set[_Pair] = set()
        open_: dict[int, list[Rows]] = {}
        for place, rows, verdict in _verdicts(found):
            rows = rows[kept[rows]]
            if verdict is Verdict.ELIGIBLE:
                eligible |= {(row, place) for row in rows.tolist()}
            else:
                open_.setdefault(place, []).append(rows)
        those: dict[int, list[int]] = {}
        for row, place in applied:
            those.setdefault(place, []).append(row)
        maybe = []
        for place, several in sorted(open_.items()):
            rows = np.sort(np.concatenate(several))
            maybe.append((place, rows[~np.isin(rows, those.get(place, []))]))
        return eligible, maybe

    def _shown(self, maybe: list[tuple[int, Rows]]) -> set[_Pair]:
        """Return the pairs that are told: the first ones, firm by firm."""
        if self._more == 0:
            return set()
        found = sorted((row, place) for place, rows in maybe for row in rows[: self._more].tolist())
        found = found[: self._more]
        if self._more is not None:
            self._more -= len(found)
        return set(found)

    def _firms(
        self, rows: list[int], chunk: Chunk, problems: list[Problem]
    ) -> Iterator[tuple[int, Enterprise]]:
        if not rows:
            return
        profiles = chunk.profiles(np.array(rows), self._shape, self._library.vocabulary)
        for row, one in zip(rows, profiles, strict=True):
            if isinstance(one, Enterprise):
                yield row, one
            else:
                problems += one

    def _count(self, counted: list[tuple[int, list[int]]], chunk: Chunk, day: date, table: Table) -> None:
        """Count firms that may be entitled, policy by policy."""
        if self._groups is None:
            for place, rows in counted:
                group = group_of_policy(self._told.by, self._compiled.policies[place])
                table.add_maybe(group, len(rows))
            return
        every = np.array(sorted({row for _, rows in counted for row in rows}), np.int64)
        groups = self._groups.of(chunk, every, day)
        for group, count in Counter(groups[row] for _, rows in counted for row in rows).items():
            table.add_maybe(group, count)

    def _tell_bare(self, shown: set[_Pair], kept: Bools, chunk: Chunk, table: Table) -> None:
        pairs = sorted(pair for pair in shown if kept[pair[0]])
        rows = np.array(sorted({row for row, _ in pairs}), np.int64)
        if not len(rows):
            return
        names = chunk.profiles(rows, self._named, self._library.vocabulary)
        firms = dict(zip(rows.tolist(), names, strict=True))
        for row, place in pairs:
            firm = firms[row]
            if isinstance(firm, Enterprise):
                table.cases.append(bare_case(firm, self._compiled.policies[place]))


def _verdicts(found: Found) -> Iterator[tuple[int, Rows, Verdict]]:
    for one in found.sure:
        yield one.place, one.rows, one.verdict
    for pair in found.pairs:
        yield pair.place, np.array([pair.row], np.int64), pair.verdict
