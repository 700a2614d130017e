"""The question that most firms must answer before one policy is decided for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from policymatch.letters.briefing.model import RoomQuestion
from policymatch.matching import Match
from policymatch.messages import Lang
from policymatch.questions.asked import Asked
from policymatch.questions.hangs import hanging
from policymatch.questions.wording import label_of


def question_of(matches: Iterable[Match], lang: Lang) -> RoomQuestion | None:
    """Return what most of the firms of open matches must tell; None where no answer would decide anything.

    Of which record of a firm it is asked makes no difference.
    """
    counted: Counter[Asked] = Counter()
    context = None
    for match in matches:
        context = match.context
        asked = hanging(match.policy, match.decision, match.context).asked
        counted.update({replace(one, record=None) for one in asked})
    if context is None or not counted:
        return None
    most = min(counted, key=lambda one: (-counted[one], one.id))
    return RoomQuestion(text=label_of(most, context).in_(lang), firms=counted[most])
