"""Horizontal bars on one scale from nothing: solid as far as is sure, light as far as is possible."""

from __future__ import annotations

from fractions import Fraction

from policymatch.letters.paper.blocks import Bar, Bars
from policymatch.letters.render.chart_parts import Chart, Row, piece

# A bar without an upper end reaches further than every bar that has one.
_ROOM = Fraction(6, 5)


def bars_chart(bars: Bars) -> Chart:
    """Return the chart of a Bars block. What is below nothing is drawn as nothing."""
    ends = [Fraction(end) for bar in bars.items for end in (bar.low, bar.high) if end is not None]
    scale = max([*ends, Fraction(0)])
    if any(bar.high is None for bar in bars.items):
        scale *= _ROOM
    return Chart(bars.caption, bars.alt, tuple(_row(bar, scale or Fraction(1)) for bar in bars.items))


def _row(bar: Bar, scale: Fraction) -> Row:
    low = Fraction(bar.low) / scale
    high = Fraction(1) if bar.high is None else Fraction(bar.high) / scale
    pieces = (
        piece(Fraction(0), low),
        piece(max(low, Fraction(0)), high, faint=True, open_=bar.high is None),
    )
    return Row(bar.label, bar.text, bar.tone, tuple(one for one in pieces if one is not None))
