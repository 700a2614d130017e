"""Text cut into words, as the similarity of texts counts them."""

from __future__ import annotations

from functools import cache

from policymatch.text.dictionary import cut, words_in
from policymatch.text.fold import normalise


def words_of(text: str) -> list[str]:
    """Return the words of `text` in their order: Chinese ones of two characters or more, Latin ones, numbers.

    Terms of the domain stay whole. Single characters carry too little to be compared; punctuation, white
    space and words that say nothing (怎么, 我们, 可以) carry nothing.
    """
    return [
        word for word in cut(normalise(text)) if len(word) > 1 and word.isalnum() and word not in _empty()
    ]


@cache
def _empty() -> frozenset[str]:
    return frozenset(words_in("stop_words.txt"))
