"""The few pieces of WordprocessingML that letters are made of, as text.

Text of a paper becomes characters of `w:t`, whatever it holds: no field, no markup, no placeholder. Writing
the markup down is some twenty times faster than building it in python-docx, element by element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t>"
_SIDES = ("top", "left", "bottom", "right")


def legal(text: str) -> str:
    """Return the text with line breaks as one character, and a mark for each character XML forbids."""
    return _FORBIDDEN.sub("\ufffd", _BREAKS.sub("\n", text))


def attribute(text: str) -> str:
    """Return text to stand between double quotes, on one line."""
    return escape(legal(text).replace("\n", " ").replace("\t", " "), {'"': "&quot;"})


def characters(text: str) -> str:
    """Return the contents of a run: the text, with its line breaks and tabs."""
    inner = escape(legal(text))
    inner = inner.replace("\n", f"{_CLOSE}<w:br/>{_OPEN}").replace("\t", f"{_CLOSE}<w:tab/>{_OPEN}")
    return f"{_OPEN}{inner}{_CLOSE}"


def apportioned(width: int, shares: Sequence[Fraction | int], least: int = 0) -> list[int]:
    """Return whole widths that sum to `width`: `least` for each, and the rest by `shares`."""
    least = min(least, width // len(shares))
    rest, whole = width - least * len(shares), sum(shares)
    edges = [0]
    reached: Fraction | int = 0
    for share in shares:
        reached += share
        edges.append(int(rest * reached // whole))
    return [least + after - before for before, after in pairwise(edges)]


def side(name: str, size: int, color: str) -> str:
    """Return one edge of a cell; `size` is in eighths of a point."""
    return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'


def cell(
    width: int,
    content: str,
    span: int = 1,
    fill: str | None = None,
    edges: str = "",
    margins: int | None = None,
    middle: bool = False,
) -> str:
    """Return a `w:tc`; `edges` are its `side`s in the order top, left, bottom, right."""
    # The order of these is that of the schema: Word refuses any other.
    made = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        made += f'<w:gridSpan w:val="{span}"/>'
    if edges:
        made += f"<w:tcBorders>{edges}</w:tcBorders>"
    if fill is not None:
        made += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    if margins is not None:
        made += "<w:tcMar>" + "".join(f'<w:{s} w:w="{margins}" w:type="dxa"/>' for s in _SIDES) + "</w:tcMar>"
    if middle:
        made += '<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{made}</w:tcPr>{content}</w:tc>"


def row(cells: Iterable[str], header: bool = False, height: int | None = None) -> str:
    """Return a `w:tr` that is not broken across pages; a header is repeated on each page."""
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height is not None else ""
    first = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{first}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    style_id: str, widths: Sequence[int], rows: Iterable[str], header: bool = False, alt: str | None = None
) -> str:
    """Return a `w:tbl`. LibreOffice takes widths from the grid, Word from the cells. `alt` describes it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = f'<w:tblLook w:val="{"0020" if header else "0000"}" w:firstRow="{int(header)}" w:lastRow="0" '
    described = f'<w:tblDescription w:val="{attribute(alt)}"/>' if alt else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
