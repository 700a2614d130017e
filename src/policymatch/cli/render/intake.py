"""What was taken in, in the terminal: rows of each sheet, what contradicts, and how a run goes on."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from policymatch.cli.render.console import console, grid, styled
from policymatch.intake.findings import told_rule
from policymatch.intake.rejects import to_mend
from policymatch.intake.run import Taken
from policymatch.intake.sheets import sheet_name, short_names
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


def show_taken(taken: Taken, summary: list[str], lang: Lang) -> None:
    """Print what was taken in, and the columns in which most is to be mended."""
    out = console()
    files = short_names(sheet.file for sheet in taken.sheets)
    rows = grid((say("intake-column-file", lang), None))
    for name in _COUNTS:
        rows.add_column(say(f"intake-column-{name}", lang), justify="right", no_wrap=True)
    for sheet in taken.sheets:
        counts = (sheet.rows, sheet.firms, sheet.records, sheet.rejected, sum(sheet.aside.values()))
        name = sheet_name(files[sheet.file], sheet.sheet)
        rows.add_row(styled(name), *(styled(f"{count:,}") for count in counts))
    out.print(rows)
    for line in summary:
        out.print(styled(line), soft_wrap=True)
    for rule, count in taken.contradictions.items():
        out.print(styled(f"  {told_rule(rule, lang)}: {count:,}"))
    found = to_mend(taken, files)
    if found:
        out.print(styled(say("intake-part-mend", lang), "bold"))
    for one in found[:_SHOWN]:
        place = sheet_name(one.file, one.sheet or None)
        told = say("intake-mend-line", lang, place=place, header=one.header, count=f"{one.cells:,}")
        out.print(styled(f"  {told}"), soft_wrap=True)
        out.print(styled(f"    {one.reason}"), soft_wrap=True)
    if len(found) > _SHOWN:
        out.print(styled(f"  {say('intake-mend-more', lang, count=len(found) - _SHOWN)}"))


_COUNTS = ("rows", "firms", "records", "rejected", "aside")
