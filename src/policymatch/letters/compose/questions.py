"""The questions worth asking the firm, the one worth most first."""

from __future__ import annotations

from policymatch.letters.model import Question
from policymatch.matching import Recommendation
from policymatch.matching.phrases import nature_text
from policymatch.messages import Lang, say
from policymatch.questions import questions_of


def questions_in(recommendation: Recommendation, lang: Lang) -> tuple[Question, ...]:
    """Return the questions in words."""
    made = []
    for one in questions_of(recommendation):
        money = [nature_text(amount, nature, lang) for nature, amount in one.money.items()]
        made.append(
            Question(
                id=one.id,
                text=one.text.in_(lang),
                policies=len(one.policies),
                money=say("fact-separator", lang).join(money) or None,
                effort=one.effort.both.in_(lang),
                sources=one.sources,
            )
        )
    return tuple(made)
