"""Dataclasses ↔ tables of JSON, guided by the types of their fields.

All objects of a class stand in one table, a column for each field; where a field holds another object, the
column has that one's number. Equal objects are written once, and read back as one object. Tables lie in
layers, and a layer may only use the objects of layers before it. Reading trusts nothing: it builds only
classes that the types of the fields name, every value must be of the type of its field, and there may not be
too many layers.

Fields may be text, whole numbers, fractions, truths, dates, enumerations, dataclasses (generic ones and
subclasses too), tuples, mappings by text, unions of these, and plain data (`object`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from policymatch.cache.reading import Reader
from policymatch.cache.shapes import CodecError, Shape, Shapes
from policymatch.cache.writing import Writer

__all__ = ["Codec", "CodecError"]

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes and reads values of one type.

    `listed` are mappings that can be made again of their values alone.
    """

    def __init__(self, of: Any, listed: Iterable[type[Mapping[str, Any]]] = ()) -> None:
        self._shapes = Shapes(tuple(listed))
        self._root: Shape = self._shapes.of(of)

    def dump(self, value: T) -> str:
        """Return `value` as text. Raises CodecError when it holds something of another type."""
        try:
            return Writer(self._shapes).write(self._root, value)
        except RecursionError as error:
            raise CodecError("too deep") from error

    def load(self, text: str) -> T:
        """Return the value that `dump` has written. Raises CodecError for any other text."""
        try:
            data = json.loads(text)
            value: T = Reader(self._shapes).read(self._root, data["root"], data["layers"])
        except CodecError:
            raise
        except (ValueError, TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError) as error:
            raise CodecError(str(error)) from error
        except RecursionError as error:
            raise CodecError("too deep") from error
        return value
