"""Papers as Word documents, in the shipped template or in a bureau's own (docs/letter-word-template.md)."""

from policymatch.letters.render.word.document import docx_of
from policymatch.letters.render.word.starter import starter

__all__ = ["docx_of", "starter"]
