"""Stated facts that their own definition contradicts, told as cautions: what is stated counts."""

from __future__ import annotations

from policymatch.language import Context, tree
from policymatch.language.names_of import fact_label
from policymatch.matching.facts_shown import value_text
from policymatch.matching.firm import Conflict
from policymatch.matching.flags import Flag
from policymatch.messages import Both, Lang, say


def conflict_flag(conflict: Conflict, context: Context) -> Flag:
    """Return the caution for one conflict."""
    told = Both(conflict_text(conflict, context, "zh"), conflict_text(conflict, context, "en"))
    return Flag("derived-conflict", verify=True, text=told)


def conflict_text(conflict: Conflict, context: Context, lang: Lang) -> str:
    """Return what the profile states, and what would follow from its other facts."""
    derivation = conflict.derivation
    field = context.vocabulary.field(None, derivation.key)
    year = None if conflict.year is None else tree.Year(conflict.year, relative=False)
    fact = tree.Fact(None, derivation.key, year, conflict.basis)
    return say(
        "derived-conflict",
        lang,
        fact=fact_label(fact, context.vocabulary, lang),
        stated=value_text(conflict.stated, field, lang),
        derived=value_text(conflict.derived, field, lang),
        source=derivation.source,
    )
