"""Letters in the terminal: what became of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import typer

from policymatch.messages import say

if TYPE_CHECKING:
    from policymatch.letters.bulk import Failure, Job, Outcome

# So many firms that fail for the same reason are named.
_NAMED = 3
_REASONS = 20


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
    for name, signs in islice(outcome.unprinted.items(), _NAMED):
        typer.echo(say("letters-unprinted", lang, firm=name, signs=signs), err=True)
    if len(outcome.unprinted) > _NAMED:
        typer.echo(say("letters-unprinted-more", lang, count=len(outcome.unprinted)), err=True)
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
