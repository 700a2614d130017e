"""The list of firms that may be the same: written for a person, who answers yes or no, and read back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from policymatch.enterprise.labels import is_unknown
from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.enterprise.words import truth
from policymatch.intake.join import Answers, Pair
from policymatch.intake.trouble import refusal
from policymatch.intake.written import inert, write_list
from policymatch.problems import IntakeError, Problem
from policymatch.values import Truth

# One header for both languages: the file comes back, whoever has opened it.
HEADER = ("left", "right", "code", "score", "rows", "same")


def read_review(path: Path) -> Answers:
    """Return the answers of a reviewed list, by the left name and the code (or else the name) on the right.

    There is no answer yet where there is no file. Raises IntakeError when it is no such list, or when an
    answer is neither yes nor no.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise refusal("file-unreadable", str(path), why=str(error)) from None
    found: dict[tuple[str, str], bool] = {}
    problems: list[Problem] = []
    reader = csv.DictReader(text.splitlines())
    if not set(HEADER) <= set(reader.fieldnames or ()):
        raise refusal("review-header", str(path), expected=", ".join(HEADER))
    for line, row in enumerate(reader, 2):
        answer = (row["same"] or "").strip()
        if is_unknown(answer):
            continue
        try:
            same = truth(answer) is Truth.TRUE
        except UnreadableError:
            problems += refusal("review-answer", str(path), None, line, found=shown(answer)).problems
            continue
        found[_plain(row["left"]), _plain(row["code"]) or _plain(row["right"])] = same
    if problems:
        raise IntakeError(problems)
    return found


def write_review(path: Path, pairs: Sequence[Pair]) -> None:
    """Write the pairs, with the answers that they have."""
    write_list(path, HEADER, pairs)


def _plain(cell: str | None) -> str:
    """Return a cell as it was before it was made inert."""
    text = cell or ""
    return text[1:] if text.startswith("'") and inert(text[1:]) == text else text
