"""From a file or from plain data to a `Source`, which the reader of profiles reads."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from pathlib import Path as FilePath
from typing import Any

from policymatch.enterprise.trouble import Report, shown
from policymatch.problems import Place, Problem
from policymatch.yamlio import Path, Source, read_bytes
from policymatch.yamlio.read import MAX_BYTES, MAX_DEPTH, MAX_NODES, Data, unreadable

# As in YAML: longer numbers (codes, mostly) stay text.
_MAX_INTEGER = 10**18
# Up to so many digits, the decimal that a binary float prints as is the decimal that was meant.
_FLOAT_DIGITS = 15


def file_source(path: str | os.PathLike[str]) -> Source:
    """Return what a YAML file, or a ``.json`` file, holds; problems are in the result."""
    try:
        with FilePath(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return unreadable(error, str(path))
    return bytes_source(raw, str(path))


def bytes_source(raw: bytes, name: str) -> Source:
    """Return what a file of this name holds, from what stands in it; problems are in the result."""
    source = read_bytes(raw, name)
    if not is_json(name):
        return source
    if any(problem.code.startswith("file-") for problem in source.problems):
        return source
    read = _json_source(raw.decode("utf-8-sig"), source.name)
    if any(problem.code == "json-syntax" for problem in read.problems):
        return read
    # JSON is not quite a subset of YAML. Where both readings agree, YAML's knows the lines.
    return source if read.data == source.data else read


def is_json(name: str) -> bool:
    """Return whether a profile of this name is JSON; any other is YAML."""
    return FilePath(name).suffix.lower() == ".json"


def line_sources(path: str | os.PathLike[str]) -> Iterator[Source]:
    """Yield what each line of a JSON-lines file holds, empty lines left out; places name the line."""
    name = str(path)
    try:
        with FilePath(path).open("rb") as file:
            for number, raw in enumerate(iter(lambda: file.readline(MAX_BYTES + 1), b""), 1):
                # What is left of a line that is too long is passed over.
                rest = raw
                while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
                    rest = file.readline(MAX_BYTES + 1)
                if raw.strip():
                    yield _line_source(raw, name, number)
    except OSError as error:
        yield unreadable(error, name)


def _line_source(raw: bytes, name: str, number: int) -> Source:
    source = Source(name)
    if len(raw) > MAX_BYTES:
        source.problems.append(Problem("file-too-large", Place(name, number), {"limit": MAX_BYTES}))
        return source
    try:
        read = _json_source(raw.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        source.problems.append(Problem("file-not-utf8", Place(name, number)))
        return source
    source.data = read.data
    # JSON keeps no places: all that stands on a line is on that line.
    source.places[()] = number, 1
    source.problems += [
        replace(problem, place=replace(problem.place, line=number)) for problem in read.problems
    ]
    return source


def data_source(data: Mapping[str, Any]) -> Source:
    """Return plain data as a source without lines; what cannot stand in a profile is among its problems."""
    source = Source("")
    source.data = _Plain(source).converted(data, ())
    return source


def _json_source(text: str, name: str) -> Source:
    source = Source(name)
    duplicates: list[str] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                duplicates.append(key)
            made.setdefault(key, value)
        return made

    try:
        # Numbers stay text where YAML's do: money never passes through binary floating point.
        data = json.loads(
            text, object_pairs_hook=mapping, parse_float=str, parse_int=_integer, parse_constant=str
        )
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, error.colno)
        source.problems.append(Problem("json-syntax", place, {"what": error.msg}))
        return source
    except RecursionError:
        source.problems.append(Problem("yaml-too-deep", Place(name), {"limit": MAX_DEPTH}))
        return source
    source.problems += [
        Problem("json-duplicate-key", Place(name), {"found": shown(key)}) for key in duplicates
    ]
    source.data = _Plain(source).converted(data, ())
    return source


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= 18 else digits


class _TooMuchError(Exception):
    pass


class _Plain:
    """Converts Python data into what the YAML reader makes, within the same limits."""

    def __init__(self, source: Source) -> None:
        self.report = Report(source)
        self.nodes = 0

    def converted(self, data: object, path: Path) -> Data:
        try:
            return self._any(data, path)
        except _TooMuchError:
            return None

    def _any(self, data: object, path: Path) -> Data:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop("yaml-too-large", path, MAX_NODES)
        if len(path) > MAX_DEPTH:
            self._stop("yaml-too-deep", path[:4], MAX_DEPTH)
        if data is None or isinstance(data, bool):
            return data
        if isinstance(data, str):
            return self._text(data, path)
        if isinstance(data, Mapping):
            return self._mapping(data, path)
        if isinstance(data, list | tuple):
            return [self._any(item, (*path, index)) for index, item in enumerate(data)]
        if isinstance(data, datetime):
            return data.date().isoformat()
        if isinstance(data, date):
            return data.isoformat()
        return self._number(data, path)

    def _stop(self, code: str, path: Path, limit: int) -> None:
        self.report.problem(code, path, limit=limit)
        raise _TooMuchError

    def _text(self, text: str, path: Path) -> str | None:
        """Return a text, or None if it holds half of a surrogate pair, which no file can hold."""
        if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
            return text
        self.report.problem("control-character", path, found=shown(text))
        return None

    def _mapping(self, data: Mapping[Any, Any], path: Path) -> dict[str, Data]:
        made: dict[str, Data] = {}
        for key, value in data.items():
            if isinstance(key, bool) or not isinstance(key, str | int):
                self.report.problem("yaml-key", (*path, shown(key)))
                continue
            name = self._text(key, (*path, key)) if isinstance(key, str) else shown(key)
            if name is None:
                continue
            if name in made:
                self.report.problem("json-duplicate-key", (*path, name), found=shown(name))
                continue
            made[name] = self._any(value, (*path, name))
        return made

    def _number(self, data: object, path: Path) -> Data:
        if isinstance(data, int) and -_MAX_INTEGER < data < _MAX_INTEGER:
            return data
        # Python refuses to print a whole number of thousands of digits, and no figure has hundreds.
        if isinstance(data, int) and data.bit_length() < 1000:
            return str(data)
        if isinstance(data, Fraction) and data.numerator.bit_length() + data.denominator.bit_length() < 1000:
            return str(data)
        if isinstance(data, Decimal) and data.is_finite() and abs(data.adjusted()) < 100:
            return format(data, "f")
        if isinstance(data, float) and isfinite(data):
            decimal = Decimal(repr(data))
            if len(decimal.normalize().as_tuple().digits) <= _FLOAT_DIGITS and abs(decimal.adjusted()) < 100:
                return format(decimal, "f")
            self.report.problem("inexact-float", path, found=shown(data))
            return None
        found = shown(data) if isinstance(data, float) else type(data).__name__
        self.report.problem("unsupported-data", path, found=found)
        return None
