"""Blocks that stand in columns: tables, labels with what belongs to them, and large figures."""

from __future__ import annotations

from policymatch.letters.paper.blocks import Align, KeyFigure, KeyFigures, Line, Pair, Pairs, Table, Tone
from policymatch.letters.render.word import palette, xml
from policymatch.letters.render.word.pen import Pen
from policymatch.letters.render.word.styles import TONES, Style

_STANDS = {
    Align.LEFT: "",
    Align.RIGHT: '<w:jc w:val="right"/>',
    Align.CENTER: '<w:jc w:val="center"/>',
}
_ABREAST = 4


def table(block: Table, pen: Pen) -> str:
    """Return a table under its caption. Raises ValueError if a row has other columns than the table."""
    if not block.columns:
        return pen.caption(block.caption)
    widths = pen.widths(*(column.share for column in block.columns))
    stands = [_STANDS[column.align] for column in block.columns]
    titles = [
        xml.cell(width, pen.text(Style.CELL_HEAD, column.title, keep=True, stands=stand), middle=True)
        for column, width, stand in zip(block.columns, widths, stands, strict=True)
    ]
    rows = [xml.row(titles, header=True)]
    for cells in block.rows:
        drawn = [
            xml.cell(width, _lines(lines, pen, stand))
            for lines, width, stand in zip(cells, widths, stands, strict=True)
        ]
        rows.append(xml.row(drawn))
    made = xml.table(pen.look.styles[Style.TABLE], widths, rows, header=True, alt=block.caption)
    return pen.caption(block.caption) + made + pen.gap()


def _lines(lines: tuple[Line, ...], pen: Pen, stands: str) -> str:
    # A cell without a paragraph is a damaged file to Word.
    return "".join(pen.paragraph(Style.CELL, pen.line(line), stands=stands) for line in lines or ((),))


def pairs(block: Pairs, pen: Pen) -> str:
    """Return labels at the left of what belongs to them, in one or two columns."""
    if not block.items:
        return ""
    widths = pen.widths(*((1, 4) if block.columns == 1 else (1, 2, 1, 2)))
    rows = []
    for start in range(0, len(block.items), block.columns):
        abreast = block.items[start : start + block.columns]
        cells = []
        for index, pair in enumerate(abreast):
            label, value = widths[2 * index], widths[2 * index + 1]
            under = xml.side("bottom", 4, palette.RULE)
            cells.append(xml.cell(label, pen.text(Style.CELL, pair.label, Tone.MUTED), edges=under))
            cells.append(xml.cell(value, _value(pair, pen), edges=under))
        if len(abreast) < block.columns:
            cells.append(xml.cell(sum(widths[2:]), pen.paragraph(Style.CELL, ""), span=2))
        rows.append(xml.row(cells))
    return xml.table(pen.look.styles[Style.LAYOUT], widths, rows) + pen.gap()


def _value(pair: Pair, pen: Pen) -> str:
    note = pen.text(Style.NOTE, pair.note) if pair.note is not None else ""
    return pen.paragraph(Style.CELL, pen.line(pair.line)) + note


def key_figures(block: KeyFigures, pen: Pen) -> str:
    """Return large figures, at most four abreast."""
    if not block.items:
        return ""
    # Five or six stand better as rows of three than as four and a rest.
    abreast = min(len(block.items), 3 if len(block.items) in (5, 6) else _ABREAST)
    widths = pen.widths(*[1] * abreast)
    rows = []
    for start in range(0, len(block.items), abreast):
        items = block.items[start : start + abreast]
        cells = [_figure(item, widths[at], at, pen) for at, item in enumerate(items)]
        cells += [xml.cell(width, pen.paragraph(Style.CELL, "")) for width in widths[len(cells) :]]
        rows.append(xml.row(cells))
    return xml.table(pen.look.styles[Style.LAYOUT], widths, rows) + pen.gap()


def _figure(item: KeyFigure, width: int, at: int, pen: Pen) -> str:
    centered = _STANDS[Align.CENTER]
    content = pen.paragraph(Style.FIGURE, pen.run(item.value, TONES.get(item.tone)), stands=centered)
    content += pen.text(Style.CELL, item.label, stands=centered)
    if item.note is not None:
        content += pen.text(Style.NOTE, item.note, stands=centered)
    # White edges stand for room between: LibreOffice knows no spacing of cells.
    between = xml.side("left", 96, "FFFFFF") if at else ""
    edges = xml.side("top", 18, palette.SOLID[item.tone]) + between + xml.side("bottom", 48, "FFFFFF")
    return xml.cell(width, content, fill=palette.TINT[item.tone], edges=edges, margins=100)
