"""The cells of a mapped sheet, row by row, each with the column it belongs to, none of them read yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from policymatch.intake.headers import Column, Role
from policymatch.intake.headers.parts import folded, unit_of
from policymatch.intake.headers.recognise import goes_with
from policymatch.intake.layout import Body, Line, Shape
from policymatch.intake.layout.card import Labelled, labelled
from policymatch.intake.layout.head import text_of, year_cell
from policymatch.intake.mapping import Mapped
from policymatch.intake.table import Raw, Table
from policymatch.vocabulary import Vocabulary


class Cell(NamedTuple):
    """One cell with what it is a value of. Row and column count from 1."""

    column: Column
    row: int
    at: int
    raw: Raw


class Entry(NamedTuple):
    """What a sheet says of one firm, or of one record of it. A card is one entry for each of its firms."""

    row: int
    cells: tuple[Cell, ...]


class Entries:
    """The entries of a mapped sheet, streamed. Afterwards `body.counts` says what became of its rows."""

    def __init__(self, table: Table, mapped: Mapped, vocabulary: Vocabulary) -> None:
        """Take a table with its mapping. Nothing is read before `entries` is called."""
        self.mapped, self.vocabulary = mapped, vocabulary
        held = frozenset(column.at for column in mapped.columns if self._holds_down(column))
        self.body = Body(table, mapped.layout, held)
        self._kept = [column for column in mapped.columns if _is_kept(column)]
        # Whether a row itself says what its values are of, or of which year.
        self._long = any(column.role in (Role.YEAR, Role.VALUE) for column in mapped.columns)

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in the order of their rows; columns that are not kept are left out."""
        layout = self.mapped.layout
        if layout is not None and layout.shape is Shape.CARD:
            yield from self._cards()
            return
        cells = self._said_cells if self._long else self._plain_cells
        for line in self.body.lines():
            if line.reason is None:
                yield Entry(line.number, tuple(cells(line)))

    def _holds_down(self, column: Column) -> bool:
        """Return whether a cell merged over several rows holds for each: words do, figures may be sums."""
        if column.role is Role.FIELD and column.field is not None:
            return not self.vocabulary.field(column.kind, column.field).type.is_numeric
        return column.role.is_key or column.role in (Role.HONOUR, Role.YEAR)

    def _plain_cells(self, line: Line) -> list[Cell]:
        number, cells, width = line.number, line.cells, len(line.cells)
        return [
            Cell(column, number, column.at, cells[column.at - 1] if column.at <= width else None)
            for column in self._kept
        ]

    def _said_cells(self, line: Line) -> Iterator[Cell]:
        mapped = self.mapped
        year = self._year_of(line)
        for column in mapped.columns:
            raw = line.cells[column.at - 1] if column.at <= len(line.cells) else None
            if column.role is Role.VALUE:
                fact = self._fact_of(line)
                if fact is not None and _is_kept(fact):
                    yield Cell(self._dated(self._measured(fact, line), year), line.number, column.at, raw)
            elif _is_kept(column):
                yield Cell(self._dated(column, year), line.number, column.at, raw)

    def _fact_of(self, line: Line) -> Column | None:
        label = self._text(line, Role.INDICATOR)
        # The name is there for whoever must be told that nothing is known by it.
        return self.mapped.facts.get(label) if label else None

    def _year_of(self, line: Line) -> int | None:
        at = self.mapped.of_role(Role.YEAR)
        return year_cell(line.cells[at.at - 1]) if at is not None and at.at <= len(line.cells) else None

    def _measured(self, fact: Column, line: Line) -> Column:
        return self._with_unit(fact, self._text(line, Role.UNIT))

    def _with_unit(self, fact: Column, text: str) -> Column:
        unit = unit_of(folded(text)) if text else None
        if unit is None or fact.field is None:
            return fact
        field = self.vocabulary.field(fact.kind, fact.field)
        return replace(fact, unit=unit) if goes_with(unit, field) else fact

    def _dated(self, column: Column, year: int | None) -> Column:
        if year is None or column.year is not None or column.role is not Role.FIELD or column.field is None:
            return column
        return replace(column, year=year)

    def _text(self, line: Line, role: Role) -> str:
        at = self.mapped.of_role(role)
        return text_of(line.cells[at.at - 1]) if at is not None and at.at <= len(line.cells) else ""

    def _cards(self) -> Iterator[Entry]:
        """Yield one entry for each firm of a card: cards are as small as forms are."""
        layout = self.mapped.layout
        if layout is None:
            return
        found: dict[int, list[Cell]] = {}
        for line in self.body.lines():
            for one in labelled(layout, line.cells) if line.reason is None else ():
                column = self.mapped.facts.get(one.label)
                if column is not None and _is_kept(column):
                    of_firm = found.setdefault(one.at if layout.across else 0, [])
                    of_firm.append(Cell(self._of_card(column, one), line.number, one.at, one.value))
        for cells in found.values():
            yield Entry(cells[0].row, tuple(cells))

    def _of_card(self, column: Column, one: Labelled) -> Column:
        layout = self.mapped.layout
        year = layout.years.get(one.at) if layout is not None else None
        return self._dated(self._with_unit(column, one.unit or ""), year)


def _is_kept(column: Column) -> bool:
    return column.role in (Role.FIELD, Role.HONOUR, Role.CODE, Role.NAME)
