"""JSON lines: an object a line. Keys become columns, in the order in which they first occur."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from policymatch.intake.bounds import Bounds
from policymatch.intake.raw import Cells, check_columns
from policymatch.intake.readers.encoding import encoding_of
from policymatch.intake.table import Merged, Raw
from policymatch.intake.trouble import refusal

# Texts are skipped, so that brackets inside them do not count; one that is not closed ends with the line.
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def jsonl_tables(path: Path, file: str, bounds: Bounds) -> Sequence[JsonlTable]:
    """Return the one table of a file of JSON lines. Raises IntakeError when it is no text."""
    return [JsonlTable(path, file, bounds, encoding_of(path, file))]


class JsonlTable:
    """A file of JSON lines as a table: row 1 has the keys, an object's row is its line and one."""

    sheet: str | None = None
    hidden = False
    merged: Sequence[Merged] = ()

    def __init__(self, path: Path, file: str, bounds: Bounds, encoding: str) -> None:
        self.file = file
        self._path, self._bounds, self._encoding = path, bounds, encoding

    @cached_property
    def _columns(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for _, record in self._records():
            for key in record:
                found.setdefault(key, len(found))
            check_columns(len(found), self.file, None, self._bounds)
        return found

    @property
    def width(self) -> int:
        """How many keys there are."""
        return len(self._columns)

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the keys, then the objects."""
        columns = self._columns
        cells = Cells(self.file, None, self._bounds)
        if columns:
            yield 1, [cells.text(key, 1, n) for n, key in enumerate(columns, 1)]
        for line, record in self._records():
            row: list[Raw] = [None] * len(columns)
            for key, value in record.items():
                at = columns[key]
                row[at] = cells.value(value, line + 1, at + 1)
            yield line + 1, row

    def _records(self) -> Iterator[tuple[int, dict[str, Any]]]:
        limit = self._bounds.line_bytes
        with self._path.open(encoding=self._encoding, newline="\n") as opened:
            number = 0
            while line := opened.readline(limit + 1):
                number += 1
                if len(line) > limit:
                    raise refusal("intake-line-too-long", self.file, line=number, limit=limit)
                Cells(self.file, None, self._bounds).check_row(number)
                if line.strip():
                    yield number, self._record(line, number)

    def _record(self, line: str, number: int) -> dict[str, Any]:
        if _depth(line) > self._bounds.depth:
            raise refusal("intake-json-deep", self.file, line=number, limit=self._bounds.depth)
        if "\0" in line:
            raise refusal("intake-nul-bytes", self.file, line=number)
        try:
            found = json.loads(
                line, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=self._object
            )
        except _TwiceError as error:
            raise refusal("json-duplicate-key", self.file, line=number, found=str(error)) from None
        except (ValueError, ArithmeticError) as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise refusal("json-syntax", self.file, line=number, what=what) from None
        if not isinstance(found, dict):
            raise refusal("intake-json-not-object", self.file, line=number)
        return found

    @staticmethod
    def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                raise _TwiceError(key)
            made[key] = value
        return made


class _TwiceError(Exception):
    """A key stands twice in an object."""


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _depth(line: str) -> int:
    deepest = depth = 0
    for found in _BRACKETS.finditer(line):
        sign = found[0]
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest
