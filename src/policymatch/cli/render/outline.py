"""Results that are headings with lines below them, in a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from rich.text import Text

from policymatch.cli.render.console import console
from policymatch.cli.render.wrap import wrap
from policymatch.text.markdown import escaped


class Rank(Enum):
    """What a line is: its indent and style in a terminal, and the mark that Markdown gives it."""

    TITLE = (0, "", "# ")
    PLAIN = (0, "", "")
    SECTION = (0, "bold", "## ")
    HEAD = (0, "bold", "### ")
    ID = (2, "dim", "")
    ITEM = (2, "bold", "- ")
    LINE = (2, "", "- ")
    DETAIL = (4, "", "  - ")
    CAUTION = (4, "yellow", "  - ")
    NOTE = (0, "dim", "")


_LISTED = (Rank.ITEM, Rank.LINE, Rank.DETAIL, Rank.CAUTION)


class Line(NamedTuple):
    """One line of an outline."""

    rank: Rank
    text: str


def show(lines: Iterable[Line]) -> None:
    """Print an outline."""
    out = console()
    listed = False
    for rank, text in lines:
        indent, style, _ = rank.value
        if rank is Rank.SECTION or (listed and rank in (Rank.PLAIN, Rank.NOTE)):
            out.print()
        if rank is Rank.SECTION:
            text = f"■ {text}"
        listed = rank in _LISTED
        for part in wrap(" " * indent + text, out.width, indent + 2):
            out.print(Text(part, style=style))


def markdown_text(lines: Iterable[Line]) -> str:
    """Return an outline as Markdown; text from profiles and rules is escaped."""
    made: list[str] = []
    before: Rank | None = None
    for rank, text in lines:
        if made and not (rank in _LISTED and before in _LISTED):
            made.append("")
        made.append(rank.value[2] + escaped(text))
        before = rank
    return "\n".join(made)
