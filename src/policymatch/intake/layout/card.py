"""Sheets in which the name of each fact stands before its value, and what stands where in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policymatch.intake.headers.column import Role
from policymatch.intake.headers.parts import folded, unit_of
from policymatch.intake.headers.words import EITHER_UNIT_OR_FIRM, KEYS, PARTS
from policymatch.intake.layout.head import Head, text_of, texts, year_cell
from policymatch.intake.layout.header_rows import Known
from policymatch.intake.layout.model import Layout, Shape
from policymatch.intake.table import Raw

# 单位：万元 is no label with a value to its right.
_SAID = re.compile(r"[:：].")
_FEWEST = 2
_FEWEST_IN_COLUMN = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """One value of a card: its label, the column it stands in (from 1), and the unit beside it."""

    label: str
    label_at: int
    at: int
    value: Raw
    unit: str | None = None


def find_card(head: Head, known: Known, beside: int) -> Layout | None:
    """Return the layout of a card, or None when fewer names stand before values than `beside` (in a row)."""
    hits: Counter[int] = Counter()
    labels: set[str] = set()
    for _, cells in head.rows:
        for column, text in _hits(cells, known):
            hits[column] += 1
            labels.add(text)
    rows = sum(1 for _, cells in head.rows if any(True for _ in _hits(cells, known)))
    named = _named_columns(head)
    # A form may be all but empty: where its header names both columns, a mapping is taken at its word.
    if (rows < _FEWEST or len(labels) <= beside) and (named is None or beside):
        return None
    columns = tuple(sorted(column for column, count in hits.items() if count >= _FEWEST_IN_COLUMN))
    value = None
    if named is not None:
        # What stands to the right of the values explains.
        columns, value = (named[0],), named[1]
    if not columns:
        return None
    years: dict[int, int] = {}
    units: set[int] = set()
    for _, cells in head.rows:
        found = {
            column: year
            for column, cell in enumerate(cells, 1)
            if column not in columns and (year := year_cell(cell)) is not None
        }
        first = folded(text_of(cells[columns[0] - 1])) if len(cells) >= columns[0] else ""
        if found and not years and not _is_fact(first, known):
            years = found
            words = ((column, folded(text_of(cell))) for column, cell in enumerate(cells, 1))
            units = {at for at, word in words if word == EITHER_UNIT_OR_FIRM or PARTS.get(word) is Role.UNIT}
    units |= _unit_columns(head, columns)
    return Layout(
        Shape.CARD,
        titles=tuple(_titles(head, known)),
        labels=columns,
        years=years,
        units=tuple(sorted(units)),
        across=value is None and not years and len(columns) == 1 and _several_firms(head, columns[0], units),
        value=value,
    )


def _named_columns(head: Head) -> tuple[int, int] | None:
    """Return the columns of names and of values of a form whose header says which they are."""
    for _, cells in head.rows:
        roles = {PARTS.get(folded(text_of(cell))): column for column, cell in enumerate(cells, 1)}
        if Role.INDICATOR in roles and roles.get(Role.VALUE, 0) > roles[Role.INDICATOR]:
            return roles[Role.INDICATOR], roles[Role.VALUE]
    return None


def _titles(head: Head, known: Known) -> Iterator[str]:
    """Yield the texts that stand above the first name with a value."""
    for _, cells in head.rows:
        if any(True for _ in _hits(cells, known)):
            return
        yield from texts(cells)


def _is_fact(text: str, known: Known) -> bool:
    return bool(text) and text not in PARTS and known(text)


def _hits(cells: Sequence[Raw], known: Known) -> Iterator[tuple[int, str]]:
    """Yield the names in a row that have a value to their right."""
    said = [(column, cell, text_of(cell)) for column, cell in enumerate(cells, 1) if text_of(cell)]
    names = [isinstance(cell, str) and known(text) for _, cell, text in said]
    for (column, _, text), is_name, next_is_name in zip(said, names, names[1:], strict=False):
        if is_name and not next_is_name:
            yield column, folded(text)


def _unit_columns(head: Head, labels: tuple[int, ...]) -> set[int]:
    """Return the columns whose cells are all units."""
    found = set()
    for column in range(1, head.width + 1):
        below = [text_of(cells[column - 1]) for _, cells in head.rows if len(cells) >= column]
        below = [text for text in below if text and folded(text) not in (EITHER_UNIT_OR_FIRM, *PARTS)]
        if column not in labels and len(below) >= 2 and all(unit_of(folded(text)) for text in below):
            found.add(column)
    return found


def _several_firms(head: Head, label: int, units: set[int]) -> bool:
    for _, cells in head.rows:
        if len(cells) >= label and folded(text_of(cells[label - 1])) in KEYS:
            values = [
                at for at, cell in enumerate(cells, 1) if at > label and at not in units and text_of(cell)
            ]
            return len(values) > 1
    return False


def labelled(layout: Layout, cells: Sequence[Raw]) -> Iterator[Labelled]:
    """Yield the values of one row of a card, each with its label.

    A firm's name or code may stand in one cell with its label: 企业名称：甲有限公司.
    """
    for at, cell in enumerate(cells, 1):
        label, colon, value = (
            text_of(cell).replace("：", ":").partition(":") if isinstance(cell, str) else ("",) * 3
        )
        if colon and value.strip() and folded(label) in KEYS:
            yield Labelled(label.strip(), at, at, value.strip())
    ends = (*layout.labels[1:], len(cells) + 1)
    for start, end in zip(layout.labels, ends, strict=True):
        label = text_of(cells[start - 1]) if len(cells) >= start else ""
        if not label or _SAID.search(label):
            continue
        between = range(start + 1, min(end, len(cells) + 1))
        if layout.value is not None:
            between = range(layout.value, min(layout.value, len(cells)) + 1)
        unit = next((text for at in between if at in layout.units and (text := text_of(cells[at - 1]))), None)
        named = folded(label) in KEYS
        values = [at for at in between if (named or at not in layout.units) and cells[at - 1] is not None]
        several = layout.across or (bool(layout.years) and not named)
        for at in values if several else values[:1]:
            yield Labelled(label, start, at, cells[at - 1], unit)


def is_value_header(one: Labelled) -> bool:
    """Return whether a name with a value is the header of the two columns: 指标 | 填报内容."""
    words = folded(one.label), folded(text_of(one.value))
    return tuple(PARTS.get(word) for word in words) == (Role.INDICATOR, Role.VALUE)
