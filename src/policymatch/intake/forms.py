"""Filled-in forms of `policymatch template`: known by the hidden sheet that they carry, read by its mapping.

Whoever fills in a form can change that sheet, too. So it says where facts stand and no more: whether they are
verified, and which source goes first, only the mapping of the user (`--map`) can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policymatch.intake.cells import CellReader
from policymatch.intake.counts import SheetCount
from policymatch.intake.layout import Shape
from policymatch.intake.lines import Entries
from policymatch.intake.mapping import Mapped, Origin, Pinned, read_mapping
from policymatch.intake.table import Table
from policymatch.intake.take import Owner, Reading, Taker
from policymatch.intake.template.own import DECLARED, KEPT, own_mapping
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Source, read_text


@dataclass(frozen=True)
class FilledForm:
    """What a workbook of ours says of its sheets; problems with that are in `source`."""

    pins: tuple[Pinned, ...]
    source: Source


def form_in(tables: Iterable[Table], vocabulary: Vocabulary) -> FilledForm | None:
    """Return the form that the tables of one file are; None where they are none."""
    for table in tables:
        text = own_mapping(table.sheet, (cells for _, cells in table.rows()))
        if text is not None:
            source = read_text(text, f"{table.file} [{KEPT}]")
            pins = read_mapping(source, vocabulary)
            of_one_firm = any(pin.shape is Shape.CARD for pin in pins)
            origin = Origin(DECLARED, verified=False) if of_one_firm else Origin()
            return FilledForm(tuple(replace(pin, origin=origin) for pin in pins), source)
    return None


def owner_of(sheets: Sequence[tuple[Table, Mapped]], vocabulary: Vocabulary) -> Owner | None:
    """Return the firm that a form is about; None where it has a row for each firm, or names none soundly."""
    for table, mapped in sheets:
        if mapped.layout is not None and mapped.layout.shape is Shape.CARD:
            reading = Reading(vocabulary, CellReader(vocabulary))
            taker = Taker(0, mapped, SheetCount(table.file, table.sheet), reading)
            rows = map(taker.take, Entries(table, mapped, vocabulary).entries())
            return next((Owner(row.code, row.name) for row in rows if row is not None), None)
    return None
