"""Builds plain data from YAML events, keeping the place of every key and value.

Events are typed Any: the stubs of PyYAML do not know the marks and tags that its events carry.

PyYAML's parser yields the events; building from them (rather than from its composed nodes) lets depth and
count be bounded while reading, so that a hostile file costs little.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from policymatch.problems import Place, Problem
from policymatch.yamlio import scalars

Path = tuple[str | int, ...]
Data = None | bool | int | str | list["Data"] | dict[str, "Data"]

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Source:
    """One YAML file as read: its data, the place of every path in it, and what was wrong."""

    name: str
    data: Data = None
    # Line and column from 1: a Place is made only of the few that are asked for.
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    flow: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Return where the value at `path` stands, or its nearest enclosing value that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        return Place(self.name, *self.places.get(path, ()))

    def key_place(self, path: Path) -> Place:
        """Return where the key at the end of `path` stands, or else its value."""
        found = self.keys.get(path)
        return self.place(path) if found is None else Place(self.name, *found)


class _TooMuchError(Exception):
    def __init__(self, code: str, mark: Any, limit: int) -> None:
        self.code, self.mark, self.limit = code, mark, limit


class _Builder:
    def __init__(self, source: Source, events: Iterator[Any]) -> None:
        self.source = source
        self.events = events
        self.places = source.places
        self.nodes = 0

    def _problem(self, code: str, mark: Any, **values: object) -> None:
        place = Place(self.source.name, mark.line + 1, mark.column + 1)
        self.source.problems.append(Problem(code, place, values))

    def build(self, event: Any, path: Path) -> Data:
        mark = event.start_mark
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _TooMuchError("yaml-too-large", mark, MAX_NODES)
        if len(path) > MAX_DEPTH:
            raise _TooMuchError("yaml-too-deep", mark, MAX_DEPTH)
        self.places[path] = mark.line + 1, mark.column + 1
        if event.anchor is not None:
            self._problem("yaml-anchor", mark, found=event.anchor)
        kind = event.__class__
        if kind is yaml.AliasEvent:
            return None
        if event.tag is not None and event.tag != "!":
            self._problem("yaml-tag", mark, found=event.tag)
        if kind is yaml.ScalarEvent:
            return self._scalar(event, path)
        if event.flow_style:
            self.source.flow.add(path)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(path)
        return self._mapping(path)

    def _scalar(self, event: Any, path: Path) -> Data:
        text: str = event.value
        style = event.style
        if style in ("'", '"'):
            # The text starts one column after its quote.
            line, column = self.places[path]
            self.places[path] = line, column + 1
            return text
        if style in ("|", ">"):
            return text
        code = scalars.trap(text)
        if code is not None:
            self._problem(code, event.start_mark, found=text)
            return text
        return scalars.plain(text)

    def _sequence(self, path: Path) -> Data:
        items: list[Data] = []
        for event in self.events:
            if event.__class__ is yaml.SequenceEndEvent:
                break
            items.append(self.build(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> Data:
        made: dict[str, Data] = {}
        keys = self.source.keys
        for event in self.events:
            if event.__class__ is yaml.MappingEndEvent:
                break
            key = self._key(event, path)
            value_event = next(self.events)
            if key is None:
                self.build(value_event, (*path, "?"))
                continue
            at = (*path, key)
            if key in made:
                self._problem("yaml-duplicate-key", event.start_mark, found=key, first=keys[at][0])
                self.build(value_event, at)
                continue
            mark = event.start_mark
            keys[at] = mark.line + 1, mark.column + 1
            made[key] = self.build(value_event, at)
        return made

    def _key(self, event: Any, path: Path) -> str | None:
        if event.__class__ is not yaml.ScalarEvent or event.tag not in (None, "!"):
            self.build(event, (*path, "?"))
            self._problem("yaml-key", event.start_mark)
            return None
        return str(event.value)


def read_text(text: str, name: str) -> Source:
    """Read YAML (or JSON) `text`; `name` is what places call the file. Problems are in the result."""
    source = Source(name)
    if len(text) > MAX_BYTES:
        source.problems.append(Problem("file-too-large", Place(name), {"limit": MAX_BYTES}))
        return source
    try:
        events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        builder = _Builder(source, events)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if source.places:
                    mark: Any = event.start_mark
                    place = Place(name, mark.line + 1, 1)
                    source.problems.append(Problem("yaml-several-documents", place))
                    break
                source.data = builder.build(next(events), ())
    except _TooMuchError as error:
        place = Place(name, error.mark.line + 1, error.mark.column + 1)
        source.problems.append(Problem(error.code, place, {"limit": error.limit}))
        source.data = None
    except UnicodeEncodeError as error:
        source.problems.append(Problem("yaml-syntax", Place(name), {"what": error.reason}))
        source.data = None
    except yaml.YAMLError as error:
        source.problems.append(_syntax(error, name, text))
        source.data = None
    return source


# 营业收入[上年] inside {…} or […]: there the bracket opens a list.
_BRACKET_IN_FLOW = re.compile(r"[\[{].*?([^\s\[{,:]+\[)")


def _syntax(error: yaml.YAMLError, name: str, text: str) -> Problem:
    marks: list[Any] = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    mark: Any = next((mark for mark in marks if mark is not None), None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    bracket = _BRACKET_IN_FLOW.search(line[: mark.column + 1]) if mark else None
    if bracket is not None:
        return Problem("yaml-flow-bracket", place, {"found": bracket[1]})
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).split("\n")[0]
    return Problem("yaml-syntax", place, {"what": what})


def read_file(path: str | os.PathLike[str], name: str | None = None) -> Source:
    """Read the YAML file at `path` (UTF-8, at most 4 MB). A file that cannot be read is a problem too."""
    name = name or str(path)
    try:
        with FilePath(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return unreadable(error, name)
    return read_bytes(raw, name)


def unreadable(error: OSError, name: str) -> Source:
    """Return the source of a file that could not be read: nothing but that problem."""
    problem = Problem("file-unreadable", Place(name), {"why": error.strerror or str(error)})
    return Source(name, problems=[problem])


def read_bytes(raw: bytes, name: str) -> Source:
    """Read YAML in UTF-8; `name` is what places call the file. Problems are in the result."""
    source = Source(name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        source.problems.append(Problem("file-not-utf8", Place(name, line)))
        return source
    return read_text(text, name)
