"""One sheet read into the store, stretch by stretch, from where an earlier run has come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from policymatch.intake.cell_text import text_of
from policymatch.intake.counts import SheetCount
from policymatch.intake.layout import Body, Line, Reason, Shape
from policymatch.intake.lines import Entries
from policymatch.intake.privacy import HIDDEN, masked
from policymatch.intake.sheets import Sheet
from policymatch.intake.spool import Rejected, Store, StoredRow
from policymatch.intake.take import Reading, Taker
from policymatch.messages import say

STRETCH = 5_000
# Rows of a sheet that the mapping leaves out.
SKIPPED = "skipped"
_MOST = 500


def read_sheet(
    number: int, sheet: Sheet, store: Store, reading: Reading, advance: Callable[[int], None]
) -> SheetCount:
    """Read the sheet with this number, and return what became of its rows; `advance` is told of rows done.

    Raises IntakeError at a row that cannot be read.
    """
    if sheet.again:
        store.forget(number)
    skip, done, told = store.progress(number)
    count = SheetCount.from_dict(told) if told else SheetCount(sheet.table.file, sheet.table.sheet)
    if done:
        advance(count.rows)
        return count
    return _Stretches(number, sheet, store, reading, advance).read(skip, count)


@dataclass(frozen=True)
class _Watched(Body):
    """A body that tells of the rows that it sets aside."""

    aside: Callable[[Line], None] = field(default=lambda line: None, compare=False)

    def lines(self) -> Iterator[Line]:
        """Yield every row once, as `Body.lines`; blank rows hold nothing to tell of."""
        for line in super().lines():
            if line.reason is not None and line.reason is not Reason.BLANK:
                self.aside(line)
            yield line


class _Stretches:
    def __init__(
        self, number: int, sheet: Sheet, store: Store, reading: Reading, advance: Callable[[int], None]
    ) -> None:
        self.number, self.sheet, self.store = number, sheet, store
        self.reading, self.advance = reading, advance
        self.aside: list[Rejected] = []

    def read(self, skip: int, count: SheetCount) -> SheetCount:
        taker = Taker(self.number, self.sheet.mapped, count, self.reading, self.sheet.owner)
        rows: list[StoredRow] = []
        entries = 0
        source = self._entries()
        for entry in source.entries():
            entries += 1
            if entries <= skip:
                # What stands before has been written with the stretch that ended there.
                self.aside.clear()
                continue
            row = taker.take(entry)
            if row is not None:
                rows.append(row)
            if entries % STRETCH == 0:
                self._write(rows, taker, entries, count, done=False)
                self.advance(STRETCH)
        count.rows = source.body.counts.total()
        for reason, number in source.body.counts.items():
            if reason is not None:
                why = SKIPPED if self.sheet.mapped.skip else reason.value
                count.aside[why] = count.aside.get(why, 0) + number
        self._check_cards(count, source.body.counts[None])
        self._write(rows, taker, entries, count, done=True)
        self.advance(entries % STRETCH)
        return count

    def _entries(self) -> Entries:
        mapped = self.sheet.mapped
        entries = Entries(self.sheet.table, mapped, self.reading.vocabulary)
        body = entries.body
        if mapped.skip:
            entries.body = Body(body.table, None)
        else:
            entries.body = _Watched(body.table, body.layout, body.held, aside=self._set_aside)
        return entries

    def _set_aside(self, line: Line) -> None:
        code = line.reason.value if line.reason is not None else ""
        reason = say(f"intake-aside-{code}", self.reading.lang)
        told = (masked(text_of(cell)) for cell in line.cells if cell is not None)
        value = HIDDEN if self.reading.redact else " | ".join(told)
        self.aside.append(Rejected(self.number, line.number, 0, "", value[:_MOST], f"row-{code}", reason))

    def _check_cards(self, count: SheetCount, lines: int) -> None:
        """Count the lines of a card, which are no entries, by what became of the firms on it."""
        layout = self.sheet.mapped.layout
        if layout is None or layout.shape is not Shape.CARD:
            return
        taken = count.firms + count.records
        count.firms, count.records = (lines, 0) if taken else (0, 0)
        count.rejected = 0 if taken else lines

    def _write(
        self, rows: list[StoredRow], taker: Taker, entries: int, count: SheetCount, done: bool
    ) -> None:
        rejected = (*taker.rejected, *self.aside)
        self.store.write(self.number, rows, rejected, entries, done, count.to_dict())
        rows.clear()
        taker.rejected.clear()
        self.aside.clear()
