"""`policymatch simulate DRAFT.yaml FIRMS`: a draft policy tried on firms (政策沙盘)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.match import INTERRUPTED
from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    TextFormat,
    help_of,
    lang_of,
    library_of,
    rule_folders,
    stop_if,
)
from policymatch.messages import say

DraftArgument = Annotated[Path, typer.Argument(metavar="DRAFT.yaml", help=help_of("cli-simulate-draft"))]
# So many digits of yuan are more than there is.
_DIGITS = 20


def _budget_of(text: str) -> Decimal:
    """Return a budget that was typed; anything but a number of yuan is wrong usage."""
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0 or len(text) > _DIGITS:
        told = (say("cli-simulate-bad-budget", lang, found=text) for lang in ("zh", "en"))
        raise typer.BadParameter(" / ".join(told))
    return found


def simulate(
    draft: DraftArgument,
    firms: Annotated[Path, typer.Argument(metavar="FIRMS", help=help_of("cli-match-firms"))],
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="ID", help=help_of("cli-simulate-policy"))
    ] = None,
    budget: Annotated[
        Decimal | None,
        typer.Option("--budget", parser=_budget_of, metavar="YUAN", help=help_of("cli-simulate-budget")),
    ] = None,
    vary: Annotated[
        list[str] | None, typer.Option("--vary", metavar="N[/M]", help=help_of("cli-simulate-vary"))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help=help_of("cli-simulate-out"))
    ] = None,
    output: Annotated[TextFormat, typer.Option("--format", help=help_of("cli-format"))] = TextFormat.TEXT,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch import sandbox
    from policymatch.cli.render.progress import ShownProgress
    from policymatch.cli.render.simulate import show_simulation
    from policymatch.sandbox.report_files import SUFFIXES, as_json, write_report

    language = lang_of(lang)
    if out is not None and (out.suffix.lower() not in SUFFIXES or not out.parent.is_dir()):
        raise typer.BadParameter(say("cli-simulate-bad-out", language, found=out))
    library = library_of(rules)
    try:
        with ShownProgress(say("simulate-progress", language)) as progress:
            found = sandbox.simulate(
                draft,
                firms,
                library,
                as_of,
                policy=policy,
                budget=budget,
                vary=vary or (),
                rules=rule_folders(rules),
                progress=progress,
            )
    except KeyboardInterrupt:
        typer.echo(say("match-interrupted", language), err=True)
        raise typer.Exit(INTERRUPTED) from None
    if out is not None:
        write_report(out, found, language)
        counts = found.overall.counts
        told = {"firms": counts.firms, "eligible": counts.eligible, "undecided": counts.undecided}
        typer.echo(say("simulate-written", language, **told, file=out))
    elif output is TextFormat.JSON:
        typer.echo(as_json(found, language))
    else:
        show_simulation(found, language)
    stop_if(list(found.problems), language)
