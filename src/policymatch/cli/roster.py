"""`policymatch roster …`: which rosters there are, who is in, and where one firm stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.lists import ForceOption, ListFormat, ListFormatOption, ListOutOption, list_target
from policymatch.cli.match import JobsOption
from policymatch.cli.options import (
    AsOfOption,
    FirmOption,
    Format,
    FormatOption,
    LangOption,
    Language,
    ProfileArgument,
    RulesOption,
    enterprise_of,
    help_of,
    lang_of,
    library_of,
    named_firm,
    rule_folders,
    stop_if,
)
from policymatch.messages import Lang, say
from policymatch.names import nearest
from policymatch.problems import Problem
from policymatch.roster import Roster

app = typer.Typer(help=help_of("cli-roster-group"), no_args_is_help=True, rich_markup_mode=None)

NoWhyOption = Annotated[bool, typer.Option("--no-why", help=help_of("cli-roster-no-why"))]
RosterArgument = Annotated[str, typer.Argument(metavar="ROSTER", help=help_of("cli-roster-id"))]


@app.command("list", help=help_of("cli-roster-list"))
def list_rosters(rules: RulesOption = None, lang: LangOption = Language.ZH) -> None:
    from policymatch.cli.render.outline import show as show_lines
    from policymatch.cli.render.roster import rosters_lines
    from policymatch.rosters import rosters_of

    show_lines(rosters_lines(rosters_of(library_of(rules)), lang_of(lang)))


@app.command("show", help=help_of("cli-roster-show"))
def show(
    roster: RosterArgument,
    firms: Annotated[list[Path], typer.Argument(metavar="FIRMS...", help=help_of("cli-roster-firms"))],
    tier: Annotated[str | None, typer.Option("--tier", help=help_of("cli-roster-tier"))] = None,
    before: Annotated[Path | None, typer.Option("--before", help=help_of("cli-roster-before"))] = None,
    no_why: NoWhyOption = False,
    top: Annotated[int, typer.Option("--top", min=1, help=help_of("cli-find-top"))] = 20,
    jobs: JobsOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: ListFormatOption = None,
    out: ListOutOption = None,
    force: ForceOption = False,
) -> None:
    from policymatch.cli.long_work import long_work, processes_of
    from policymatch.cli.render.roster import list_lines, list_table
    from policymatch.rosters import list_firms, moves_between, read_list, roster_in

    language = lang_of(lang)
    target = list_target(out, output, force, language)
    library = library_of(rules)
    asked = roster_in(library, roster)
    only = None if tier is None else _tier_of(asked, tier, language)
    earlier = None if before is None else read_list(before, asked)
    if earlier is not None and earlier.lang != language:
        raise typer.BadParameter(say("roster-before-lang", language, lang=earlier.lang))
    problems: list[Problem] = []
    with long_work(language) as progress:
        found = list_firms(
            firms,
            asked,
            library,
            as_of,
            language,
            why=not no_why,
            # They are kept for a later list to compare with.
            criteria=target.form is ListFormat.JSON,
            before=earlier,
            processes=processes_of(jobs),
            rules=rule_folders(rules),
            problems=problems,
            progress=progress.advance_of,
        )
    moves = None if earlier is None else moves_between(earlier, found)

    def data() -> dict[str, object]:
        return {
            **found.to_dict(),
            "moves": None if moves is None else [one.to_dict() for one in moves],
            "problems": [one.to_dict(language) for one in problems],
        }

    most = top if target.form is ListFormat.TABLE else None
    target.write(
        list_lines(found, asked, only, earlier, moves, language, most),
        data,
        list_table(found, only, language),
    )
    stop_if(problems, language)


@app.command("explain", help=help_of("cli-roster-explain"))
def explain(
    roster: RosterArgument,
    profile: ProfileArgument,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    from policymatch.cli.render.outline import markdown_text
    from policymatch.cli.render.outline import show as show_lines
    from policymatch.cli.render.roster import standing_lines
    from policymatch.rosters import roster_in, standing

    language = lang_of(lang)
    library = library_of(rules)
    asked = roster_in(library, roster)
    enterprise = enterprise_of(named_firm(profile, firm), library.vocabulary)
    found = standing(enterprise, asked, library, as_of)
    if output is Format.JSON:
        typer.echo(json.dumps(found.to_dict(language), ensure_ascii=False, indent=2))
    elif output is Format.MD:
        typer.echo(markdown_text(standing_lines(found, language)))
    else:
        show_lines(standing_lines(found, language))


def _tier_of(roster: Roster, asked: str, lang: Lang) -> str:
    """Return the key of the tier of that id or name; anything else is wrong usage."""
    known = {name: tier.key for tier in roster.tiers for name in (tier.key, tier.name)}
    if asked in known:
        return known[asked]
    near = nearest(asked, known)
    told = say("roster-no-tier", lang, found=asked, known=", ".join(tier.name for tier in roster.tiers))
    raise typer.BadParameter(told if near is None else told + say("did-you-mean", lang, nearest=near))
