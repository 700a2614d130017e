"""Who the letter is for, and the facts it rests on: those that its policies ask for, most used first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from policymatch.enterprise import Known
from policymatch.enterprise.model import FactKey
from policymatch.language import tree
from policymatch.language.names_of import fact_label
from policymatch.language.quantities import days_text
from policymatch.letters.model import FactLine, Firm
from policymatch.matching import Match, Recommendation
from policymatch.matching.facts_shown import honour_text, value_text
from policymatch.messages import Lang
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR

# What says who a firm is: always first, in this order.
_WHO = ("region", "industry", "established", "size_class", "employees", "revenue")


def firm_of(recommendation: Recommendation, named: Iterable[Match], lang: Lang) -> Firm:
    """Return the firm with its facts in the order in which the letter's policies ask for them."""
    firm = recommendation.enterprise
    matches = tuple(named)
    vocabulary = recommendation.matches[0].context.vocabulary if recommendation.matches else None
    if vocabulary is None:
        return Firm(name=firm.name, credit_code=firm.credit_code, facts=(), honours=())
    asked = Counter(key for match in matches for key in match.policy.firm_facts)

    def place(key: FactKey) -> tuple[int, int, str, int, str]:
        name, year, basis = key
        who = _WHO.index(name) if name in _WHO else len(_WHO)
        return who, -asked[name], name, -(year or 0), basis or ""

    told = [fact_line(key, firm.facts[key], vocabulary, lang) for key in sorted(firm.facts, key=place)]
    honours = (honour_text(record, vocabulary, lang) for record in firm.records(HONOUR).items)
    return Firm(
        name=firm.name,
        credit_code=firm.credit_code,
        facts=tuple(told),
        honours=tuple(dict.fromkeys(honours)),
    )


def fact_line(
    key: FactKey, known: Known, vocabulary: Vocabulary, lang: Lang, kind: str | None = None
) -> FactLine:
    """Return one fact of the firm, or of a record of `kind`, as people read it, with where it is from."""
    name, year, basis = key
    fact = tree.Fact(kind, name, None if year is None else tree.Year(year, relative=False), basis)
    return FactLine(
        label=fact_label(fact, vocabulary, lang, owned=False),
        value=value_text(known.value, vocabulary.field(kind, name), lang),
        source=known.source,
        day=None if known.date is None else days_text(known.date),
        verified=known.verified,
    )
