"""Which firms there are: their names and codes, and those that stand twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from policymatch.batch.asks import Asks
from policymatch.batch.chunk import Shape, narrowed
from policymatch.batch.pieces import Job, Tables, Task, pieces_done
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary


class FirmName(NamedTuple):
    """What a firm is known by."""

    name: str
    credit_code: str | None


@dataclass
class Counting:
    """The firms of a table: the rows of those that stood before, and of those without a sound name or code.

    `rows` are those of all others, in their order.
    """

    path: Path
    rows: list[int] = field(default_factory=list)
    again: set[int] = field(default_factory=set)
    unsound: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Names:
    firms: int
    names: tuple[FirmName | None, ...]


def named(tables: Tables, job: Job) -> tuple[list[FirmName], list[Counting]]:
    """Return the firms of tables, each once, in their order, and where they stand.

    A firm is known by its code, or by its name where it has none.
    """
    known: set[str] = set()
    firms: list[FirmName] = []
    counted: list[Counting] = []
    alone = replace(job, asks=Asks(), begin=_names_work, given=(), processes=1)
    for path in tables.paths:
        one = Counting(path)
        # What cannot be read is told by the work itself.
        quiet = replace(tables, problems=[])
        every = chain.from_iterable(piece.names for piece in pieces_done(path, alone, quiet))
        for row, firm in enumerate(every):
            if firm is None:
                one.unsound.add(row)
            elif (key := firm.credit_code or firm.name) in known:
                one.again.add(row)
            else:
                known.add(key)
                firms.append(firm)
                one.rows.append(row)
        counted.append(one)
    return firms, counted


def _names_work(library: PolicyLibrary, shape: Shape) -> Callable[[Task], _Names]:
    bare = replace(shape, layout=narrowed(shape.layout, frozenset(), False), records={})

    def names(task: Task) -> _Names:
        chunk, _ = task
        rows = np.arange(len(chunk.numbers))
        found = chunk.profiles(rows, bare, library.vocabulary)
        named = (
            FirmName(one.name, one.credit_code) if isinstance(one, Enterprise) else None for one in found
        )
        return _Names(len(rows), tuple(named))

    return names
