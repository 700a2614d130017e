"""Long work at the terminal: how far it has come, and a clean end when somebody stops it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from policymatch.cli.match import INTERRUPTED
from policymatch.messages import Lang, say

if TYPE_CHECKING:
    from policymatch.cli.render.progress import ShownProgress


@contextmanager
def long_work(lang: Lang) -> Iterator[ShownProgress]:
    """Show how many firms are done while work goes on; Ctrl-C ends it with exit code 130 and no traceback."""
    from policymatch.cli.render.progress import ShownProgress

    try:
        with ShownProgress(say("match-progress", lang)) as progress:
            yield progress
    except KeyboardInterrupt:
        typer.echo(say("match-interrupted", lang), err=True)
        raise typer.Exit(INTERRUPTED) from None


def processes_of(jobs: int | None) -> int:
    """Return how many processes are to work: as many as there are processors, unless somebody says."""
    return jobs or os.cpu_count() or 1
