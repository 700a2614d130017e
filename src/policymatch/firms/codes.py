"""Codes of regions and industries as a table writes them: 341302, C3411; and back to prefixes."""

from __future__ import annotations

from functools import lru_cache

from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.vocabulary import Field
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.codes.former import NOW
from policymatch.vocabulary.codes.tree import CodeTree

_LONGEST = 20


def code_written(prefix: str, field: Field) -> str:
    """Return the code of a prefix as people write it; a part of a region, which has none, as it is held."""
    return _written(code_tree(field), prefix)


@lru_cache(maxsize=8192)
def _written(codes: CodeTree, prefix: str) -> str:
    written = codes.print_code(prefix) if prefix in codes else prefix
    return written if _meant(codes, written) == prefix else prefix


def code_read(written: str, field: Field) -> str:
    """Return the prefix that a code means today. Raises UnreadableError when it is none."""
    codes = code_tree(field)
    prefix = _meant(codes, written) if len(written) <= _LONGEST else None
    if prefix is None:
        raise UnreadableError("unknown-code", codes.suggest(written[:_LONGEST]), found=shown(written))
    return prefix


@lru_cache(maxsize=8192)
def _meant(codes: CodeTree, written: str) -> str | None:
    # In a table a code is what the standard of today says, whatever day the firm's names are of.
    found = codes.resolve(NOW + written) or codes.resolve(written)
    return found[0] if (len(found) == 1 and found[0] in codes) or found == (written,) else None
