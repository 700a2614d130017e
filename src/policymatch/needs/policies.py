"""Which policies of a library answer a need: by the categories it was read as and by shared words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policymatch.library import OncePerLibrary, PolicyLibrary
from policymatch.needs.category import answered_by
from policymatch.needs.features import features
from policymatch.needs.kept import model
from policymatch.needs.reading import read
from policymatch.policy import Policy
from policymatch.similarity.index import TextIndex
from policymatch.text import words_of

# The categories say what kind of help is asked for, the words which of that kind; the kind weighs more.
_BY_CATEGORY = 0.7
_BY_WORDS = 0.3
# A cosine of this size between a need of a dozen characters and a policy's text is as good as it gets.
_FULL_LIKENESS = 0.35
_LEAST = 0.12
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Answering:
    """One policy that answers a need: how well (0 to 1), as which category, and the words they share."""

    policy: Policy
    score: float
    category: str
    words: tuple[str, ...]


def answering(
    library: PolicyLibrary, policies: Iterable[Policy], text: str, scores: Mapping[str, float]
) -> list[Answering]:
    """Return those of `policies` that answer a need, the best first, then by id."""
    prepared = _prepared(library)
    likeness = {hit.key: hit for hit in prepared.index.search(_terms(text))}
    # Pairs of characters count, but are no words to show.
    shown = frozenset(words_of(text))
    found = []
    for policy in policies:
        category = prepared.categories[policy.id]
        hit = likeness.get(policy.id)
        like = 0.0 if hit is None else min(1.0, hit.score / _FULL_LIKENESS)
        score = _BY_CATEGORY * min(1.0, max(0.0, scores.get(category, 0.0))) + _BY_WORDS * like
        if score >= _LEAST and category in scores:
            shared = () if hit is None else tuple(word for word in hit.words if word in shown)[:_WORDS]
            found.append(Answering(policy, round(score, 4), category, shared))
    return sorted(found, key=lambda one: (-one.score, one.policy.id))


@dataclass(frozen=True, slots=True)
class _Prepared:
    index: TextIndex
    categories: Mapping[str, str]


def _prepare(library: PolicyLibrary) -> _Prepared:
    texts = {policy.id: read(_text(policy)).text for policy in library}
    index = TextIndex((key, _terms(text)) for key, text in texts.items())
    return _Prepared(index, {policy.id: _category(policy, texts[policy.id]) for policy in library})


_prepared = OncePerLibrary(_prepare)


def _category(policy: Policy, text: str) -> str:
    """Return the kind of need that a policy answers: by its own category, or by what it says."""
    known = answered_by().get(policy.category)
    if known is not None:
        return known
    found = dict(zip(model().categories, model().scores(text), strict=True))
    return max(answered_by().values(), key=lambda key: found[key])


def _text(policy: Policy) -> str:
    return "。".join(part for part in (policy.title, policy.summary, policy.text) if part)


def _terms(text: str) -> Iterator[str]:
    """Yield the words of a text, its characters and their pairs: 冷库 and 冷链 share one."""
    for one in features(text):
        if one.name.startswith("w:"):
            if one.end - one.start > 2:
                yield one.name[2:]
        elif one.end - one.start <= 2 and not one.name.startswith("p:"):
            yield one.name
