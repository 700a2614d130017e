"""Rows of JSON → values, every one checked against the type it must have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from fractions import Fraction
from types import MemberDescriptorType
from typing import Any

from policymatch.cache.shapes import (
    ByText,
    Class,
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
from policymatch.cache.writing import MAX_DEPTH

Read = Callable[[Any], Any]


class Reader:
    """Reads one value; for each shape a function is made once, which every row then uses."""

    def __init__(self, shapes: Shapes) -> None:
        # Of each row the value, the number of its class, and how deep rows nest in it.
        self._earlier: list[tuple[Any, int, int]] = []
        self._deepest = 0
        self._readers: dict[Shape, Read] = {}
        self._classes = [self._class_reader(one) for one in shapes.classes]

    def read(self, root: Shape, data: Any, rows: Any) -> Any:
        """Return the value that `data` stands for."""
        if type(rows) is not list:
            raise CodecError("no rows")
        classes, earlier = self._classes, self._earlier
        for row in rows:
            number = row[0]
            if type(row) is not list or type(number) is not int or number < 0:
                raise CodecError("no row")
            self._deepest = 0
            value = classes[number](row)
            if self._deepest >= MAX_DEPTH:
                raise CodecError("too deep")
            earlier.append((value, number, self._deepest + 1))
        return self._reader(root)(data)

    def _class_reader(self, cls: Class) -> Read:
        make = _maker(cls)
        # Scalars need only be of the right type, so rows of the same types need looking at only once.
        seen: dict[tuple[type[Any], ...], list[tuple[int, Read]]] = {}

        def read(row: list[Any]) -> Any:
            types = tuple(map(type, row))
            left = seen.get(types)
            if left is None:
                left = seen[types] = self._left(cls, row)
            for index, reader in left:
                row[index] = reader(row[index])
            return make(row)

        return read

    def _left(self, cls: Class, row: list[Any]) -> list[tuple[int, Read]]:
        """Return the fields whose values must be read; those that stand as they are have been checked."""
        if len(row) != len(cls.shapes) + 1:
            raise CodecError("too few or too many fields")
        left = []
        for index, shape in enumerate(cls.shapes, 1):
            reader = self._reader(shape)
            if _stands(shape, row[index]):
                reader(row[index])
            else:
                left.append((index, reader))
        return left

    def _reader(self, shape: Shape) -> Read:
        if shape not in self._readers:
            self._readers[shape] = self._new_reader(shape)
        return self._readers[shape]

    def _new_reader(self, shape: Shape) -> Read:
        match shape:
            case Row(numbers):
                return self._row_reader(numbers)
            case OneOf(choices, optional):
                return _one_of([self._reader(one) for one in choices], optional)
            case Several(item):
                return _several(self._reader(item))
            case Fixed(items):
                parts = [self._reader(item) for item in items]
                return lambda data: tuple(
                    [read(part) for read, part in zip(parts, _of(list, data), strict=True)]
                )
            case Listed(kind, item):
                one = self._reader(item)
                return lambda data: kind([one(part) for part in _of(list, data)])
            case ByText(item):
                one = self._reader(item)
                return lambda data: {key: one(part) for key, part in _of(dict, data).items()}
            case Members(kind):
                members = dict(kind.__members__)
                return members.__getitem__
            case Plain():
                return _plain
            case Scalar(kind):
                return _scalar(kind)

    def _row_reader(self, numbers: frozenset[int]) -> Read:
        earlier = self._earlier

        def read(data: Any) -> Any:
            if type(data) is not int or data < 0:
                raise CodecError("no reference")
            value, number, depth = earlier[data]
            if number not in numbers:
                raise CodecError("a reference to another class")
            if depth > self._deepest:
                self._deepest = depth
            return value

        return read


def _maker(cls: Class) -> Read:
    """Return what makes an object of a row.

    One that checks nothing itself is filled field by field, which is twice as quick as calling its class.
    """
    made: Any = cls.type
    slots = [getattr(made, name, None) for name in cls.names]
    left_out = [field for field in fields(made) if field.name not in cls.names]
    if hasattr(made, "__post_init__") or not all(isinstance(one, MemberDescriptorType) for one in slots):
        return lambda row: made(*row[1:])
    set_each = [one.__set__ for one in slots if isinstance(one, MemberDescriptorType)]
    defaults = [(getattr(made, field.name).__set__, field.default) for field in left_out]
    new = object.__new__

    def make(row: list[Any]) -> Any:
        value = new(made)
        for index, set_one in enumerate(set_each, 1):
            set_one(value, row[index])
        for set_one, default in defaults:
            set_one(value, default)
        return value

    return make


def _stands(shape: Shape, data: Any) -> bool:
    """Return whether data of this type is read as it stands, whatever it is."""
    if isinstance(shape, OneOf):
        return (data is None and shape.optional) or (
            len(shape.choices) == 1 and _stands(shape.choices[0], data)
        )
    return isinstance(shape, Scalar) and shape.type in (str, int, bool)


def _of(kind: type[Any], data: Any) -> Any:
    if type(data) is not kind:
        raise CodecError(f"{kind.__name__} expected")
    return data


def _several(reader: Read) -> Read:
    def read(data: Any) -> Any:
        return tuple([reader(part) for part in _of(list, data)]) if data != [] else ()

    return read


def _one_of(readers: list[Read], optional: bool) -> Read:
    if len(readers) == 1:
        only = readers[0]
        return lambda data: None if data is None else only(data)

    def read(data: Any) -> Any:
        if data is None and optional:
            return None
        number, part = _of(list, data)
        if type(number) is not int or number < 0:
            raise CodecError("no choice")
        return readers[number](part)

    return read


def _scalar(kind: type[Any]) -> Read:
    if kind is Fraction:
        return _fraction
    if kind is date:
        return lambda data: date.fromisoformat(_of(str, data))
    return lambda data: _of(kind, data)


def _fraction(data: Any) -> Fraction:
    top, bottom = _of(list, data)
    return Fraction(_of(int, top), _of(int, bottom))


def _plain(data: Any) -> Any:
    if isinstance(data, float):
        raise CodecError("no plain data")
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        _plain(part)
    return data
