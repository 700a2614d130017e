"""What charts are drawn of: places along a track in percent, ticks of an axis, and rows with pieces.

A chart is rows of text, each beside a strip that is as wide as the screen or the page leaves it, so that its
text is as large on a telephone as on paper; hence percent, and no picture of a fixed size.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policymatch.letters.paper.blocks import Tone

# A bar that is there is seen, however small it is: its share of the track.
_LEAST = Fraction(2, 500)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: where it begins and ends in percent; `faint` if it is only possible."""

    start: str
    end: str
    faint: bool = False
    # No end is known: the piece is drawn as an arrow.
    open: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a chart."""

    label: str
    text: str
    tone: Tone
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis; `minor` if its text has no room on a small screen. `above` is the year."""

    at: str
    text: str
    minor: bool = False
    above: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn.

    `today` is the place of a line through all rows; `now` is its text, and `anchor` how that stands to it.
    """

    caption: str
    alt: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...] = ()
    today: str | None = None
    now: str = ""
    anchor: str = "middle"


def percent(share: Fraction) -> str:
    """Return a share of the track (0 to 1; what lies outside is cut off) as SVG writes it."""
    return f"{round(min(max(share, Fraction(0)), Fraction(1)) * 10000) / 100:g}%"


def piece(start: Fraction, end: Fraction, faint: bool = False, open_: bool = False) -> Piece | None:
    """Return a piece between two shares of the track, or None if nothing of it lies on the track."""
    if end <= start or end <= 0 or start >= 1:
        return None
    start = min(max(start, Fraction(0)), 1 - _LEAST)
    return Piece(percent(start), percent(max(end, start + _LEAST)), faint, open_)
