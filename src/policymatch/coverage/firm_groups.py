"""The groups of the firms of a piece, each distinct firm asked once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from policymatch.batch.asks import asks_of
from policymatch.batch.chunk import Chunk, Shape, narrowed
from policymatch.batch.planes import Rows
from policymatch.coverage.groups import FACTS, By, Group, group_of_firm
from policymatch.enterprise import Enterprise
from policymatch.firms.columns import REST
from policymatch.language import tree
from policymatch.library import PolicyLibrary
from policymatch.matching.firm import context_of


class FirmGroups:
    """By what firms are grouped, where that is a fact of theirs."""

    def __init__(self, by: By, library: PolicyLibrary, shape: Shape) -> None:
        self._by, self._library = by, library
        asks = asks_of([tree.Fact(None, FACTS[by])], library.derivations)
        layout = narrowed(shape.layout, asks.keys, False)
        records = {kind: one for kind, one in shape.records.items() if kind in asks.kinds}
        self._shape = replace(shape, layout=layout, records=records)
        self._columns = sorted(name for one in layout.facts for name in one.parts.values())
        if REST in layout.plain:
            self._columns.append(REST)
        # Firms with the same cells are in the same group, unless records tell it.
        self._by_cells = not asks.kinds

    def of(self, chunk: Chunk, rows: Rows, day: date) -> dict[int, Group]:
        """Return the groups of some firms of a piece by their rows; unsound ones have none."""
        columns = [chunk.firms.column(name).to_pylist() for name in self._columns]
        cells = list(zip(*columns, strict=True)) if columns else [()] * len(chunk.numbers)
        alike: dict[tuple[str, ...], list[int]] = {}
        for row in rows.tolist():
            key = tuple(map(repr, cells[row])) if self._by_cells else (str(row),)
            alike.setdefault(key, []).append(row)
        first = np.array([some[0] for some in alike.values()], np.int64)
        profiles = chunk.profiles(first, self._shape, self._library.vocabulary) if len(first) else ()
        found: dict[int, Group] = {}
        for some, firm in zip(alike.values(), profiles, strict=True):
            if isinstance(firm, Enterprise):
                group = group_of_firm(self._by, context_of(firm, day, self._library))
                found.update(dict.fromkeys(some, group))
        return found
