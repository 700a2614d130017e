"""A code by any name people write it: half or full width, simplified or traditional."""

from __future__ import annotations

import unicodedata

from policymatch.names import simplified
from policymatch.vocabulary.codes import CodeTree, industries, regions
from policymatch.vocabulary.model import Field, Type


def code_tree(field: Field) -> CodeTree:
    """Return the code set of a region or industry field."""
    return regions() if field.type is Type.REGION else industries()


def codes_named(codes: CodeTree, text: str) -> tuple[str, ...]:
    """Return every prefix that `text` may mean: none, one, or several when it is ambiguous."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return codes.resolve(plain) or codes.resolve(simplified(plain))
