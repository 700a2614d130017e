"""Text cut into words, as the similarity of texts counts them."""

from __future__ import annotations

from policymatch.text.fold import normalise


def words_of(text: str) -> list[str]:
    """Return the words of `text` in their order: Chinese ones of two characters or more, Latin ones, numbers.

    Single characters carry too little to be compared; punctuation and white space carry nothing.
    """
    import rjieba

    return [word for word in rjieba.cut(normalise(text)) if len(word) > 1 and word.isalnum()]
