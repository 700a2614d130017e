"""The blocks that papers are made of: what is said, and how much it weighs; never how it looks.

Every renderer draws each of these, and nothing else. All text is plain text: a renderer escapes it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from policymatch.letters.base import Model


class Tone(StrEnum):
    """How a piece of text weighs."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    GOOD = "good"  # sure, open now
    WARN = "warn"  # to be verified, soon
    BAD = "bad"  # lost, closed


class Run(Model):
    """Text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Run, ...]


class Heading(Model):
    """A heading; it never stands alone at the foot of a page. `level` is 1 (sections) to 3."""

    kind: Literal["heading"] = "heading"
    level: Literal[1, 2, 3]
    text: str


class Text(Model):
    """A paragraph."""

    kind: Literal["text"] = "text"
    line: Line


class Bullets(Model):
    """A list, numbered when `ordered`."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[Line, ...]
    ordered: bool = False


class Checklist(Model):
    """Things to tick off by hand: each with an empty box before it."""

    kind: Literal["checklist"] = "checklist"
    items: tuple[Line, ...]


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


class Column(Model):
    """A column of a table; `share` is its width against the other columns."""

    title: str
    share: float = Field(default=1, gt=0)
    align: Align = Align.LEFT


class Table(Model):
    """A table whose header is repeated on each page and whose rows are not broken. A cell holds lines."""

    kind: Literal["table"] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    caption: str | None = None

    @model_validator(mode="after")
    def _rows_fit(self) -> Table:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has not as many cells as there are columns")
        return self


class Pair(Model):
    """A label, what belongs to it, and a note in small type (where it is from, of which day)."""

    label: str
    line: Line
    note: str | None = None


class Pairs(Model):
    """Labels with what belongs to them, in one or two columns."""

    kind: Literal["pairs"] = "pairs"
    items: tuple[Pair, ...]
    columns: Literal[1, 2] = 1


class KeyFigure(Model):
    """One figure that a busy reader sees first."""

    value: str
    label: str
    note: str | None = None
    tone: Tone = Tone.PLAIN


class KeyFigures(Model):
    """A few figures side by side, large."""

    kind: Literal["key_figures"] = "key_figures"
    items: tuple[KeyFigure, ...]


class Callout(Model):
    """A box that stands out: a warning, a note of the adviser."""

    kind: Literal["callout"] = "callout"
    title: str | None
    lines: tuple[Line, ...]
    tone: Tone = Tone.WARN


class Span(Model):
    """A bar of a timeline, from `opens` to `closes` (both days count)."""

    label: str
    opens: date
    closes: date
    text: str
    tone: Tone = Tone.PLAIN


class Timeline(Model):
    """Windows along the months from `first` to `last`, with a line at `today`. `alt` says it in words."""

    kind: Literal["timeline"] = "timeline"
    first: date
    last: date
    today: date
    spans: tuple[Span, ...]
    caption: str
    alt: str = Field(min_length=1)


class Bar(Model):
    """A bar of a chart: solid up to `low`, light from there to `high`; None: no upper end (an arrow)."""

    label: str
    low: Decimal
    high: Decimal | None
    text: str
    tone: Tone = Tone.PLAIN


class Bars(Model):
    """A chart of horizontal bars on one scale from nothing. `alt` says it in words."""

    kind: Literal["bars"] = "bars"
    items: tuple[Bar, ...]
    caption: str
    alt: str = Field(min_length=1)


class SignOff(Model):
    """The end of a letter: who writes, on which day, with the place for a seal."""

    kind: Literal["sign_off"] = "sign_off"
    office: str | None
    day: str
    seal: str | None = None


AnyBlock = Annotated[
    Heading | Text | Bullets | Checklist | Table | Pairs | KeyFigures | Callout | Timeline | Bars | SignOff,
    Field(discriminator="kind"),
]
