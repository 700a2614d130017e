"""Horizontal bars on one scale from nothing: solid as far as is sure, light as far as is possible."""

from __future__ import annotations

from fractions import Fraction

from policymatch.letters.paper.blocks import Bar, Bars
from policymatch.letters.render.chart_parts import Chart, Row, piece
from policymatch.letters.render.scales import Reach, reaches_of


def bars_chart(bars: Bars) -> Chart:
    """Return the chart of a Bars block. What is below nothing is drawn as nothing."""
    rows = (_row(bar, reach) for bar, reach in zip(bars.items, reaches_of(bars), strict=True))
    return Chart(bars.caption, bars.alt, tuple(rows))


def _row(bar: Bar, reach: Reach) -> Row:
    pieces = (piece(Fraction(0), reach.low), piece(reach.low, reach.high, faint=True, open_=reach.open))
    return Row(bar.label, bar.text, bar.tone, tuple(one for one in pieces if one is not None))
