"""A code by any name people write it: half or full width, simplified or traditional."""

from __future__ import annotations

import unicodedata
from datetime import date

from policymatch.text import simplified
from policymatch.vocabulary.codes import CodeTree, industries, regions
from policymatch.vocabulary.model import Field, Type

# As many candidates as a message can hold and still be read.
_SHOWN = 8


def code_tree(field: Field) -> CodeTree:
    """Return the code set of a region or industry field."""
    return regions() if field.type is Type.REGION else industries()


def codes_named(codes: CodeTree, text: str, on: date | None = None) -> tuple[str, ...]:
    """Return every code that `text` may mean on a day: none, one, or several when it is ambiguous.

    What one of them stands for is `codes.prefixes` of it.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return codes.resolve(plain, on) or codes.resolve(simplified(plain), on)


def candidates(codes: CodeTree, found: tuple[str, ...]) -> str:
    """Return the regions or industries that an ambiguous name may mean, with their codes, for a message."""
    return "、".join(f"{codes.path_label(code)}（{codes.print_code(code)}）" for code in found[:_SHOWN])


def without(codes: CodeTree, code: str, out: str) -> list[str]:
    """Return the codes that together are `code` without `out` and what lies below it."""
    if code.startswith(out):
        return []
    if not out.startswith(code):
        return [code]
    return [part for child in codes.children(code) for part in without(codes, child, out)]
