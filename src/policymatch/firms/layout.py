"""Which facts the columns of a table hold, and what is wrong with columns that hold none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policymatch.enterprise import FactKey
from policymatch.enterprise.keys import FIRST_YEAR, LAST_YEAR
from policymatch.enterprise.trouble import shown
from policymatch.firms.arrow import arrow
from policymatch.firms.columns import (
    AS_OF,
    CREDIT_CODE,
    FIRM,
    NAME,
    REST,
    Column,
    Part,
    column_named,
    fact_column,
    is_reserved,
    kind_closed,
    parts_of,
)
from policymatch.firms.meta import UNIT_KEY, metadata_of
from policymatch.firms.stored import Stored, holds, stored_as, unit_of
from policymatch.messages import Both
from policymatch.names import nearest
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Field, Vocabulary

_FIRMS = {CREDIT_CODE: Stored.TEXT, NAME: Stored.TEXT, AS_OF: Stored.DAY, REST: Stored.TEXT}
_RECORDS = {FIRM: Stored.NUMBER, CREDIT_CODE: Stored.TEXT, REST: Stored.TEXT}
_NEEDED = {True: (NAME,), False: (FIRM,)}

_TOLD = {
    Stored.NUMBER: Both("整数或十进制数（不收二进制浮点数）", "whole numbers or decimals, no binary floats"),
    Stored.DAY: Both("日期 date32", "dates (date32)"),
    Stored.TRUTH: Both("是非 bool", "truth values (bool)"),
    Stored.WORD: Both("文字", "text"),
    Stored.TEXT: Both("文字", "text"),
    Stored.WORDS: Both("文字的列表", "lists of text"),
}


@dataclass
class FactColumns:
    """The columns of one fact: the name of each part's column."""

    fact: FactKey
    field: Field
    parts: dict[Part, str] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the fact as its columns begin."""
        return fact_column(self.fact)


@dataclass(frozen=True)
class Layout:
    """What the columns of a table of firms (`kind` None) or of records are."""

    kind: str | None
    facts: tuple[FactColumns, ...]
    # Which of the other columns there are; by kind of records, the column that says whether it is complete.
    plain: frozenset[str]
    closed: dict[str, str]

    @property
    def columns(self) -> list[str]:
        """Return the names of all columns."""
        facts = [name for one in self.facts for name in one.parts.values()]
        return [*self.plain, *self.closed.values(), *facts]


def layout_of(
    schema: Any, kind: str | None, vocabulary: Vocabulary, file: Path, problems: list[Problem]
) -> Layout:
    """Return what the columns of a table hold; what is wrong with them goes to `problems`."""
    return _Reader(schema, kind, vocabulary, file, problems).layout()


class _Reader:
    def __init__(
        self, schema: Any, kind: str | None, vocabulary: Vocabulary, file: Path, problems: list[Problem]
    ) -> None:
        self.schema, self.kind, self.vocabulary = schema, kind, vocabulary
        self.file, self.problems = file, problems
        self.known = _FIRMS if kind is None else _RECORDS
        self.facts: dict[FactKey, FactColumns] = {}
        self.plain: set[str] = set()
        self.closed: dict[str, str] = {}

    def layout(self) -> Layout:
        met: set[str] = set()
        for one in self.schema:
            if one.name in met:
                self._problem("firm-table-column-twice", one.name)
            elif one.name in self.known:
                self._plain(one)
            elif (kind := kind_closed(one.name)) is not None and self.kind is None:
                self._closed(one, kind)
            else:
                self._fact(one)
            met.add(one.name)
        for name in _NEEDED[self.kind is None]:
            if name not in met:
                self._problem("firm-table-column-missing", name)
        return Layout(self.kind, tuple(self.facts.values()), frozenset(self.plain), self.closed)

    def _plain(self, one: Any) -> None:
        if self._holds(one, self.known[one.name]):
            self.plain.add(one.name)

    def _closed(self, one: Any, kind: str) -> None:
        if kind not in self.vocabulary.records:
            known = (f"records.{key}.closed" for key in self.vocabulary.records)
            self._unknown(one.name, known)
        elif self._holds(one, Stored.TRUTH):
            self.closed[kind] = one.name

    def _fact(self, one: Any) -> None:
        column = column_named(one.name) if len(one.name) < 200 else None
        scope = self.vocabulary.scope(self.kind)
        field = scope.get(column.fact[0]) if column is not None else None
        if column is None or field is None or is_reserved(column.fact, self.kind):
            self._unknown(one.name, self._known_names())
            return
        _, year, basis = column.fact
        if field.yearly and year is None:
            self._problem("firm-table-year", one.name, field=field.both)
        elif year is not None and not field.yearly:
            self._problem("not-yearly", one.name, found=field.label)
        elif year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            self._problem("bad-year", one.name, found=f"{year:04}")
        elif basis is not None and basis not in field.bases:
            near = nearest(basis, field.bases)
            self._problem("firm-table-basis", one.name, near, found=basis, field=field.both)
        elif column.part not in parts_of(field):
            expected = ", ".join(f".{part}" for part in parts_of(field) if part)
            self._problem("firm-table-part", one.name, found=f".{column.part}", expected=expected)
        elif self._holds(one, stored_as(field, column.part)) and self._measures(one, column.part, field):
            self._note(column, field, one.name)

    def _note(self, column: Column, field: Field, name: str) -> None:
        self.facts.setdefault(column.fact, FactColumns(column.fact, field)).parts[column.part] = name

    def _holds(self, one: Any, stored: Stored) -> bool:
        if holds(stored, one.type):
            return True
        found = shown(str(one.type)) if arrow().types.is_nested(one.type) else str(one.type)
        self._problem("firm-table-type", one.name, found=found, expected=_TOLD[stored])
        return False

    def _measures(self, one: Any, part: Part, field: Field) -> bool:
        """Return whether the unit that a column says it was written in is still that of its field."""
        told = None if stored_as(field, part) is not Stored.NUMBER else metadata_of(one).get(UNIT_KEY)
        if told is None or told == unit_of(field):
            return True
        self._problem("firm-table-unit", one.name, found=shown(told), expected=unit_of(field) or "—")
        return False

    def _known_names(self) -> Iterator[str]:
        yield from self.known
        for one in self.vocabulary.scope(self.kind).values():
            yield from one.names

    def _unknown(self, name: str, known: Iterator[str]) -> None:
        # 营业收入[2024] and revenue_2024 are near their field, not near a column that nobody has written.
        bare = name.partition("[")[0].partition(".")[0].partition("@")[0]
        near = nearest(bare, list(known) if "records." not in name else known)
        field = self.vocabulary.scope(self.kind).find(near) if near is not None else None
        self._problem(
            "firm-table-unknown-column", name, near if field is None else field.key, found=shown(name)
        )

    def _problem(self, code: str, column: str, near: str | None = None, **values: object) -> None:
        place = Place(str(self.file), path=shown(column))
        self.problems.append(Problem(code, place, {"column": shown(column), **values}, near))
