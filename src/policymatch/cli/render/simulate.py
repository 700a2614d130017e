"""A simulation in the terminal: what to know first, then tables, narrow enough to be read."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from policymatch.cli.render.console import console, grid
from policymatch.cli.render.wrap import wrap
from policymatch.messages import Lang, say
from policymatch.sandbox import Simulation
from policymatch.sandbox.findings import basis, findings
from policymatch.sandbox.tables import WORDS, Kind, Table, tables_of

# The screen shows the beginning of a table; a report has all of it.
_ROWS = 12
# By kind of table: the columns that the screen has room for, each with its width (None: what is left).
_SHOWN: dict[Kind, Sequence[tuple[str, int | None]]] = {
    Kind.FUNNEL: (
        ("number", 3),
        ("criterion", None),
        ("left", 9),
        ("possible", 9),
        ("unmet", 9),
        ("costs", 9),
    ),
    Kind.WAITING: (("fact", None), ("firms", 9)),
    Kind.CURVE: (("threshold", None), ("eligible", 9), ("undecided", 9), ("high", 18), ("change", 9)),
    Kind.GROUP: (("group", None), ("firms", 9), ("eligible", 9), ("undecided", 9), ("high", 18)),
    Kind.OVERLAP: (("policy", None), ("firms", 9), ("share", 9), ("marks", 14)),
}


def show_simulation(found: Simulation, lang: Lang) -> None:
    """Print a simulation."""
    out = console()
    document = found.draft.document
    out.print(Text(say("sandbox-title", lang, title=found.draft.title), style="bold"))
    out.print(
        Text(say("sandbox-draft-of", lang, document=document.title, issuer=document.issuer), style="dim")
    )
    out.print()
    for line in findings(found, lang):
        for part in wrap(f"· {line}", out.width, hanging=2):
            out.print(Text(part))
    for table in tables_of(found, lang):
        _show(table, lang)
    out.print()
    for line in basis(found, lang):
        for part in wrap(line, out.width):
            out.print(Text(part, style="dim"))


def _show(table: Table, lang: Lang) -> None:
    out = console()
    out.print()
    for part in wrap(f"■ {table.title}", out.width, hanging=2):
        out.print(Text(part, style="bold"))
    columns = [(table.names.index(name), width) for name, width in _SHOWN[table.kind] if name in table.names]
    shown = grid(*((table.header[at], width) for at, width in columns))
    for column, (at, _) in zip(shown.columns, columns, strict=True):
        if table.names[at] not in WORDS:
            column.justify = "right"
    for row in table.rows[:_ROWS]:
        shown.add_row(*(_cell(row[at]) for at, _ in columns))
    out.print(shown)
    if len(table.rows) > _ROWS:
        out.print(Text(say("sandbox-rows-hidden", lang, count=len(table.rows) - _ROWS), style="dim"))


def _cell(value: int | str) -> Text:
    return Text(f"{value:,}" if isinstance(value, int) else value)
