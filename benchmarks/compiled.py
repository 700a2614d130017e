"""What a compiled kernel would give: the innermost work of a chunk by numpy, as it is, and by numba.

    python -m benchmarks.compiled [FIRMS]

It takes one chunk of the province: bounds held against its columns, operations over planes with their counts,
and rows picked out of planes. Both must give the same bits before anything is timed; compiling is not
counted. It needs numba, which policymatch does not.
"""

from __future__ import annotations

import importlib
import sys
import timeit
from collections.abc import Callable
from typing import Any

import numpy as np
from benchmarks.province import figures, ours, policies

from policymatch.batch.bank import Bank
from policymatch.batch.compiled import Compiled
from policymatch.batch.figures import Figures
from policymatch.batch.found import Finder, Wanted
from policymatch.batch.planes import Sizes, rows_in
from policymatch.batch.reached import enter_reached
from policymatch.batch.source import CHUNK_ROWS, source_of
from policymatch.plan import Join

POLICIES, TIMES = 1_000, 7
# Words of planes that are worked at together.
_WORDS = 32


def reached(values: Any, bounds: Any, planes: Any) -> None:
    """Write for each bound the plane of the rows whose value is at least that bound."""
    for bound in range(len(bounds)):
        least = bounds[bound]
        for word in range(len(values) // 64):
            bits = np.uint64(0)
            for bit in range(64):
                bits |= np.uint64(values[word * 64 + bit] >= least) << np.uint64(bit)
            planes[bound, word] = bits


def worked(planes: Any, kinds: Any, items: Any, made: Any) -> None:
    """Work out operations, block after block of all planes: 0 is "and", 1 "or", 2 "not"."""
    for first in range(0, planes.shape[2], _WORDS):
        for at in range(len(kinds)):
            left, right = planes[items[at, 0]], planes[items[at, 1]]
            out = planes[made[at]]
            for side in range(2):
                if kinds[at] == 0:
                    for word in range(first, first + _WORDS):
                        out[side, word] = left[side, word] & right[side, word]
                elif kinds[at] == 1:
                    for word in range(first, first + _WORDS):
                        out[side, word] = left[side, word] | right[side, word]
                else:
                    for word in range(first, first + _WORDS):
                        out[side, word] = ~left[1 - side, word]


def picked(plane: Any, rows: Any) -> int:
    """Write the numbers of the rows whose bit is set, and return how many they are."""
    count = 0
    for word in range(len(plane)):
        bits = plane[word]
        while bits:
            lowest = bits & (~bits + np.uint64(1))
            # How many bits are below the lowest one.
            below = lowest - np.uint64(1)
            below = below - ((below >> np.uint64(1)) & np.uint64(0x5555555555555555))
            below = (below & np.uint64(0x3333333333333333)) + (
                (below >> np.uint64(2)) & np.uint64(0x3333333333333333)
            )
            below = (below + (below >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
            rows[count] = word * 64 + ((below * np.uint64(0x0101010101010101)) >> np.uint64(56))
            count += 1
            bits ^= lowest
    return count


_compiled: Any = importlib.import_module("numba").njit
_reached, _worked, _picked = _compiled(reached), _compiled(worked), _compiled(picked)


def main() -> None:
    """Make a chunk, hold both ways against each other, and measure them."""
    firms = int(sys.argv[1]) if len(sys.argv) > 1 else CHUNK_ROWS
    library = ours.library_of(policies.policies(POLICIES))
    compiled = Compiled(library)
    table = ours.firm_table(figures.table(firms), library.vocabulary)
    finder = Finder(compiled, _shape(table, compiled), Wanted(amounts=False, undecided=True, why=False))
    with source_of(table, library.vocabulary, compiled.everything_asked, False) as source:
        (chunk,) = source.chunks()
        whole = _least(lambda: finder.counted(chunk, figures.AS_OF))
        truths = finder._truths(chunk, figures.AS_OF)
    print(f"{firms} firms × {POLICIES} policies: {whole:.1f} ms for all counts of a chunk, as it is")
    asked = [
        found.is_.low.astype(found.is_.width)
        for found in truths.facts._facts.values()
        if found is not None and isinstance(found.is_, Figures) and found.is_.exact
    ]
    _compare_bounds(asked, firms)
    roots, bank = compiled.roots_on(figures.AS_OF), compiled.bank(truths.words)
    assert bank is not None
    _compare_operations(compiled, bank, roots, firms)
    _compare_rows(
        [plane[0].copy() for step in roots for plane in (truths.banked(step),) if plane is not None], firms
    )


def _shape(table: Any, compiled: Compiled) -> Any:
    with source_of(table, compiled.library.vocabulary, compiled.everything_asked, False) as source:
        return source.shape


def _compare_bounds(columns: list[Any], firms: int) -> None:
    several = [[int(one) for one in np.quantile(column, np.linspace(0.05, 0.95, 13))] for column in columns]
    words = firms // 64
    planes = np.empty((2, len(columns), 13, words), np.uint64)

    def by_numpy() -> None:
        for column, bounds, into in zip(columns, several, planes[0], strict=True):
            enter_reached(column, bounds, into)

    def by_numba() -> None:
        for column, bounds, into in zip(columns, several, planes[1], strict=True):
            _reached(column, np.array(bounds, column.dtype), into)

    _told(f"{13 * len(columns)} bounds of {len(columns)} columns", by_numpy, by_numba)
    assert np.array_equal(planes[0], planes[1])


def _compare_operations(compiled: Compiled, bank: Bank, roots: tuple[int, ...], firms: int) -> None:
    literals = len(compiled.columns)
    work: list[tuple[int, int, int, int]] = []
    for step, parted in enumerate(compiled.operations, literals):
        several = parted.operation.items
        if parted.operation.join is Join.NOT:
            work.append((2, several[0], several[0], step))
            continue
        kind = 0 if parted.operation.join is Join.ALL else 1
        for at, item in enumerate(several[1:] or several):
            work.append((kind, step if at else several[0], item, step))
    listed = np.array(work)
    arrays = listed[:, 0].copy(), listed[:, 1:3].copy(), listed[:, 3].copy()
    every = np.empty((literals + len(compiled.operations), 2, firms // 64), np.uint64)
    every[:literals] = bank.literals(range(literals))

    def by_numpy() -> Any:
        sizes = Sizes(len(roots), firms // 64)
        for root in roots:
            plane = bank.plane(root)
            assert plane is not None
            sizes.add(plane)
        return sizes.within(firms)

    def by_numba() -> Any:
        _worked(every, *arrays)
        sizes = Sizes(len(roots), firms // 64)
        for root in roots:
            sizes.add(every[root])
        return sizes.within(firms)

    assert np.array_equal(by_numpy(), by_numba())
    _told(f"{len(work)} operations, and the counts", by_numpy, by_numba)


def _compare_rows(planes: list[Any], firms: int) -> None:
    space = np.empty(firms, np.int64)
    for plane in planes:
        assert np.array_equal(rows_in(plane, firms), space[: _picked(plane, space)])

    def by_numpy() -> None:
        for plane in planes:
            rows_in(plane, firms)

    def by_numba() -> None:
        for plane in planes:
            space[: _picked(plane, space)].copy()

    _told(f"rows of {len(planes)} planes", by_numpy, by_numba)


def _told(what: str, by_numpy: Callable[[], Any], by_numba: Callable[[], Any]) -> None:
    by_numba()
    print(f"{what}: numpy {_least(by_numpy):.1f} ms, numba {_least(by_numba):.1f} ms")


def _least(work: Callable[[], Any]) -> float:
    return min(timeit.repeat(work, number=1, repeat=TIMES)) * 1e3


if __name__ == "__main__":
    main()
