"""How hard a fact is to get, from where the vocabulary says that it comes from."""

from __future__ import annotations

from enum import IntEnum

from policymatch.messages import Both, wording
from policymatch.questions.asked import Asked
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR


class Effort(IntEnum):
    """Where an answer stands, the nearest first."""

    BOOKS = 0  # the firm knows it: its own books, or what it states itself
    CERTIFICATE = 1  # a licence, certificate or official recognition that the firm holds
    DEPARTMENT = 2  # the records of a department, a bank or another body

    @property
    def both(self) -> Both:
        """Return what people call it."""
        return wording(f"effort-{self.name.lower()}")


# The vocabulary's sources that are the firm itself, and those that hand out papers; all others keep records.
_OWN = frozenset(("自填", "财务"))
_PAPERS = frozenset(("工商", "市监", "知产", "科技", "工信"))


def sources_of(asked: Asked, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return where an answer comes from; of a list of records, where their titles do."""
    if asked.key is not None:
        return vocabulary.field(asked.kind, asked.key).sources
    assert asked.kind is not None
    kind = vocabulary.records[asked.kind]
    return kind.fields[kind.title].sources if kind.title in kind.fields else ()


def effort_of(asked: Asked, vocabulary: Vocabulary) -> Effort:
    """Return the least effort that any of the sources asks for; who names no source asks the firm."""
    sources = frozenset(sources_of(asked, vocabulary))
    if asked.kind == HONOUR:
        return Effort.CERTIFICATE
    if not sources or sources & _OWN:
        return Effort.BOOKS
    return Effort.CERTIFICATE if sources & _PAPERS else Effort.DEPARTMENT
