"""Lists written as CSV for people: opened by a spreadsheet, no cell of theirs is ever taken for a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from policymatch.whole import written_whole

# What a spreadsheet takes for the beginning of a formula. A plain negative number is none.
_FORMULA = re.compile(r"\s*[=+\-@\t\r|]")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,.]*%?")


def inert(text: object) -> str:
    """Return a text that a spreadsheet shows as it is: an apostrophe before what would be a formula."""
    plain = "".join(one for one in str(text) if one.isprintable() or one == "\n")
    return f"'{plain}" if _FORMULA.match(plain) and not _NUMBER.fullmatch(plain) else plain


def write_list(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a list with its header, whole or not at all; return how many rows it has. Raises OSError.

    The file begins with a mark that tells Excel its encoding, UTF-8.
    """
    count = 0
    with written_whole(path) as made, made.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            writer.writerow([inert(cell) for cell in row])
            count += 1
    return count
