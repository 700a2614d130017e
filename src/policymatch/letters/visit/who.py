"""Who a firm is, in three lines: where and what; how large; which honours and products."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.enterprise import Enterprise
from policymatch.enterprise.model import FactKey
from policymatch.letters.compose.firm import fact_line
from policymatch.letters.model import FactLine
from policymatch.letters.visit.model import WhoLine
from policymatch.matching import Recommendation
from policymatch.matching.facts_shown import honour_text
from policymatch.messages import Lang, say
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR

# The keys of the facts of a line, in order; of a yearly figure the latest year is told.
_LINES = {
    "what": ("region", "industry", "established", "main_products"),
    "size": ("size_class", "above_scale", "employees", "insured_count", "revenue", "rd_expense"),
}


def who_lines(recommendation: Recommendation, lang: Lang) -> tuple[WhoLine, ...]:
    """Return the three lines; one of which nothing is known says so by having nothing."""
    firm = recommendation.enterprise
    if not recommendation.matches:
        return ()
    vocabulary = recommendation.matches[0].context.vocabulary
    told = [
        WhoLine(
            label=say(f"visit-who-{name}", lang),
            facts=tuple(fact for key in keys for fact in _latest(key, firm, vocabulary, lang)),
        )
        for name, keys in _LINES.items()
    ]
    names = (honour_text(record, vocabulary, lang) for record in firm.records(HONOUR).items)
    honours = WhoLine(label=say("visit-who-honours", lang), names=tuple(dict.fromkeys(names)))
    return (*told, honours)


def _latest(key: str, firm: Enterprise, vocabulary: Vocabulary, lang: Lang) -> Iterator[FactLine]:
    found = [one for one in firm.facts if one[0] == key]
    if found:
        latest: FactKey = max(found, key=lambda one: (one[1] or 0, one[2] is None, one[2] or ""))
        yield fact_line(latest, firm.facts[latest], vocabulary, lang)
