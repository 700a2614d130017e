"""Recognises a workbook that was made here, by the hidden sheet that it carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policymatch.yamlio.read import MAX_BYTES

# The hidden sheet: the mark and the version in its first row, then the mapping, a line of text in each row.
KEPT = "_policymatch"
MARK = "policymatch.template"
VERSION = "1"
# Whose word a form of one firm is.
DECLARED = "自填"
# Before each line of the mapping: a cell does not keep the white space that its text begins with.
LINE = "|"


def own_mapping(sheet: str | None, rows: Iterable[Sequence[object]]) -> str | None:
    """Return the mapping that a workbook of ours carries in `sheet`, or None when the sheet is no such one.

    A workbook of a later version is not recognised: its headers are then read like any other's.
    """
    if sheet != KEPT:
        return None
    lines = iter(rows)
    first = list(next(lines, ()))
    if [str(cell) for cell in first[:2]] != [MARK, VERSION]:
        return None
    kept, size = [], 0
    for row in lines:
        if row and row[0] is not None:
            kept.append(str(row[0]).removeprefix(LINE))
            size += len(kept[-1]) + 1
        if size > MAX_BYTES:
            # Whoever reads it refuses it; the rest need not be held for that.
            break
    return "\n".join(kept) + "\n"
