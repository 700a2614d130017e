"""Features put into words: what two firms have in common, and where they differ."""

from __future__ import annotations

from policymatch.language import Context, tree, value_of
from policymatch.language.names_of import fact_label, term_label
from policymatch.matching.facts_shown import value_text
from policymatch.messages import Lang, say
from policymatch.peers.distance import Part
from policymatch.peers.features import Feature
from policymatch.vocabulary import Type, Vocabulary
from policymatch.vocabulary.model import HONOUR

_SHOWN = 6


def feature_text(feature: Feature, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return what a feature is called."""
    if feature.kind == HONOUR:
        return vocabulary.records[feature.kind].both.in_(lang)
    return fact_label(tree.Fact(feature.kind, feature.key), vocabulary, lang)


def part_text(part: Part, mine: Context, theirs: Context, lang: Lang) -> str:
    """Return one feature with what both have, or with the value of either."""
    feature, vocabulary = part.feature, mine.vocabulary
    field = vocabulary.field(feature.kind, feature.key)
    name = feature_text(feature, vocabulary, lang)
    if feature.kind is not None or field.type in (Type.TEXT, Type.TAGS):
        if not part.compared.shared:
            return name
        terms = vocabulary.honours if feature.kind == HONOUR else field.values
        words = [
            term_label(terms.get(word), word, lang, people=True) for word in part.compared.shared[:_SHOWN]
        ]
        listed = say("list-separator", lang).join(words)
        return say("fact-and-value" if part.is_alike else "peers-in-common", lang, fact=name, value=listed)
    year = part.compared.year
    fact = tree.Fact(None, feature.key, None if year is None else tree.Year(year, relative=False))
    name = fact_label(fact, vocabulary, lang)
    has, its = (value_text(value_of(fact, context), field, lang) for context in (mine, theirs))
    if has == its:
        return say("fact-and-value", lang, fact=name, value=has)
    return say("peers-either", lang, fact=name, has=has, its=its)
