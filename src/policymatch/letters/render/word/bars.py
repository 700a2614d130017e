"""A chart of bars: solid up to what is sure, light up to what may be, an arrow where nothing ends it."""

from __future__ import annotations

from fractions import Fraction

from policymatch.letters.paper.blocks import Bar, Bars
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
    scale = max(max(bar.low, bar.high or bar.low) for bar in block.items)
    tracks = [
        Track(bar.label, _pieces(bar, Fraction(scale), pen.lang), bar.text, bar.tone) for bar in block.items
    ]
    return pen.caption(block.caption) + Chart(pen, _UNITS).table([], tracks, block.alt)


def _pieces(bar: Bar, scale: Fraction, lang: Lang) -> tuple[Piece, ...]:
    low = _units(Fraction(bar.low), scale)
    high = _UNITS if bar.high is None else max(low, _units(Fraction(bar.high), scale))
    open_end = say("paper-no-end", lang) + " →" if bar.high is None else ""
    pieces = (
        Piece(0, low, palette.SOLID[bar.tone]),
        Piece(low, high, palette.LIGHT[bar.tone], open_end, _RIGHT),
        Piece(high, _UNITS),
    )
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _units(figure: Fraction, scale: Fraction) -> int:
    """Return the length of a bar; however small a figure, it is seen."""
    return max(1, round(figure * _UNITS / scale)) if figure > 0 else 0
