"""Layers of tables → values, every one checked against the type it must have.

A column holds one field of all objects of a class, so that it is checked and filled as a whole: most of the
work is done by loops inside the interpreter (`map`, `set`), which a loop over objects would take ten times
as long for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise, repeat
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

# What a column says, and of how many values it must be, → those values.
Read = Callable[[Any, int], Sequence[Any]]

# Counts need little room in a text; what they count takes memory.
_MOST_VALUES = 5_000_000


class Reader:
    """Reads one value; for each shape a function is made once, which every column then uses."""

    def __init__(self, shapes: Shapes) -> None:
        self._classes = shapes.classes
        # The objects of the layers before, and the numbers of their classes.
        self._earlier: list[Any] = []
        self._numbers: list[int] = []
        self._readers: dict[Shape, Read] = {}

    def read(self, root: Shape, data: Any, layers: Any) -> Any:
        """Return the value that `data` stands for."""
        if len(_of(list, layers)) > MAX_DEPTH:
            raise CodecError("too deep")
        for layer in layers:
            objects: list[Any] = []
            numbers: list[int] = []
            for number, count, columns in layer:
                _check_count(_of(int, number))
                _check_count(_of(int, count))
                _check_count(len(self._earlier) + len(objects) + count)
                objects += self._objects(self._classes[number], columns, count)
                numbers += repeat(number, count)
            # Only now: what is of one layer does not hold each other, so that nothing holds itself.
            self._earlier += objects
            self._numbers += numbers
        (value,) = self._reader(root)(data, 1)
        return value

    def _objects(self, cls: Class, columns: Any, count: int) -> list[Any]:
        pairs = zip(cls.shapes, _of(list, columns), strict=True)
        return _made(cls, [self._reader(shape)(column, count) for shape, column in pairs], count)

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
                one = self._reader(item)
                return lambda data, count: list(_split(*_lengths(data, count), one))
            case Fixed(items):
                return _fixed([self._reader(item) for item in items])
            case Listed(kind, item):
                one = self._reader(item)
                return lambda data, count: list(map(kind, _split(*_lengths(data, count), one)))
            case ByText(item):
                return _by_text(self._reader(item))
            case Members(kind):
                members = dict(kind.__members__)
                return lambda data, count: list(map(members.__getitem__, _all(str, data, count)))
            case Plain():
                return _plain
            case Scalar(kind):
                return _scalar(kind)

    def _row_reader(self, numbers: frozenset[int]) -> Read:
        earlier, number_of = self._earlier, self._numbers

        def read(data: Any, count: int) -> Sequence[Any]:
            rows = _all(int, data, count)
            if rows and min(rows) < 0:
                raise CodecError("no reference")
            if not numbers.issuperset(map(number_of.__getitem__, rows)):
                raise CodecError("a reference to another class")
            return list(map(earlier.__getitem__, rows))

        return read


def _made(cls: Class, columns: list[Sequence[Any]], count: int) -> list[Any]:
    """Return the objects of a class whose fields stand in columns.

    Those of a class that checks nothing itself are filled field by field, which is quicker than calling it.
    """
    made: Any = cls.type
    slots = [getattr(made, name, None) for name in cls.names]
    set_each = [one.__set__ for one in slots if isinstance(one, MemberDescriptorType)]
    if hasattr(made, "__post_init__") or len(set_each) < len(slots):
        return list(map(made, *columns)) if columns else [made() for _ in range(count)]
    objects = list(map(object.__new__, repeat(made, count)))
    for set_one, column in zip(set_each, columns, strict=True):
        _run(map(set_one, objects, column))
    for left_out in fields(made):
        if left_out.name not in cls.names:
            _run(map(getattr(made, left_out.name).__set__, objects, repeat(left_out.default)))
    return objects


def _run(calls: Iterator[Any]) -> None:
    """Make all calls of a `map`."""
    deque(calls, maxlen=0)


def _of(kind: type[Any], data: Any) -> Any:
    if type(data) is not kind:
        raise CodecError(f"{kind.__name__} expected")
    return data


def _check_count(number: int) -> None:
    if not 0 <= number <= _MOST_VALUES:
        raise CodecError("no count")


def _all(kind: type[Any], data: Any, count: int) -> list[Any]:
    """Return a column that must be `count` values of one type."""
    if len(_of(list, data)) != count or not {kind}.issuperset(map(type, data)):
        raise CodecError(f"{count} of {kind.__name__} expected")
    column: list[Any] = data
    return column


def _lengths(data: Any, count: int) -> tuple[list[int], Any]:
    """Return how many values each of `count` has, and what holds the values."""
    lengths, inner = _of(list, data)
    _all(int, lengths, count)
    if lengths and min(lengths) < 0:
        raise CodecError("no length")
    _check_count(sum(lengths))
    return lengths, inner


def _split(lengths: list[int], data: Any, reader: Read) -> Iterator[tuple[Any, ...]]:
    """Yield the values that stand one behind the other in a column, so many at a time."""
    values = tuple(reader(data, sum(lengths)))
    return (values[start:end] for start, end in pairwise(accumulate(lengths, initial=0)))


def _fixed(readers: list[Read]) -> Read:
    def read(data: Any, count: int) -> Sequence[Any]:
        columns = zip(readers, _of(list, data), strict=True)
        inner = [reader(column, count) for reader, column in columns]
        return list(zip(*inner, strict=True)) if inner else [()] * count

    return read


def _by_text(reader: Read) -> Read:
    def read(data: Any, count: int) -> Sequence[Any]:
        lengths, names, inner = _of(list, data)
        keys = _split(*_lengths([lengths, names], count), lambda column, number: _all(str, column, number))
        return [
            dict(zip(*one, strict=True)) for one in zip(keys, _split(lengths, inner, reader), strict=True)
        ]

    return read


def _one_of(readers: list[Read], optional: bool) -> Read:
    allowed = {*range(len(readers)), *([None] if optional else [])}

    def read(data: Any, count: int) -> Sequence[Any]:
        numbers, *columns = _of(list, data)
        same = type(numbers) is not list
        if not same and len(numbers) != count:
            raise CodecError("too few or too many")
        counts = {numbers: count} if same else {number: numbers.count(number) for number in set(numbers)}
        if not allowed.issuperset(counts) or not {int, type(None)}.issuperset(map(type, counts)):
            raise CodecError("no choice")
        inner: dict[int | None, Sequence[Any]] = {
            number: reader(column, counts.get(number, 0))
            for number, (reader, column) in enumerate(zip(readers, columns, strict=True))
        }
        if same:
            return [None] * count if numbers is None else inner[numbers]
        found: dict[int | None, Iterator[Any]] = {number: iter(column) for number, column in inner.items()}
        found[None] = repeat(None)
        return list(map(next, map(found.__getitem__, numbers)))

    return read


def _scalar(kind: type[Any]) -> Read:
    if kind is Fraction:
        return _fractions
    if kind is date:
        return lambda data, count: list(map(date.fromisoformat, _all(str, data, count)))
    return lambda data, count: _all(kind, data, count)


def _fractions(data: Any, count: int) -> Sequence[Fraction]:
    tops, bottoms = _of(list, data)
    return list(map(Fraction, _all(int, tops, count), _all(int, bottoms, count)))


def _plain(data: Any, count: int) -> Sequence[Any]:
    if len(_of(list, data)) != count:
        raise CodecError("too few or too many")
    _check_plain(data)
    column: list[Any] = data
    return column


def _check_plain(data: Any) -> None:
    if isinstance(data, float):
        raise CodecError("no plain data")
    inner: Iterable[Any] = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in inner:
        _check_plain(part)
