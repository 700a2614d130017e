"""Values → layers of tables: equal objects only once, and each class in columns.

First every object is given a row of keys, one for each field, so that equal objects have equal rows. Then the
rows are sorted into layers, each of which only refers to those before it, and written column by column.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import chain
from typing import Any

from policymatch.cache.shapes import (
    ByText,
    CodecError,
    Fixed,
    Listed,
    Members,
    OneOf,
    Plain,
    Row,
    Scalar,
    Several,
    Shape,
    Shapes,
)

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

# Of objects in objects; no rule comes near it.
MAX_DEPTH = 200


class Writer:
    """Writes one value."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        # The rows by class and keys; of each, its number, and how deep objects nest in it.
        self._rows: dict[tuple[int, tuple[Any, ...]], int] = {}
        self._depths: list[int] = []
        self._deepest = 0
        # Rows of objects met before, by identity: all live while the value that holds them is written.
        self._same: dict[tuple[int, frozenset[int]], int] = {}
        self._by_type: dict[frozenset[int], dict[type[Any], int]] = {}

    def write(self, root: Shape, value: Any) -> str:
        """Return `value` as text. Raises CodecError when it has another shape."""
        key = self._key(root, value)
        by_class: dict[tuple[int, int], list[tuple[int, tuple[Any, ...]]]] = {}
        for (number, keys), row in self._rows.items():
            by_class.setdefault((self._depths[row], number), []).append((row, keys))
        tables = sorted(by_class.items())
        places = {row: at for at, (row, _) in enumerate(chain.from_iterable(rows for _, rows in tables))}
        layers: list[list[Any]] = [[] for _ in range(max(self._depths, default=0))]
        for (depth, number), rows in tables:
            shapes = self._shapes.classes[number].shapes
            columns = [
                _column(shape, [keys[index] for _, keys in rows], places)
                for index, shape in enumerate(shapes)
            ]
            layers[depth - 1].append([number, len(rows), columns])
        return _ENCODE({"layers": layers, "root": _column(root, [key], places)})

    def _key(self, shape: Shape, value: Any) -> Any:
        """Return what stands for `value` in a row: something hashable, equal for what is the same."""
        match shape:
            case Row(numbers):
                return self._row(numbers, value)
            case OneOf(choices, optional):
                return None if value is None and optional else self._choice(choices, value)
            case Several(item) if isinstance(value, tuple):
                return tuple([self._key(item, one) for one in value])
            case Fixed(items) if isinstance(value, tuple) and len(value) == len(items):
                return tuple([self._key(item, one) for item, one in zip(items, value, strict=True)])
            case Listed(kind, item) if type(value) is kind:
                return tuple([self._key(item, one) for one in value.values()])
            case ByText(item) if isinstance(value, Mapping) and all(type(key) is str for key in value):
                return tuple([(key, self._key(item, one)) for key, one in value.items()])
            case Members(kind) if type(value) is kind:
                return value.name
            case Scalar(kind) if type(value) is kind:
                return value
            case Plain() if _is_plain(value):
                return _ENCODE(value)
        raise CodecError(f"{value!r} is no {shape}")

    def _choice(self, choices: tuple[Shape, ...], value: Any) -> Any:
        for number, choice in enumerate(choices):
            try:
                return number, self._key(choice, value)
            except CodecError:
                continue
        raise CodecError(f"{value!r} is none of {choices}")

    def _row(self, numbers: frozenset[int], value: Any) -> int:
        known = id(value), numbers
        if known not in self._same:
            self._same[known] = self._new_row(numbers, value)
        row = self._same[known]
        self._deepest = max(self._deepest, self._depths[row])
        return row

    def _new_row(self, numbers: frozenset[int], value: Any) -> int:
        if numbers not in self._by_type:
            self._by_type[numbers] = {self._shapes.classes[number].type: number for number in numbers}
        found = self._by_type[numbers].get(type(value))
        if found is None:
            raise CodecError(f"{type(value)} was not expected")
        cls = self._shapes.classes[found]
        around, self._deepest = self._deepest, 0
        try:
            keys = tuple(
                [
                    self._key(shape, getattr(value, name))
                    for name, shape in zip(cls.names, cls.shapes, strict=True)
                ]
            )
            depth = self._deepest + 1
        finally:
            self._deepest = around
        if depth > MAX_DEPTH:
            raise CodecError("too deep")
        row = self._rows.setdefault((found, keys), len(self._depths))
        if row == len(self._depths):
            self._depths.append(depth)
        return row


def _column(shape: Shape, keys: list[Any], places: Mapping[int, int]) -> Any:
    """Return the keys of many values of one shape as data for JSON; `reading` takes it apart again."""
    match shape:
        case Row():
            return [places[key] for key in keys]
        case OneOf(choices):
            numbers = [None if key is None else key[0] for key in keys]
            columns = [
                _column(choice, [key[1] for key in keys if key is not None and key[0] == number], places)
                for number, choice in enumerate(choices)
            ]
            # Where all are of one choice, its number is enough.
            return [numbers[0] if len(set(numbers)) == 1 else numbers, *columns]
        case Several(item) | Listed(_, item):
            return [[len(key) for key in keys], _column(item, list(chain.from_iterable(keys)), places)]
        case Fixed(items):
            return [_column(item, [key[at] for key in keys], places) for at, item in enumerate(items)]
        case ByText(item):
            pairs = list(chain.from_iterable(keys))
            inner = _column(item, [one for _, one in pairs], places)
            return [[len(key) for key in keys], [name for name, _ in pairs], inner]
        case Plain():
            return [json.loads(key) for key in keys]
        case Scalar(kind) if kind is Fraction:
            return [[key.numerator for key in keys], [key.denominator for key in keys]]
        case Scalar(kind) if kind is date:
            return [key.isoformat() for key in keys]
    return keys


def _is_plain(value: Any) -> bool:
    """Return whether JSON gives a value back as it is."""
    if isinstance(value, dict):
        return all(type(key) is str and _is_plain(one) for key, one in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or (type(value) in (str, int, bool) and not isinstance(value, Enum))
