"""What each column of a sheet most likely is, and what a person must decide: a mapping proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from policymatch.intake.headers import Around, Column, Recogniser, Role, Why
from policymatch.intake.headers.around import said_basis, said_unit, said_year, stem
from policymatch.intake.headers.kinds import SheetKind, kind_of_sheet
from policymatch.intake.headers.parts import folded
from policymatch.intake.layout import Body, Layout, Shape, find_layout, pinned_layout
from policymatch.intake.layout.card import labelled
from policymatch.intake.layout.head import head_of, text_of
from policymatch.intake.mapping.model import Doubt, Mapped, Origin, Pin, Pinned
from policymatch.intake.table import Raw, Table
from policymatch.names import nearest
from policymatch.problems import Problem
from policymatch.yamlio import Source

_DOUBTFUL = 50
# A long table has few indicators; of a column that holds thousands of texts none is one.
_MOST_INDICATORS = 2_000


def propose(
    table: Table,
    recogniser: Recogniser,
    pinned: Pinned | None = None,
    data_year: int | None = None,
    source: Source | None = None,
) -> Mapped:
    """Return the mapping of one table: as pinned where that says something, else as its headers tell.

    `data_year` holds for sheets that name no year of their own. What the pinned mapping says of headers or
    rows that the table does not have is added to the problems of `source`, the file it was read from.
    """
    return _Proposal(table, recogniser, pinned or Pinned(table.file), data_year, source).make()


class _Proposal:
    def __init__(
        self,
        table: Table,
        recogniser: Recogniser,
        pinned: Pinned,
        data_year: int | None,
        source: Source | None,
    ) -> None:
        self.table, self.recogniser, self.pinned = table, recogniser, pinned
        self.data_year, self.source = data_year, source
        self.head = head_of(table)

    def make(self) -> Mapped:
        pinned = self.pinned
        if pinned.skip:
            return Mapped(self.table.file, self.table.sheet, pinned.origin, skip=True)
        layout = self._layout()
        if layout is None:
            empty = not any(text_of(cell) for _, cells in self.head.rows for cell in cells)
            doubts = () if empty else (Doubt.NO_HEADER,)
            return Mapped(self.table.file, self.table.sheet, pinned.origin, doubts=doubts)
        names = [name for name in (self.table.sheet, *layout.titles, stem(self.table.file)) if name]
        headers = self._names_of_facts(layout)
        kind = SheetKind()
        if layout.shape is Shape.WIDE:
            own = self.recogniser.names
            kind = kind_of_sheet(names, headers, self.recogniser.vocabulary, own)
            if "record" in pinned.stated:
                kind = SheetKind(pinned.kind, pinned.fixed)
            elif pinned.fixed:
                kind = replace(kind, fixed=pinned.fixed, level_sure=True)
        around, origin = self._around(layout, kind, names)
        columns = self._columns(layout, around)
        facts = self._facts(layout, around, columns)
        mapped = Mapped(
            self.table.file,
            self.table.sheet,
            origin,
            layout,
            kind.kind,
            kind.fixed,
            around.unit,
            _told_apart(columns, kind.kind),
            dict(zip(facts, _told_apart(tuple(facts.values()), kind.kind), strict=True)),
        )
        self._check_pins(mapped)
        return replace(mapped, doubts=tuple(self._doubts(mapped, kind)))

    def _layout(self) -> Layout | None:
        pinned = self.pinned
        if pinned.shape is None and pinned.header is None:
            return find_layout(self.table, self.recogniser)
        shape = pinned.shape or Shape.WIDE
        if pinned.header is None and shape is not Shape.CARD:
            found = find_layout(self.table, self.recogniser)
            return replace(found, shape=shape) if found is not None and found.header is not None else None
        found = pinned_layout(self.table, shape, pinned.header, self.recogniser)
        if found is None:
            self._problem("mapping-rows", (*pinned.place, "header"), found=self._shown())
        return found

    def _names_of_facts(self, layout: Layout) -> list[str]:
        return [header for header in layout.headers if header]

    def _around(self, layout: Layout, kind: SheetKind, names: Sequence[str]) -> tuple[Around, Origin]:
        origin = self.pinned.origin
        # The nearest to the figures counts: the title, then the sheet, the file, and what was said for all.
        told = said_year((*layout.titles, self.table.sheet or "", stem(self.table.file)))
        year, covers = told if told is not None else (self.data_year, True)
        if origin.data_year is not None:
            year, covers = origin.data_year, True
        sources = [name for name in (origin.source, self.table.sheet, stem(self.table.file)) if name]
        basis = origin.basis
        if "basis" not in self.pinned.stated:
            basis = said_basis(sources, self.recogniser.vocabulary)
        unit = self.pinned.unit
        if "unit" not in self.pinned.stated:
            unit = said_unit((*layout.titles, self.table.sheet or ""))
        around = Around(kind.kind, year, covers, unit, basis)
        # A year that does not hold for figures is no year of the data.
        stated = year if covers else None
        return around, replace(origin, data_year=stated, basis=basis)

    def _cells_below(self, layout: Layout, at: int) -> list[Raw]:
        last = layout.header[1] if layout.header is not None else 0
        return [cells[at - 1] for number, cells in self.head.rows if number > last and len(cells) >= at]

    def _columns(self, layout: Layout, around: Around) -> tuple[Column, ...]:
        if layout.shape is Shape.CARD:
            return ()
        rows = [(at, header) for at, header in enumerate(layout.headers, 1) if header]
        found = self._recognised(layout, rows, around)
        around = _with_parts(around, found)
        if around.year_in_row or around.unit_in_row:
            found = self._recognised(layout, rows, around)
        return tuple(found)

    def _recognised(self, layout: Layout, rows: list[tuple[int, str]], around: Around) -> list[Column]:
        pins = self._pins()
        made = []
        for at, header in rows:
            column = self.recogniser.column(header, at, around, self._cells_below(layout, at))
            waiting = pins.get(folded(header))
            made.append(_pinned(column, waiting.pop(0)) if waiting else column)
        return made

    def _pins(self) -> dict[str, list[Pin]]:
        """Return the pins by header; of headers that are written alike each has its own, in their order."""
        found: dict[str, list[Pin]] = defaultdict(list)
        for pin in self.pinned.columns:
            found[folded(pin.header)].append(pin)
        return found

    def _facts(self, layout: Layout, around: Around, columns: Sequence[Column]) -> dict[str, Column]:
        """Return what the names in the cells of a card or a long table mean, each once."""
        pins = self._pins()
        found: dict[str, Column] = {}
        around = _with_parts(around, columns)
        around = replace(
            around,
            unit_in_row=around.unit_in_row or bool(layout.units),
            year_in_row=around.year_in_row or bool(layout.years),
        )
        for label, at, cells in self._named(layout, columns):
            if label not in found and len(found) < _MOST_INDICATORS:
                column = self.recogniser.column(label, at, around, cells)
                waiting = pins.get(folded(label))
                found[label] = _pinned(column, waiting[0]) if waiting else column
        return found

    def _named(self, layout: Layout, columns: Sequence[Column]) -> list[tuple[str, int, list[Raw]]]:
        if layout.shape is Shape.CARD:
            return [
                (one.label, one.label_at, [one.value])
                for line in Body(self.table, layout).lines()
                if line.reason is None
                for one in labelled(layout, line.cells)
            ]
        places = [
            next((c.at for c in columns if c.role is role), None) for role in (Role.INDICATOR, Role.VALUE)
        ]
        name_at, value_at = places
        if layout.shape is not Shape.LONG or name_at is None or value_at is None:
            return []
        found: dict[str, tuple[str, int, list[Raw]]] = {}
        for line in Body(self.table, layout).lines():
            if line.reason is None and len(found) < _MOST_INDICATORS:
                cells = line.cells
                label = text_of(cells[name_at - 1]) if len(cells) >= name_at else ""
                if label:
                    value = [cells[value_at - 1]] if len(cells) >= value_at else []
                    found.setdefault(label, (label, name_at, value))
        return list(found.values())

    def _doubts(self, mapped: Mapped, kind: SheetKind) -> list[Doubt]:
        found = []
        if not any(column.role.is_key for column in mapped.all_columns):
            is_card = mapped.layout is not None and mapped.layout.shape is Shape.CARD
            found.append(Doubt.NO_FIRM if is_card else Doubt.NO_KEY)
        if not kind.sure:
            found.append(Doubt.KIND)
        if not kind.level_sure:
            found.append(Doubt.LEVEL)
        if len(mapped.facts) >= _MOST_INDICATORS:
            found.append(Doubt.TOO_MANY)
        return found

    def _check_pins(self, mapped: Mapped) -> None:
        """Report each header that is pinned and not there."""
        known = {folded(column.header) for column in mapped.all_columns} | self._blank_names(mapped)
        for pin in self.pinned.columns:
            if folded(pin.header) not in known:
                near = nearest(pin.header, [column.header for column in mapped.all_columns])
                where = (*pin.place, "header")
                self._problem("mapping-header", where, near, found=pin.header, sheet=self._shown())

    def _blank_names(self, mapped: Mapped) -> frozenset[str]:
        """Return the names of a card, those without a value too."""
        layout = mapped.layout
        if layout is None or layout.shape is not Shape.CARD:
            return frozenset()
        rows = [cells for _, cells in self.table.rows()]
        texts = (text_of(cells[at - 1]) for cells in rows for at in layout.labels if len(cells) >= at)
        return frozenset(folded(text) for text in texts)

    def _problem(
        self, code: str, path: tuple[str | int, ...], near: str | None = None, **values: object
    ) -> None:
        if self.source is not None:
            self.source.problems.append(Problem(code, self.source.place(path), values, near))

    def _shown(self) -> str:
        return f"{self.table.file} {self.table.sheet or ''}".strip()


def _with_parts(around: Around, columns: Sequence[Column]) -> Around:
    roles = {column.role for column in columns}
    long = Role.VALUE in roles
    return replace(around, year_in_row=Role.YEAR in roles, unit_in_row=long and Role.UNIT in roles)


def _pinned(column: Column, pin: Pin) -> Column:
    """Return a column as pinned: unit, year and basis that the pin leaves out are the header's own."""
    stated = pin.column
    alike = (column.kind, column.field) == (stated.kind, stated.field)
    unit = stated.unit if "unit" in pin.states or not alike else column.unit
    year = stated.year if "year" in pin.states or stated.year is not None or not alike else column.year
    basis = stated.basis if "basis" in pin.states or stated.basis is not None or not alike else column.basis
    return replace(stated, header=column.header, at=column.at, unit=unit, year=year, basis=basis)


def _told_apart(columns: Sequence[Column], kind: str | None) -> tuple[Column, ...]:
    """Return the columns, with those in doubt that say the same thing as another."""
    same: dict[object, list[Column]] = defaultdict(list)
    for column in columns:
        if column.role in (Role.FIELD, Role.HONOUR, Role.CODE, Role.NAME):
            what = (column.role, column.kind, column.field, column.honour, column.year, column.basis)
            same[what].append(column)
    doubtful: set[int] = set()
    for group in same.values():
        best = max(group, key=lambda column: column.confidence)
        rivals = [column for column in group if column.confidence == best.confidence]
        keep = best if len(rivals) == 1 else None
        if len(group) > 1:
            doubtful |= {
                id(column) for column in group if column is not keep and Why.PINNED not in column.why
            }
    return tuple(
        replace(column, confidence=min(column.confidence, _DOUBTFUL), why=(*column.why, Why.TWICE))
        if id(column) in doubtful
        else column
        for column in columns
    )
