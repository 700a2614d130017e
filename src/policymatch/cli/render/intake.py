"""What was taken in, in the terminal: rows of each sheet, what contradicts, and how a run goes on."""

from __future__ import annotations

from itertools import islice
from types import TracebackType

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from policymatch.cli.render.console import console, grid, styled
from policymatch.intake.findings import told_rule
from policymatch.intake.report import rejected_rows
from policymatch.intake.run import Taken
from policymatch.messages import Lang, say

_SHOWN = 8
_STAGES = ("join", "write")


class ShownProgress:
    """Shows how far a run has come on the error output, where that is a terminal."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        out = Console(stderr=True, markup=False, highlight=False)
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TextColumn("{task.completed:,}"),
            TimeElapsedColumn(),
        )
        self._shown = Progress(*columns, console=out, disable=not out.is_terminal, transient=True)
        self._task = self._shown.add_task("")

    def __enter__(self) -> ShownProgress:
        self._shown.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown.stop()

    def stage(self, name: str) -> None:
        """Show that a sheet, or the work after the last of them, begins."""
        told = say(f"intake-stage-{name}", self.lang) if name in _STAGES else name
        self._shown.reset(self._task, description=told)

    def advance(self, count: int) -> None:
        """Show that so many more rows or firms are done."""
        self._shown.advance(self._task, count)


def show_taken(taken: Taken, summary: list[str], lang: Lang, redact: bool) -> None:
    """Print what was taken in."""
    out = console()
    rows = grid(
        (say("intake-column-file", lang), None),
        *((say(f"intake-column-{name}", lang), 9) for name in _COUNTS),
    )
    for sheet in taken.sheets:
        name = sheet.file if sheet.sheet is None else f"{sheet.file} [{sheet.sheet}]"
        counts = (sheet.rows, sheet.firms, sheet.records, sheet.rejected, sum(sheet.aside.values()))
        rows.add_row(styled(name), *(styled(str(count)) for count in counts))
    out.print(rows)
    for line in summary:
        out.print(styled(line), soft_wrap=True)
    for rule, count in taken.contradictions.items():
        out.print(styled(f"  {told_rule(rule, lang)}: {count}"))
    cells = (row for row in rejected_rows(taken, redact) if not str(row[-1]).startswith("row-"))
    shown = list(islice(cells, _SHOWN))
    if shown:
        out.print(styled(say("intake-part-rejected", lang), "bold"))
    for file, sheet_name, cell, header, _, reason, _ in shown:
        place = f"{file}!{cell}" if not sheet_name else f"{file} [{sheet_name}]!{cell}"
        out.print(styled(f"  {place} {header}: {reason}"), soft_wrap=True)


_COUNTS = ("rows", "firms", "records", "rejected", "aside")
