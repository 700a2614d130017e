"""`policymatch visit PROFILE`: one page for whoever calls on a firm."""

from __future__ import annotations

from policymatch.cli.options import (
    AsOfOption,
    FirmOption,
    LangOption,
    Language,
    ProfileArgument,
    RulesOption,
    enterprise_of,
    lang_of,
    library_of,
    named_firm,
)
from policymatch.cli.papers import (
    LetterheadOption,
    PaperForceOption,
    PaperFormatOption,
    PaperOutOption,
    letterhead_of,
    target_of,
)


def visit(
    profile: ProfileArgument,
    output: PaperOutOption = None,
    form: PaperFormatOption = None,
    firm: FirmOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    letterhead: LetterheadOption = None,
    force: PaperForceOption = False,
    lang: LangOption = Language.ZH,
) -> None:
    from policymatch.letters.visit import compose_visit, visit_paper
    from policymatch.matching import recommend

    language = lang_of(lang)
    target = target_of(output, form, force, language)
    sender = letterhead_of(letterhead)
    library = library_of(rules)
    enterprise = enterprise_of(named_firm(profile, firm), library.vocabulary)
    target.put(compose_visit(recommend(enterprise, library, as_of), language, sender), visit_paper)
