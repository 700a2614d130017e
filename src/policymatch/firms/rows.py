"""Rows of a table → whose they are, their facts, and what is wrong with their cells, each with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policymatch.enterprise import Enterprise, FactKey, Known
from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.firms.columns import REST
from policymatch.firms.decode import FactDecoder
from policymatch.firms.layout import Layout
from policymatch.firms.opened import listed
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary

_NOBODY = "x"


@dataclass(frozen=True)
class Row:
    """What stands in one row of a table: its identity, its facts, and what is wrong with it."""

    plain: dict[str, Any]
    facts: dict[FactKey, Known]
    problems: tuple[Problem, ...]


class RowReader:
    """Reads rows of a table into facts; `first` is the number of the first row, from 0."""

    def __init__(self, path: Path, layout: Layout, vocabulary: Vocabulary) -> None:
        self.path, self.layout, self.vocabulary = path, layout, vocabulary
        self._decoders = [FactDecoder(one, layout.kind, vocabulary) for one in layout.facts]

    def rows(self, batch: Any, first: int) -> Iterator[Row]:
        """Yield the rows of a batch or table, of which the first has the number `first` (from 0)."""
        layout = self.layout
        troubles: dict[int, list[Problem]] = {}
        cells: dict[str, list[Any]] = {}
        for name in (
            *layout.plain,
            *layout.closed.values(),
            *(n for one in layout.facts for n in one.parts.values()),
        ):
            cells[name], bad = listed(batch, name)
            for at, problem in bad.items():
                troubles.setdefault(at, []).append(self._placed(problem, first + at, name))
        facts: list[dict[FactKey, Known]] = [{} for _ in range(batch.num_rows)]
        for decoder in self._decoders:
            fact = decoder.fact
            for at, known in enumerate(decoder.known(cells)):
                if known is None:
                    continue
                if isinstance(known, UnreadableError):
                    problem = Problem(known.code, Place(), known.values, known.nearest)
                    troubles.setdefault(at, []).append(self._placed(problem, first + at, decoder.name))
                else:
                    facts[at][fact] = known
        plain = [(name, cells[name]) for name in (*layout.plain, *layout.closed.values())]
        for at, found in enumerate(facts):
            own = {name: column[at] for name, column in plain}
            yield Row(own, found, tuple(troubles.get(at, ())))

    def problem(self, code: str, row: int, column: str, **values: object) -> Problem:
        """Return a problem with a cell of the row of a number (from 0)."""
        return self._placed(Problem(code, values=values), row, column)

    def _placed(self, problem: Problem, row: int, column: str) -> Problem:
        return replace(problem, place=Place(str(self.path), row + 1, path=column))

    def rest(self, row: Row, number: int) -> tuple[Enterprise | None, tuple[Problem, ...]]:
        """Return the profile that the column `rest` of a row holds, or what is wrong with it."""
        written = row.plain.get(REST)
        if written is None:
            return None, ()
        kind = self.layout.kind
        try:
            data = json.loads(written, parse_float=str)
            if not isinstance(data, dict):
                raise ValueError(shown(written))
            whole = {"name": _NOBODY, **data} if kind is None else {"name": _NOBODY, kind: [data]}
            return Enterprise.from_dict(whole, self.vocabulary), ()
        except ProfileError as error:
            places = (f"{REST}.{one.place.path}" if one.place.path else REST for one in error.problems)
            found = zip(error.problems, places, strict=True)
            return None, tuple(self._placed(problem, number, path) for problem, path in found)
        except (ValueError, RecursionError) as error:
            return None, (self.problem("json-syntax", number, REST, what=shown(str(error))),)
