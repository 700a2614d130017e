"""Values → rows of JSON, equal rows only once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
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

# Of rows in rows; no rule comes near it.
MAX_DEPTH = 200


class Writer:
    """Writes one value; `rows` are the texts of its rows."""

    def __init__(self, shapes: Shapes) -> None:
        self.rows: list[str] = []
        self._shapes = shapes
        self._known: dict[str, int] = {}
        # Rows of objects written before, by identity: all live while the value that holds them is written.
        self._same: dict[tuple[int, frozenset[int]], int] = {}
        self._by_type: dict[frozenset[int], dict[type[Any], int]] = {}
        self._depth = 0

    def write(self, shape: Shape, value: Any) -> Any:
        """Return what stands for `value` where it is used. Raises CodecError when it has another shape."""
        match shape:
            case Row(numbers):
                return self._row(numbers, value)
            case OneOf(choices, optional):
                if value is None and optional:
                    return None
                if len(choices) == 1:
                    return self.write(choices[0], value)
                return self._choice(choices, value)
            case Several(item) if isinstance(value, tuple):
                return [self.write(item, one) for one in value]
            case Fixed(items) if isinstance(value, tuple) and len(value) == len(items):
                return [self.write(item, one) for item, one in zip(items, value, strict=True)]
            case Listed(kind, item) if type(value) is kind:
                return [self.write(item, one) for one in value.values()]
            case ByText(item) if isinstance(value, Mapping) and all(type(key) is str for key in value):
                return {key: self.write(item, one) for key, one in value.items()}
            case Members(kind) if type(value) is kind:
                return value.name
            case Scalar(kind) if type(value) is kind:
                return _scalar(value)
            case Plain() if _is_plain(value):
                return value
        raise CodecError(f"{value!r} is no {shape}")

    def _choice(self, choices: tuple[Shape, ...], value: Any) -> Any:
        for number, choice in enumerate(choices):
            try:
                return [number, self.write(choice, value)]
            except CodecError:
                continue
        raise CodecError(f"{value!r} is none of {choices}")

    def _row(self, numbers: frozenset[int], value: Any) -> int:
        key = id(value), numbers
        if key not in self._same:
            self._same[key] = self._new_row(numbers, value)
        return self._same[key]

    def _new_row(self, numbers: frozenset[int], value: Any) -> int:
        if numbers not in self._by_type:
            self._by_type[numbers] = {self._shapes.classes[number].type: number for number in numbers}
        found = self._by_type[numbers].get(type(value))
        if found is None:
            raise CodecError(f"{type(value)} was not expected")
        cls = self._shapes.classes[found]
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CodecError("too deep")
        parts = [
            self.write(shape, getattr(value, name)) for name, shape in zip(cls.names, cls.shapes, strict=True)
        ]
        self._depth -= 1
        text = _ENCODE([found, *parts])
        if text not in self._known:
            self._known[text] = len(self.rows)
            self.rows.append(text)
        return self._known[text]


def _scalar(value: Any) -> Any:
    match value:
        case Fraction():
            return [value.numerator, value.denominator]
        case date():
            return value.isoformat()
    return value


def _is_plain(value: Any) -> bool:
    """Return whether JSON gives a value back as it is."""
    if isinstance(value, dict):
        return all(type(key) is str and _is_plain(one) for key, one in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or (type(value) in (str, int, bool) and not isinstance(value, Enum))
