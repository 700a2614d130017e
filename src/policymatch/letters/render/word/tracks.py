"""Charts as tables: a label, a track of narrow columns in which bars are shaded, and words beside it.

A table opens the same in Word, WPS and LibreOffice, can be corrected by hand, and needs no picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policymatch.letters.paper.blocks import Tone
from policymatch.letters.render.word import xml
from policymatch.letters.render.word.pen import Pen
from policymatch.letters.render.word.styles import Style

# Word takes 63 columns in a table.
MOST_UNITS = 60

_HEIGHT = 300
_BAR = '<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
# So many rows are kept on one page; more would leave most of the page before empty.
_KEPT = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a track, of the units from `start` to before `end`; `fill` shades it as a bar."""

    start: int
    end: int
    fill: str | None = None
    text: str = ""
    stands: str = ""
    edges: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """A row of a chart."""

    label: str
    pieces: tuple[Piece, ...]
    text: str
    tone: Tone = Tone.PLAIN


class Chart:
    """A chart of `units` columns, between labels and words."""

    def __init__(self, pen: Pen, units: int) -> None:
        self._pen = pen
        label, area, text = xml.apportioned(pen.look.width, (26, 53, 21))
        self._label, self._text = label, text
        self._units = xml.apportioned(area, [1] * units)

    def table(self, headers: Iterable[tuple[Piece, ...]], tracks: list[Track], alt: str) -> str:
        """Return the chart; `headers` are rows of the track alone, repeated on each page."""
        rows = [xml.row(self._header(pieces), header=True) for pieces in headers]
        for index, track in enumerate(tracks):
            keep = len(tracks) <= _KEPT and index + 1 < len(tracks)
            rows.append(xml.row(self._row(track, keep), height=_HEIGHT))
        widths = [self._label, *self._units, self._text]
        made = xml.table(self._pen.look.styles[Style.LAYOUT], widths, rows, alt=alt)
        return made + self._pen.gap()

    def _header(self, pieces: tuple[Piece, ...]) -> list[str]:
        empty = self._pen.paragraph(Style.CHART, "", keep=True)
        track = [self._piece(piece, keep=True) for piece in pieces]
        return [xml.cell(self._label, empty), *track, xml.cell(self._text, empty)]

    def _row(self, track: Track, keep: bool) -> list[str]:
        label = self._pen.text(Style.CELL, track.label, keep=keep)
        words = self._pen.text(Style.CELL, track.text, track.tone, keep=keep)
        pieces = [self._piece(piece, keep) for piece in track.pieces]
        return [
            xml.cell(self._label, label, middle=True),
            *pieces,
            xml.cell(self._text, words, middle=True),
        ]

    def _piece(self, piece: Piece, keep: bool) -> str:
        stands = "" if piece.fill is None else _BAR.format(fill=piece.fill)
        runs = self._pen.run(piece.text, color=piece.color) if piece.text else ""
        # The paragraph is shaded, not the cell, so that a bar stays thin beside a label of several lines.
        content = self._pen.paragraph(Style.CHART, runs, keep, stands + piece.stands)
        width = sum(self._units[piece.start : piece.end])
        span = piece.end - piece.start
        return xml.cell(width, content, span, edges=piece.edges, margins=0, middle=True)
