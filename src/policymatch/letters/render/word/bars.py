"""A chart of bars: solid up to what is sure, light up to what may be, an arrow where nothing ends it."""

from __future__ import annotations

from fractions import Fraction

from policymatch.letters.paper.blocks import Bar, Bars
from policymatch.letters.render.scales import Reach, reaches_of
from policymatch.letters.render.word import palette
from policymatch.letters.render.word.pen import Pen
from policymatch.letters.render.word.tracks import MOST_UNITS, Chart, Piece, Track
from policymatch.messages import Lang, say

_UNITS = MOST_UNITS
_RIGHT = '<w:jc w:val="right"/>'


def bars(block: Bars, pen: Pen) -> str:
    """Return bars on one scale, whose end is the largest figure."""
    if not block.items:
        return pen.caption(block.caption)
    tracks = [
        Track(bar.label, _pieces(bar, reach, pen.lang), bar.text, bar.tone)
        for bar, reach in zip(block.items, reaches_of(block), strict=True)
    ]
    return pen.caption(block.caption) + Chart(pen, _UNITS).table([], tracks, block.alt)


def _pieces(bar: Bar, reach: Reach, lang: Lang) -> tuple[Piece, ...]:
    low, high = _units(reach.low), max(_units(reach.low), _units(reach.high))
    open_end = say("paper-no-end", lang) + " →" if reach.open else ""
    pieces = (
        Piece(0, low, palette.SOLID[bar.tone]),
        Piece(low, high, palette.LIGHT[bar.tone], open_end, _RIGHT),
        Piece(high, _UNITS),
    )
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _units(share: Fraction) -> int:
    """Return the length of a bar; however small a figure, it is seen."""
    return max(1, round(share * _UNITS)) if share > 0 else 0
