"""Which policies of a library answer a need: by the categories it was read as and by shared words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policymatch.library import OncePerLibrary, PolicyLibrary
from policymatch.names import NameIndex, NameKind
from policymatch.needs.category import answered_by, categories
from policymatch.needs.features import features
from policymatch.needs.kept import model
from policymatch.policy import Policy
from policymatch.similarity.index import TextIndex
from policymatch.text import normalise, simplified, words_of

# The categories say what kind of help is asked for, the words which of that kind; the kind weighs more.
_BY_CATEGORY = 0.7
_BY_WORDS = 0.3
# A cosine of this size between a need of a dozen characters and a policy's text is as good as it gets.
_FULL_LIKENESS = 0.35
_LEAST = 0.12
# What a text scores for a category that it speaks of plainly.
_PLAINLY = 0.4
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
    """Return those of `policies` that answer a need, the best first, then by id.

    One that is asked for by its title comes before all.
    """
    prepared = _prepared(library)
    titled = {one.name for one in prepared.titles.matches(text, limit=1) if one.sure}
    likeness = {hit.key: hit for hit in prepared.index.search(_terms(text))}
    # Pairs of characters count, but are no words to show.
    shown = frozenset(words_of(text))
    found = []
    for policy in policies:
        members = prepared.members[policy.id]
        category = max(members, key=lambda key: members[key] * scores.get(key, 0.0))
        asked = members[category] * min(1.0, max(0.0, scores.get(category, 0.0)))
        hit = likeness.get(policy.id)
        like = 0.0 if hit is None else min(1.0, hit.score / _FULL_LIKENESS)
        named = policy.title in titled
        score = 1.0 if named else _BY_CATEGORY * asked + _BY_WORDS * like
        if named or (score >= _LEAST and asked > 0):
            shared = () if hit is None else tuple(word for word in hit.words if word in shown)[:_WORDS]
            found.append(Answering(policy, round(score, 3), category, shared))
    return sorted(found, key=lambda one: (-one.score, one.policy.id))


@dataclass(frozen=True, slots=True)
class _Prepared:
    index: TextIndex
    titles: NameIndex
    members: Mapping[str, Mapping[str, float]]


def _prepare(library: PolicyLibrary) -> _Prepared:
    # Rules are written with care: nothing is mended in them.
    texts = {policy.id: normalise(simplified(_text(policy))) for policy in library}
    return _Prepared(
        TextIndex((key, _terms(text)) for key, text in texts.items()),
        NameIndex(NameKind.POLICY, (policy.title for policy in library)),
        {policy.id: _members(policy, texts[policy.id]) for policy in library},
    )


_prepared = OncePerLibrary(_prepare)


def _members(policy: Policy, text: str) -> Mapping[str, float]:
    """Return the kinds of need that a policy answers: that of its category, and those its text speaks of.

    A discount of the interest on a loan against patents is filed under patents, and asked for as a loan.
    """
    scores = zip(model().categories, model().scores(text), strict=True)
    found = {key: float(score) for key, score in scores if not categories()[key].special}
    told = {key: min(1.0, score) for key, score in found.items() if score >= _PLAINLY}
    known = answered_by().get(policy.category) or max(found, key=lambda key: found[key])
    return {**told, known: 1.0}


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
