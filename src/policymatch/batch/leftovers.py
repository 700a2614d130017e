"""What an interrupted run leaves beside its match table: finished chunks, and the journal of them.

They lie in a hidden folder, `.matches.parquet.run`. The first line of the journal says of what run they are:
which firms, rules, options and day. One line a chunk follows, once its rows stand there whole, with their
hash: after a kill, what has no line, or is damaged, is worked at again.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO

from policymatch.firms.arrow import arrow
from policymatch.firms.meta import file_hash
from policymatch.problems import InputError, Place, Problem, ProfileError
from policymatch.whole import locked, written_whole

_JOURNAL, _LOCK = "journal.jsonl", "lock"
_PART = re.compile(r"[0-9]{6,}\.arrows")
_VERSION = 1


@dataclass(frozen=True)
class Part:
    """A finished chunk: how many firms are done with it, and what there is to tell of it."""

    end: int
    asked: int
    asked_for_amount: int
    # The numbers of firms that cannot be read: what is wrong with them is found again.
    wrong: tuple[int, ...]
    sha256: str = ""


class Leftovers:
    """The folder of a run, as a context. `today` is the day on which the run began.

    Raises InputError where another run's chunks stand there, or somebody works at them.
    """

    def __init__(self, path: Path, run: Mapping[str, object], resume: bool, force: bool) -> None:
        self.folder = folder_of(path)
        self.today = date.today()
        self.parts: list[Part] = []
        self._run = json.loads(json.dumps(run))
        self._resume, self._force = resume, force
        self._lock: BinaryIO | None = None
        self._file: IO[str] | None = None

    def __enter__(self) -> Leftovers:
        self.folder.mkdir(exist_ok=True)
        self._lock = (self.folder / _LOCK).open("ab")
        if sys.platform != "win32" and not locked(self._lock):
            self._lock.close()
            raise InputError([Problem("match-at-work", Place(str(self.folder)))])
        try:
            self._begin()
        except BaseException:
            self._lock.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        # Firms that cannot be read stop the next run just as well.
        if kind is None or issubclass(kind, ProfileError) or not self.parts:
            self._clear()
            (self.folder / _LOCK).unlink()
            # Whatever else somebody has put there stays.
            with suppress(OSError):
                self.folder.rmdir()
        if self._lock is not None:
            self._lock.close()

    def batches(self, number: int) -> list[Any]:
        """Return the rows of a finished chunk."""
        with arrow().OSFile(str(self._part(number)), "rb") as file:
            return list(arrow().ipc.open_stream(file))

    def add(self, batches: Sequence[Any], schema: Any, part: Part) -> None:
        """Add a finished chunk."""
        assert self._file is not None
        path = self._part(len(self.parts))
        options = arrow().ipc.IpcWriteOptions(compression="lz4")
        with (
            written_whole(path) as made,
            arrow().OSFile(str(made), "wb") as file,
            arrow().ipc.new_stream(file, schema, options=options) as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)
        self.parts.append(part)
        self._note(asdict(part) | {"sha256": file_hash(path)})

    def _begin(self) -> None:
        journal = self.folder / _JOURNAL
        head, *done = _lines(journal) or [{}]
        # Before its first chunk was finished an interrupted run has left nothing.
        if done and not self._force:
            if not self._resume:
                raise InputError([Problem("match-there", Place(str(self.folder)))])
            self.today = self._day(head)
            self.parts = list(self._whole(done))
        kept = self.parts
        self._clear(but=len(kept))
        # Made anew of what of it can be read, so that no line cut short by a kill stays in its middle.
        with written_whole(journal) as made:
            lines = [{"version": _VERSION, "today": self.today.isoformat(), "run": self._run}]
            text = [json.dumps(one) for one in (*lines, *map(asdict, kept))]
            made.write_text("\n".join(text) + "\n", "utf-8")
        self._file = journal.open("a", encoding="utf-8")

    def _day(self, head: Mapping[str, Any]) -> date:
        """Return the day of the run whose journal it is. Raises InputError where it is another run."""
        found = head.get("run")
        told = found if isinstance(found, dict) and head.get("version") == _VERSION else {}
        with suppress(TypeError, ValueError):
            if told == self._run:
                return date.fromisoformat(head["today"])
        other = sorted(key for key in self._run if told.get(key) != self._run[key])
        raise InputError([Problem("match-other-run", Place(str(self.folder)), {"what": ", ".join(other)})])

    def _whole(self, lines: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
        """Yield the chunks that stand as the journal says, up to the first that does not."""
        end = 0
        for number, line in enumerate(lines):
            try:
                part = Part(**{one.name: line[one.name] for one in fields(Part)})
                part = Part(**{**asdict(part), "wrong": tuple(map(int, part.wrong))})
                if int(part.end) <= end or file_hash(self._part(number)) != part.sha256:
                    return
            except (KeyError, TypeError, ValueError, OSError):
                return
            end = part.end
            yield part

    def _part(self, number: int) -> Path:
        return self.folder / f"{number:06}.arrows"

    def _clear(self, but: int = 0) -> None:
        """Remove the chunks, but for the first ones, and with all of them the journal."""
        kept = {self._part(number).name for number in range(but)}
        for name in os.listdir(self.folder):
            if name not in kept and (_PART.fullmatch(name) or (name == _JOURNAL and not but)):
                (self.folder / name).unlink()

    def _note(self, line: Mapping[str, object]) -> None:
        assert self._file is not None
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def folder_of(path: Path) -> Path:
    """Return where the finished chunks of a match table that is being made lie."""
    return path.with_name(f".{path.name}.run")


def _lines(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if not path.exists():
        return found
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                line = json.loads(text)
            except ValueError:
                break
            if not isinstance(line, dict):
                break
            found.append(line)
    return found
