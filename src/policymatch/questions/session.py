"""`Interview`: questions and answers one after another, for a terminal, a chat or a web page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from policymatch.enterprise import Enterprise
from policymatch.enterprise.labels import is_unknown, plain_word
from policymatch.library import PolicyLibrary
from policymatch.matching import Recommendation, recommend
from policymatch.questions.answers import with_answer
from policymatch.questions.find import questions_of
from policymatch.questions.question import Question

# Besides what a profile reads as unknown.
_DO_NOT_KNOW = frozenset(("不知道", "不清楚", "跳过", "skip", "dontknow", "don'tknow"))


@dataclass(frozen=True)
class Interview:
    """An interview at one moment; immutable: answering gives the next one.

    `skipped` are the ids of questions that are not asked again, because nobody knows, or because the answer
    said nothing new.
    """

    enterprise: Enterprise
    library: PolicyLibrary = field(default_factory=PolicyLibrary.load)
    as_of: date | None = None
    skipped: frozenset[str] = frozenset()

    @cached_property
    def recommendation(self) -> Recommendation:
        """Return what the library says to the firm as far as it is known."""
        return recommend(self.enterprise, self.library, self.as_of)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions that remain, the one worth most first."""
        return tuple(one for one in questions_of(self.recommendation) if one.id not in self.skipped)

    def next(self) -> Question | None:
        """Return the question worth most; None when nothing more could change a verdict."""
        return self.questions[0] if self.questions else None

    @property
    def done(self) -> bool:
        """Return whether there is nothing left to ask."""
        return not self.questions

    def answer(self, question: Question, answer: object) -> Interview:
        """Return the interview after an answer: text as people write it, or what a profile would hold.

        "不知道", "unknown" or nothing at all skips the question. Raises ProfileError, with the messages of
        the reader of profiles, when the answer cannot be read; the interview then stays as it is.
        """
        if _is_skipped(answer):
            return self.skip(question)
        learnt = with_answer(self.enterprise, question.asked, answer, self.library.vocabulary)
        if learnt == self.enterprise:
            return self.skip(question)
        return replace(self, enterprise=learnt)

    def skip(self, question: Question) -> Interview:
        """Return the interview without a question that nobody can answer."""
        return replace(self, skipped=self.skipped | {question.id})


def _is_skipped(answer: object) -> bool:
    if is_unknown(answer):
        return True
    return isinstance(answer, str) and (plain_word(answer) or "").replace(" ", "") in _DO_NOT_KNOW
