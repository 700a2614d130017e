"""`policymatch card POLICY`: one policy in plain words, without any firm."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from policymatch.cli.options import (
    AsOfOption,
    LangOption,
    Language,
    RulesOption,
    help_of,
    lang_of,
    library_of,
)
from policymatch.cli.papers import (
    LetterheadOption,
    PaperForceOption,
    PaperFormatOption,
    PaperOutOption,
    letterhead_of,
    target_of,
)


def card(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help=help_of("cli-card-policy"))],
    output: PaperOutOption = None,
    form: PaperFormatOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    letterhead: LetterheadOption = None,
    force: PaperForceOption = False,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.letters.card import card_paper, compose_card

    language = lang_of(lang)
    target = target_of(output, form, force, language)
    sender = letterhead_of(letterhead)
    library = library_of(rules)
    found = library.get(policy)
    target.put(compose_card(found, library, as_of or date.today(), language, sender), card_paper)
