"""Text as people write it, brought into the form that is compared: folded, cleaned, cut into words."""

from policymatch.text.fold import normalise, simplified
from policymatch.text.segment import words_of

__all__ = ["normalise", "simplified", "words_of"]
