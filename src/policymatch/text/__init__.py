"""Text as people write it, brought into the form that the engine compares: folded, cleaned, cut into words."""

from policymatch.text.fold import normalise, simplified
from policymatch.text.segment import words_of

__all__ = ["normalise", "simplified", "words_of"]
