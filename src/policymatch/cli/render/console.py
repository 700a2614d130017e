"""The terminal: at most 100 columns wide, 80 where the output is no terminal, so that files read alike."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

PLAIN_WIDTH = 80
MAX_WIDTH = 100


def console() -> Console:
    """Return the console to print on. Markup is off: text from profiles and rules is only text."""
    made = Console(markup=False, highlight=False, emoji=False, soft_wrap=False)
    width = min(made.width, MAX_WIDTH) if made.is_terminal else PLAIN_WIDTH
    made.width = width
    return made


def grid(*headers: tuple[str, int | None]) -> Table:
    """Return a table with the given headers and widths; the column without a width takes what is left."""
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, show_edge=False, header_style="bold")
    for header, width in headers:
        if width is None:
            table.add_column(header, ratio=1, overflow="fold")
        else:
            table.add_column(header, width=width, overflow="fold")
    return table


def styled(text: str, style: str = "") -> Text:
    """Return text in one style."""
    return Text(text, style=style)
