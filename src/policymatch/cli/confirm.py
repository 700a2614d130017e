"""`policymatch confirm PROFILE POLICY CHECK yes|no --by NAME`: note what a person has decided of a check."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    ProfileArgument,
    RulesOption,
    TextFormat,
    day_of,
    help_of,
    lang_of,
    library_of,
)
from policymatch.enterprise import Enterprise
from policymatch.messages import say
from policymatch.whole import written_whole


def _answer(text: str) -> bool:
    from policymatch.enterprise.trouble import UnreadableError
    from policymatch.enterprise.words import truth
    from policymatch.values import Truth

    try:
        return truth(text) is Truth.TRUE
    except UnreadableError:
        raise typer.BadParameter(_in_both("cli-confirm-answer-bad", found=text)) from None


def _somebody(text: str) -> str:
    from policymatch.enterprise.labels import is_unknown

    if is_unknown(text.strip()):
        raise typer.BadParameter(_in_both("cli-confirm-nobody"))
    return text.strip()


def _in_both(key: str, **values: object) -> str:
    return f"{say(key, 'zh', **values)} / {say(key, 'en', **values)}"


def confirm(
    profile: ProfileArgument,
    policy: Annotated[str, typer.Argument(metavar="POLICY", help=help_of("cli-policy"))],
    check: Annotated[str, typer.Argument(metavar="CHECK", help=help_of("cli-confirm-check"))],
    answer: Annotated[
        bool, typer.Argument(metavar="yes|no", parser=_answer, help=help_of("cli-confirm-answer"))
    ],
    by: Annotated[
        str, typer.Option("--by", parser=_somebody, metavar="NAME", help=help_of("cli-confirm-by"))
    ],
    on: Annotated[
        date | None, typer.Option("--on", parser=day_of, metavar="YYYY-MM-DD", help=help_of("cli-confirm-on"))
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help=help_of("cli-confirm-note"))
    ] = None,
    record: Annotated[
        str | None, typer.Option("--record", metavar="NAME", help=help_of("cli-confirm-record"))
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=help_of("cli-confirm-output"))
    ] = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    form: Annotated[TextFormat, typer.Option("--format", help=help_of("cli-format"))] = TextFormat.TEXT,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.cli.render.confirm import Confirmed, confirmed_lines
    from policymatch.cli.render.outline import show
    from policymatch.enterprise.append import with_confirmation
    from policymatch.enterprise.source import is_json
    from policymatch.matching import recommend
    from policymatch.matching.confirming import confirmation_of

    language = lang_of(lang)
    file = output or profile
    if is_json(str(file)) is not is_json(str(profile)):
        raise typer.BadParameter(_in_both("cli-confirm-form", file=file), param_hint="--output")
    library = library_of(rules)
    before = Enterprise.load(profile, library.vocabulary)
    made = confirmation_of(before, library, policy, check, answer, by, on or date.today(), note, record)
    written, after = with_confirmation(profile.read_bytes(), str(profile), made, library.vocabulary)
    done = Confirmed(made, recommend(before, library, as_of), recommend(after, library, as_of), str(file))
    with written_whole(file) as place:
        place.write_bytes(written)
    if form is TextFormat.JSON:
        typer.echo(json.dumps(done.to_dict(language), ensure_ascii=False, indent=2))
    else:
        show(confirmed_lines(done, language))
