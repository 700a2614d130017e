"""Everything that is wrong with firms in any form: each problem with its file, row and column."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from policymatch.enterprise import Enterprise
from policymatch.firms.columns import CREDIT_CODE
from policymatch.firms.forms import Form, form_of, profiles_in
from policymatch.firms.meta import file_hash, records_path, records_told
from policymatch.firms.opened import opened
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Vocabulary, base_vocabulary

# Whoever has more than so many mistakes has one mistake, a thousand times.
MAX_PROBLEMS = 1_000


def check(path: Path, vocabulary: Vocabulary | None = None) -> list[Problem]:
    """Return what is wrong with the firms at `path`, in any form: a thousand problems at most."""
    return checked(path, vocabulary)[1]


def checked(path: Path, vocabulary: Vocabulary | None = None) -> tuple[int, list[Problem]]:
    """Return how many sound firms there are at `path`, and what is wrong; see `check`."""
    count = 0
    problems: list[Problem] = []
    for problem in _all(path, vocabulary or base_vocabulary()):
        if problem is None:
            count += 1
        elif len(problems) == MAX_PROBLEMS:
            problems.append(Problem("firm-table-more", Place(str(path)), {"limit": MAX_PROBLEMS}))
            break
        else:
            problems.append(problem)
    return count, problems


def _all(path: Path, vocabulary: Vocabulary) -> Iterator[Problem | None]:
    """Yield every problem, and None for every firm that can be read."""
    if form_of(path) is Form.TABLE:
        yield from _records(path, vocabulary)
    with closing(_Codes()) as codes:
        for place, found in profiles_in([path], vocabulary):
            if not isinstance(found, Enterprise):
                yield from found
                continue
            yield None
            code = found.credit_code
            if code is not None and (first := codes.met_before(code, place)) is not None:
                at = Place(place.file, place.line, path=CREDIT_CODE)
                yield Problem("firm-twice", at, {"found": code, "first": first})


class _Codes:
    """The credit codes met, each with its first place: in a file of SQLite's that has no name and goes."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("PRAGMA cache_size=-16384")
        self._db.execute("CREATE TABLE met (code TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID")

    def met_before(self, code: str, place: Place) -> str | None:
        """Note a code; return where it stood first, unless that is here."""
        added = self._db.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", (code, str(place))).rowcount
        if added:
            return None
        first: str = self._db.execute("SELECT place FROM met WHERE code = ?", (code,)).fetchone()[0]
        return first

    def close(self) -> None:
        self._db.close()


def _records(path: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what reading does not look at: record tables that were changed, or are of no firm here."""
    firms = opened(path, None, vocabulary, [])
    told = None if firms is None else records_told(firms.metadata)
    if told is None:
        return
    for kind in vocabulary.records:
        file = records_path(path, kind)
        if not file.is_file():
            continue
        if kind not in told:
            yield Problem("firm-table-stray-records", Place(str(file)), {"file": path.name})
        elif file.stat().st_size == told[kind].bytes and file_hash(file) != told[kind].sha256:
            yield Problem("firm-table-changed-records", Place(str(file)), {"file": path.name})
