"""The journal beside the letters: what run they are of, and which of them stand.

One line a letter, written once its files are there: after a kill, what has no line is written again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from policymatch.problems import LetterError, Place, Problem

NAME = ".policymatch-letters.jsonl"
_VERSION = 1


class Journal:
    """The journal of a run, as a context. Raises LetterError where letters of another run stand."""

    def __init__(self, folder: Path, fingerprint: str, resume: bool, force: bool) -> None:
        self.path = folder / NAME
        self._head = {"version": _VERSION, "run": fingerprint}
        # By the name of the files: the fingerprint of the firm that they are of.
        self._done: dict[str, str] = {}
        self._file: IO[str] | None = None
        # Whether files that have no line may be of this run: written, and killed before the line was.
        self.resumed = False
        if self.path.exists() and not force:
            if not resume:
                raise LetterError([Problem("letters-there", Place(str(folder)))])
            if next(_lines(self.path), None) != self._head:
                raise LetterError([Problem("letters-other-run", Place(str(self.path)))])
            self.resumed = True

    def __enter__(self) -> Journal:
        # Made anew from what of it can be read, so that no line cut short by a kill stays in its middle.
        made = self.path.with_name(f"{self.path.name}.new")
        with made.open("w", encoding="utf-8") as file:
            _write(file, self._head)
            for entry in entries(self.path) if self.resumed else ():
                self._done[str(entry["stem"])] = str(entry["firm"])
                _write(file, entry)
        made.replace(self.path)
        self._file = self.path.open("a", encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def stands(self, stem: str, firm: str, files: list[Path]) -> bool:
        """Return whether the letter of a firm, as it is now, stands with all its files."""
        return self._done.get(stem) == firm and all(file.exists() for file in files)

    def note(self, entry: dict[str, object]) -> None:
        """Note that a letter stands; `entry` has its stem and the fingerprint of its firm."""
        assert self._file is not None
        _write(self._file, entry)
        self._file.flush()


def entries(path: Path) -> Iterator[dict[str, object]]:
    """Yield what a journal says of each letter; a later line on the same letter follows the earlier one."""
    for entry in _lines(path):
        if isinstance(entry.get("stem"), str) and isinstance(entry.get("firm"), str):
            yield entry


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                entry = json.loads(text)
            except ValueError:
                continue
            if isinstance(entry, dict):
                yield entry


def _write(file: IO[str], entry: dict[str, object]) -> None:
    file.write(json.dumps(entry, ensure_ascii=False) + "\n")
