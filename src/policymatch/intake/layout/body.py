"""All rows of a table in their order, each either data or set aside with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policymatch.intake.headers.parts import folded
from policymatch.intake.layout.card import is_value_header, labelled
from policymatch.intake.layout.head import HEAD_ROWS, text_of, texts, year_cell
from policymatch.intake.layout.header_rows import ASIDE
from policymatch.intake.layout.model import Layout, Line, Reason, Shape
from policymatch.intake.layout.rows import RowRules
from policymatch.intake.table import Merged, Raw, Table


@dataclass(frozen=True)
class Body:
    """The rows of a table under a layout (None: nothing of it can be read).

    `held` are the columns in which a merged cell holds for every row that it covers, as whose row it is does;
    in the others it stands for its first row (an amount written once over three rows may be their sum).
    """

    table: Table
    layout: Layout | None
    held: frozenset[int] = frozenset()
    counts: Counter[Reason | None] = field(default_factory=Counter, compare=False)

    def lines(self) -> Iterator[Line]:
        """Yield every row once. `counts` then says how many were data (None) and how many set aside."""
        self.counts.clear()
        for line in _sections(self._lines()):
            self.counts[line.reason] += 1
            yield line

    def _lines(self) -> Iterator[Line]:
        layout = self.layout
        if layout is None:
            for number, cells in self.table.rows():
                yield Line(number, tuple(cells), Reason.UNREADABLE if texts(cells) else Reason.BLANK)
            return
        if layout.shape is Shape.CARD:
            yield from self._card(layout)
            return
        first, last = layout.header or (0, 0)
        header: list[Sequence[Raw]] = []
        rules: RowRules | None = None
        fill = _Fill(self.table.merged, self.held, last)
        for number, cells in self.table.rows():
            if number < first:
                yield Line(number, tuple(cells), layout.above.get(number, Reason.TITLE))
            elif number <= last:
                header.append(tuple(cells))
                yield Line(number, tuple(cells), Reason.HEADER)
            else:
                if rules is None:
                    rules = RowRules(header, _spans(self.table.merged))
                reason = rules.reason(number, cells)
                filled = fill.row(number, cells) if reason is not Reason.BLANK else tuple(cells)
                yield Line(number, filled if reason is None else tuple(cells), reason)

    def _card(self, layout: Layout) -> Iterator[Line]:
        for number, cells in self.table.rows():
            yield Line(number, tuple(cells), _card_reason(layout, cells))


def _sections(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield the lines; a lone text just over a repeated header is the name of the part that follows."""
    waiting: list[Line] = []
    for line in lines:
        if line.reason is Reason.BLANK and 0 < len(waiting) < HEAD_ROWS:
            waiting.append(line)
            continue
        if line.reason is Reason.REPEATED and waiting:
            waiting[0] = replace(waiting[0], reason=Reason.SECTION)
        yield from waiting
        waiting = []
        if line.reason is None and _is_lone(line.cells):
            waiting = [line]
        else:
            yield line
    yield from waiting


def _is_lone(cells: Sequence[Raw]) -> bool:
    """Return whether a row has one text only, in however many cells."""
    said = (text for cell in cells if (text := text_of(cell)))
    first = next(said, None)
    return first is not None and all(text == first for text in said)


def _card_reason(layout: Layout, cells: Sequence[Raw]) -> Reason | None:
    said = texts(cells)
    if not said:
        return Reason.BLANK
    found = list(labelled(layout, cells))
    if layout.years and found and all(year_cell(one.value) == layout.years.get(one.at, 0) for one in found):
        return Reason.HEADER
    if layout.value is not None and any(is_value_header(one) for one in found):
        return Reason.HEADER
    if found:
        return None
    if any(ASIDE.search(folded(text)) for text in said):
        return Reason.UNIT if "单位" in said[0] else Reason.NOTE
    # A name without a value is a blank form field; a lone text is a title or a part's name.
    return Reason.TITLE if len(said) == 1 else Reason.NOTE


def _spans(merged: Sequence[Merged]) -> dict[int, int]:
    """Return how wide the widest merged cell is in each row that has one over several columns."""
    found: dict[int, int] = {}
    for one in merged:
        if one.right > one.left:
            found[one.top] = max(found.get(one.top, 1), one.right - one.left + 1)
    return found


class _Fill:
    """Writes a merged cell of the columns held into each row that it covers."""

    def __init__(self, merged: Sequence[Merged], held: frozenset[int], after: int) -> None:
        down = [one for one in merged if one.bottom > one.top > after and one.left in held]
        self._waiting = sorted(down, key=lambda one: -one.top)
        self._open: list[tuple[Merged, Raw]] = []

    def row(self, number: int, cells: Sequence[Raw]) -> tuple[Raw, ...]:
        self._open = [(one, content) for one, content in self._open if one.bottom >= number]
        while self._waiting and self._waiting[-1].top <= number:
            one = self._waiting.pop()
            if one.top == number and len(cells) >= one.left:
                self._open.append((one, cells[one.left - 1]))
        if not self._open:
            return tuple(cells)
        made = list(cells)
        for one, content in self._open:
            made.extend([None] * (one.left - len(made)))
            made[one.left - 1] = content
        return tuple(made)
