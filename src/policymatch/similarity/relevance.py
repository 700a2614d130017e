"""Relevance: how near a policy is to what a firm does. It ranks, and never decides.

A policy is its title, summary, text and the judgements it asks for; a firm is what its profile says of its
business. Both are words; the more and the rarer words they share, the nearer they are (TF-IDF, cosine).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policymatch.enterprise import Enterprise
from policymatch.language import tree, walk
from policymatch.library import OncePerLibrary, PolicyLibrary
from policymatch.policy import Policy
from policymatch.similarity.index import TextIndex
from policymatch.similarity.passages import passages_of
from policymatch.text import words_of

# Where a profile says what the firm does; its honours and its people are matters of the conditions.
_OF_FIRM = frozenset({"business_scope", "main_products", "product_tags", "industry", "needs"})
_OF_RECORDS = frozenset({"project"})
# Texts of such different lengths share few words even when they are about the same: this cosine counts fully.
_FULL = 0.25
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Relevance:
    """How near a policy is to what the firm does (0 to 1), and the words that both use."""

    score: float = 0.0
    words: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return plain data."""
        return {"score": self.score, "words": list(self.words)}


NOT_RELEVANT = Relevance()


@dataclass(frozen=True)
class Relevances:
    """How near the policies of a library are to one firm, and to what it says it needs.

    Worked out when first asked for: a firm that qualifies for nothing is not read.
    """

    enterprise: Enterprise
    library: PolicyLibrary
    need: str | None = None

    def of(self, policy_id: str) -> Relevance:
        """Return the relevance of a policy; one that shares no word with the firm has none."""
        return self._found.get(policy_id, NOT_RELEVANT)

    @cached_property
    def _found(self) -> Mapping[str, Relevance]:
        words = list(self._words())
        if not words:
            return {}
        return {
            hit.key: Relevance(round(min(1.0, hit.score / _FULL), 3), hit.words[:_WORDS])
            for hit in _index(self.library).search(words)
        }

    def _words(self) -> Iterator[str]:
        for passage in passages_of(self.enterprise, self.library.vocabulary):
            told = passage.key in _OF_FIRM if passage.kind is None else passage.kind in _OF_RECORDS
            if told:
                yield from words_of(passage.text)
        if self.need is not None:
            yield from words_of(self.need)


def _words_of_policy(policy: Policy) -> Iterable[str]:
    checks = (node.text for node in walk(policy.condition) if isinstance(node, tree.Check))
    for text in (policy.title, policy.summary, policy.text, *checks):
        if text:
            yield from words_of(text)


_index = OncePerLibrary(lambda library: TextIndex((one.id, _words_of_policy(one)) for one in library))
