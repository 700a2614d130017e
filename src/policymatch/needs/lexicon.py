"""Everyday words and what they ask for: `data/lexicon.tsv`, written without a look at the graded needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def lexicon() -> Mapping[str, Mapping[str, float]]:
    """Return for every word how strongly (0 to 1) it asks for which categories."""
    found: dict[str, dict[str, float]] = {}
    text = (files("policymatch.needs") / "data" / "lexicon.tsv").read_text("utf-8")
    for line in text.splitlines():
        category, word, weight = line.split("\t")
        found.setdefault(word, {})[category] = float(weight)
    return found
