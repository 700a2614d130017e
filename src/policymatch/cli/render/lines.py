"""Lines with a role (heading, title, item …), as a terminal prints them and as Markdown does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from policymatch.cli.render.console import console
from policymatch.cli.render.markdown import escaped
from policymatch.cli.render.wrap import wrap

_STYLES = {"heading": "bold magenta", "title": "bold", "id": "dim", "dim": "dim"}
_INDENTS = {"id": 2, "item": 2, "detail": 5}
_MARKS = {"heading": "## ", "title": "### ", "item": "- ", "detail": "  - "}


@dataclass(frozen=True)
class Line:
    """One line and its role: heading, title, id, item, detail, text or dim."""

    role: str
    text: str


def show_lines(lines: Iterable[Line]) -> None:
    """Print lines in the terminal, wrapped at its width."""
    out = console()
    for line in lines:
        if line.role in ("heading", "dim"):
            out.print()
        mark = "■ " if line.role == "heading" else " " * _INDENTS.get(line.role, 0)
        for part in wrap(mark + line.text, out.width, hanging=len(mark) + 2):
            out.print(Text(part, style=_STYLES.get(line.role, "")))


def markdown_text(lines: Iterable[Line]) -> str:
    """Return lines as Markdown; text from profiles and rules is escaped."""
    made: list[str] = []
    for line in lines:
        if line.role not in ("item", "detail"):
            made.append("")
        text = f"`{line.text}`" if line.role == "id" else escaped(line.text)
        made.append(_MARKS.get(line.role, "") + text)
        if line.role in ("heading", "title", "id"):
            made.append("")
    return "\n".join(made).strip().replace("\n\n\n", "\n\n")
