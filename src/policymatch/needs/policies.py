"""Which policies of a library answer a need: by the categories it was read as and by shared words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policymatch.library import OncePerLibrary, PolicyLibrary
from policymatch.names import NameIndex, NameKind
from policymatch.needs.category import answered_by, categories
from policymatch.needs.features import features
from policymatch.needs.kept import model
from policymatch.policy import Policy
from policymatch.similarity.index import TextIndex
from policymatch.text import normalise, simplified, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


def answering(library: PolicyLibrary, text: str, scores: Mapping[str, float]) -> Iterator[Answering]:
    """Yield the policies of a library that answer a need, the best first, then by id.

    One that is asked for by its title comes before all.
    """
    import numpy as np

    prepared = _prepared(library)
    terms = tuple(_terms(text))
    wanted = np.array([min(1.0, max(0.0, scores.get(key, 0.0))) for key in prepared.categories])
    by_category = prepared.members * wanted
    asked = by_category.max(axis=1)
    like = np.minimum(1.0, prepared.index.scores(terms) / _FULL_LIKENESS)
    score = np.where(asked > 0, _BY_CATEGORY * asked + _BY_WORDS * like, 0.0)
    for one in prepared.titles.matches(text, limit=1):
        if one.sure:
            score[[policy.title == one.name for policy in prepared.policies]] = 1.0
    # Pairs of characters count, but are no words to show.
    shown = frozenset(words_of(text))
    found = np.flatnonzero(score >= _LEAST)
    for number in found[np.argsort(-score[found].round(3), kind="stable")]:
        words = tuple(word for word in prepared.index.shared(terms, int(number)) if word in shown)
        category = prepared.categories[int(by_category[number].argmax())]
        yield Answering(prepared.policies[number], round(float(score[number]), 3), category, words[:_WORDS])


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A library made ready: its policies by id, and how far each answers each category."""

    policies: tuple[Policy, ...]
    categories: tuple[str, ...]
    members: NDArray[np.float64]
    index: TextIndex
    titles: NameIndex


def _prepare(library: PolicyLibrary) -> _Prepared:
    import numpy as np

    policies = tuple(sorted(library, key=lambda policy: policy.id))
    # Rules are written with care: nothing is mended in them.
    texts = [normalise(simplified(_text(policy))) for policy in policies]
    ids = tuple(categories())
    members = [_members(policy, text) for policy, text in zip(policies, texts, strict=True)]
    return _Prepared(
        policies,
        ids,
        np.array([[one.get(key, 0.0) for key in ids] for one in members]).reshape(len(policies), len(ids)),
        TextIndex((policy.id, _terms(text)) for policy, text in zip(policies, texts, strict=True)),
        NameIndex(NameKind.POLICY, (policy.title for policy in policies)),
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
