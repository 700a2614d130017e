"""Words of the language that no term of a city's vocabulary may be called: rules could never name it."""

from __future__ import annotations

from policymatch.language import words
from policymatch.problems import Problem
from policymatch.text import normalise
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Source

_RESERVED = frozenset(
    normalise(word) for word in (*words.FIRM_WORDS, *words.MOMENTS, *words.YEAR_WORDS, *words.YES_WORDS)
)


def check_reserved(before: Vocabulary, after: Vocabulary, source: Source) -> None:
    """Report the fields, records and tables that a file adds to `before` under a word of the language."""
    for section in ("fields", "records", "parameters"):
        known, now = getattr(before, section), getattr(after, section)
        for key in now.keys() - known.keys():
            taken = [name for name in now[key].names if normalise(name) in _RESERVED]
            if taken:
                place = source.key_place((section, key))
                source.problems.append(Problem("reserved-name", place, {"found": taken[0]}))
