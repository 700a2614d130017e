"""Searching the texts of many policies: ours beside bm25s and scikit-learn, on the same words.

    python -m benchmarks.search [POLICIES]

The texts are made up of the shipped policies' clauses, with a fixed seed. bm25s must be installed beside.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

import bm25s
from sklearn.feature_extraction.text import TfidfVectorizer

from policymatch import PolicyLibrary
from policymatch.needs.cases import cases
from policymatch.similarity.index import TextIndex
from policymatch.text import words_of

QUERIES = 200
FOUND = 10


def texts(count: int) -> list[str]:
    """Return made-up texts of policies: clauses of the shipped ones, thrown together."""
    dice = random.Random(20261122)
    clauses = [
        clause
        for policy in PolicyLibrary.load()
        for text in (policy.title, policy.summary, policy.text)
        if text
        for clause in text.split("，")
    ]
    return ["，".join(dice.choices(clauses, k=dice.randint(6, 14))) for _ in range(count)]


def timed(name: str, build: Callable[[Sequence[Sequence[str]]], Callable[[list[str]], object]]) -> None:
    """Print how long building takes, and a query."""
    started = time.perf_counter()
    ask = build(DOCUMENTS)
    built = time.perf_counter() - started
    taken = []
    for query in ASKED:
        started = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - started) * 1000)
    print(f"| {name} | {built:.2f} | {statistics.median(taken):.2f} | {max(taken):.2f} |")


def ours(documents: Sequence[Sequence[str]]) -> Callable[[list[str]], object]:
    """Return our index."""
    index = TextIndex((str(number), words) for number, words in enumerate(documents))
    return lambda query: index.search(query, FOUND)


def by_bm25s(documents: Sequence[Sequence[str]]) -> Callable[[list[str]], object]:
    """Return the index of bm25s."""
    index = bm25s.BM25()
    index.index([list(words) for words in documents], show_progress=False)
    return lambda query: index.retrieve([query], k=FOUND, show_progress=False)


def by_sklearn(documents: Sequence[Sequence[str]]) -> Callable[[list[str]], object]:
    """Return scikit-learn's vectors, all multiplied."""
    vectoriser = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    known = vectoriser.fit_transform(documents)
    return lambda query: (known @ vectoriser.transform([query]).T).toarray()[:, 0].argsort()[-FOUND:]


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    written = texts(count)
    started = time.perf_counter()
    DOCUMENTS = [words_of(text) for text in written]
    print(f"{count} texts of {sum(map(len, written)) // count} characters cut into words in "
          f"{time.perf_counter() - started:.2f} s\n")  # fmt: skip
    ASKED = [words_of(case.query) for case in cases()[:QUERIES]]
    print("| index | built, s | a query, ms | the slowest, ms |\n|---|--:|--:|--:|")
    timed("ours", ours)
    timed("bm25s", by_bm25s)
    timed("scikit-learn", by_sklearn)
