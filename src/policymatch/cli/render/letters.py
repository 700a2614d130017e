"""Letters in the terminal: how far they have come, and what became of them."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from policymatch.messages import Lang, say

if TYPE_CHECKING:
    from policymatch.letters.bulk import Failure, Job, Outcome

# So many firms that fail for the same reason are named.
_NAMED = 3
_REASONS = 20


class ShownLetters:
    """Shows on the error output, where that is a terminal, how many letters are done."""

    def __init__(self, lang: Lang) -> None:
        out = Console(stderr=True, markup=False, highlight=False)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._shown = Progress(*columns, console=out, disable=not out.is_terminal, transient=True)
        self._task = self._shown.add_task(say("letters-progress", lang), total=None)

    def __enter__(self) -> ShownLetters:
        self._shown.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown.stop()

    def advance(self, count: int) -> None:
        """Show that so many more letters are done."""
        self._shown.advance(self._task, count)


def show_outcome(outcome: Outcome, job: Job, many: bool) -> None:
    """Print what became of the letters; failures by their reason, on the error output."""
    lang = job.lang
    if many or not outcome.failures:
        key = "letters-done-kept" if outcome.kept else "letters-done"
        forms = ", ".join(form.value for form in job.forms)
        typer.echo(say(key, lang, count=outcome.written, kept=outcome.kept, forms=forms, folder=job.out))
    if outcome.index is not None:
        typer.echo(say("letters-index", lang, file=outcome.index))
    for where in outcome.files:
        typer.echo(f"  {where}")
    if not outcome.failures:
        return
    if many:
        typer.echo(say("letters-failed", lang, count=len(outcome.failures)), err=True)
    reasons: dict[str, list[Failure]] = {}
    for failure in outcome.failures:
        told = "\n".join(problem.line(lang) for problem in failure.problems)
        reasons.setdefault(told, []).append(failure)
    for told, failed in list(reasons.items())[:_REASONS]:
        names = say("list-separator", lang).join(one.firm for one in failed[:_NAMED])
        more = say("letters-failed-more", lang, count=len(failed)) if len(failed) > _NAMED else ""
        typer.echo(say("letters-failed-line", lang, firms=names + more, why=told), err=True)
    if len(reasons) > _REASONS:
        typer.echo(say("letters-failed-others", lang, count=len(reasons) - _REASONS), err=True)
