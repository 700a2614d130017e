"""From a recommendation to its questions, the one worth most first."""

from __future__ import annotations

from collections import defaultdict

from policymatch.language import Context
from policymatch.matching import Match, Recommendation
from policymatch.matching.totals import totals_of
from policymatch.questions.asked import Asked
from policymatch.questions.effort import effort_of, sources_of
from policymatch.questions.hangs import hanging
from policymatch.questions.question import Question
from policymatch.questions.wording import answer_of, label_of, text_of
from policymatch.questions.worth import worth_of


def questions_of(recommendation: Recommendation) -> tuple[Question, ...]:
    """Return what is worth asking the firm next, the question worth most first (docs/questions.md).

    A fact is asked only if some answer could change an undecided verdict; one that could narrow no more than
    an amount is not asked.
    """
    waiting: defaultdict[Asked, list[Match]] = defaultdict(list)
    alone: defaultdict[Asked, set[str]] = defaultdict(set)
    for match in recommendation.undecided:
        found = hanging(match.policy, match.decision, match.context)
        for asked in found.asked:
            waiting[asked].append(match)
        for asked in found.alone:
            alone[asked].add(match.policy_id)
    # Every match of a recommendation asks about the same firm on the same day.
    questions = [
        _question(asked, waiting[asked], alone[asked], waiting[asked][0].context) for asked in waiting
    ]
    return tuple(sorted(questions, key=_place))


def _place(question: Question) -> tuple[bool, float, int, str]:
    """Return the place in the ranking: where the firm is registered before all; ties by effort, then name."""
    return not question.worth.first, -question.worth.total, question.effort, question.id


def _question(asked: Asked, matches: list[Match], decides: set[str], context: Context) -> Question:
    money = totals_of(matches)
    effort = effort_of(asked, context.vocabulary)
    return Question(
        asked,
        label_of(asked, context),
        text_of(asked, context),
        answer_of(asked, context),
        effort,
        worth_of(asked, len(decides), len(matches) - len(decides), tuple(money.values()), effort),
        tuple(sorted(match.policy_id for match in matches)),
        tuple(sorted(decides)),
        sources_of(asked, context.vocabulary),
        money,
    )
