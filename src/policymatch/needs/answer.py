"""A need in plain words → the categories and policies that answer it, with the words that made it so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from policymatch.library import PolicyLibrary
from policymatch.matching import Match, Recommendation, Verdict
from policymatch.messages import Lang
from policymatch.needs.category import Category, categories
from policymatch.needs.embedder import Embedder
from policymatch.needs.kept import meaning, model
from policymatch.needs.policies import Answering, answering
from policymatch.needs.ranked import ranked, special_of
from policymatch.needs.reading import read
from policymatch.policy import Policy

# The share of an embedder's opinion, where there is one. Chosen by leaving authors out (benchmarks/needs.py).
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class NeedCategory:
    """One kind of help that was read out of a need: how plainly (0 to 1), and the words that say so."""

    category: Category
    score: float
    words: tuple[str, ...]

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data."""
        return {
            "id": self.category.id,
            "label": self.category.label.in_(lang),
            "score": self.score,
            "words": list(self.words),
        }


@dataclass(frozen=True, slots=True)
class NeedPolicy:
    """One policy that answers a need, and what it means for the firm where one is known."""

    answering: Answering
    match: Match | None

    @property
    def policy(self) -> Policy:
        """Return the policy."""
        return self.answering.policy

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data; `verdict` is null where no firm is known."""
        match = self.match
        worth = None if match is None else match.worth
        return {
            "policy_id": self.policy.id,
            "title": self.policy.title,
            "region": self.policy.document.region,
            "category": self.answering.category,
            "score": self.answering.score,
            "words": list(self.answering.words),
            "summary": self.policy.summary,
            "verdict": None if match is None else match.verdict.value,
            "undecided_by": None if match is None or match.undecided_by is None else match.undecided_by.value,
            "amount": None if worth is None else worth.to_dict(),
        }


@dataclass(frozen=True)
class NeedAnswer:
    """What a need was read as, and what answers it.

    `special` is the id of a category that no policy answers (a payment promised and not made, help with
    filing; or no matter of policy at all): `policies` is empty then.
    """

    query: str
    text: str
    categories: tuple[NeedCategory, ...]
    policies: tuple[NeedPolicy, ...]
    special: str | None

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data for JSON, with texts in `lang`."""
        return {
            "query": self.query,
            "read_as": self.text,
            "special": self.special,
            "categories": [one.to_dict(lang) for one in self.categories],
            "policies": [one.to_dict(lang) for one in self.policies],
        }

    def to_json(self, lang: Lang = "zh") -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(lang), ensure_ascii=False, indent=2)


def answer_need(
    need: str,
    library: PolicyLibrary | None = None,
    firm: Recommendation | None = None,
    as_of: date | None = None,
    limit: int = 10,
    embedder: Embedder | None = None,
) -> NeedAnswer:
    """Return the categories and the policies that answer a need.

    Args:
        need: What somebody says he needs, in his own words; of a long text the beginning is read.
        library: The policies to answer with; the shipped ones unless given.
        firm: What the library says to the firm: its verdicts stand beside the policies, and those it does not
            qualify for come last.
        as_of: The day on which policies must be in force; the firm's, else today.
        limit: At most so many policies.
        embedder: A second opinion on what is meant.
    """
    library = PolicyLibrary.load() if library is None else library
    text = read(need)
    scores = scores_of(text, embedder)
    known = model().knows(text)
    special = special_of(scores) if known else None
    order = ranked(scores) if known else ()
    shown = tuple(
        NeedCategory(categories()[key], round(min(1.0, max(0.0, scores[key])), 3), model().words(text, key))
        for key in order
    )
    policies: Iterable[NeedPolicy] = ()
    if special is None:
        wanted = {key: scores[key] for key in order}
        day = as_of or (firm.as_of if firm is not None else date.today())
        found = (one for one in answering(library, text, wanted) if one.policy.document.status(day).applies)
        policies = _beside(found, firm)
    return NeedAnswer(need, text, shown, tuple(islice(policies, limit)), special)


def scores_of(text: str, embedder: Embedder | None = None) -> dict[str, float]:
    """Return how plainly each category is asked for by a text that is read already."""
    found = model().scores(text)
    if embedder is not None:
        found = (1 - _SHARE) * found + _SHARE * meaning(embedder).scores(text)
    return {key: float(score) for key, score in zip(model().categories, found, strict=True)}


def _beside(found: Iterable[Answering], firm: Recommendation | None) -> Iterable[NeedPolicy]:
    """Return policies with the firm's matches; what it does not qualify for comes last."""
    if firm is None:
        return (NeedPolicy(one, None) for one in found)
    matches = {match.policy.id: match for match in firm.matches}
    beside = [NeedPolicy(one, matches.get(one.policy.id)) for one in found]
    return sorted(beside, key=lambda one: one.match is not None and one.match.verdict is Verdict.INELIGIBLE)
