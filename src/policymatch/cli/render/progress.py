"""How far long work has come, on the error output."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class ShownProgress:
    """Shows on the error output, where that is a terminal, how far long work has come."""

    def __init__(self, label: str, total: int | None = None) -> None:
        out = Console(stderr=True, markup=False, highlight=False)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._shown = Progress(*columns, console=out, disable=not out.is_terminal, transient=True)
        self._task = self._shown.add_task(label, total=total)

    def __enter__(self) -> ShownProgress:
        self._shown.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown.stop()

    def advance(self, count: int) -> None:
        """Show that so many more are done."""
        self._shown.advance(self._task, count)

    def advance_of(self, count: int, total: int) -> None:
        """Show that so many more are done, of so many in all."""
        self._shown.update(self._task, total=total, advance=count)
