"""Dataclasses ↔ rows of JSON, guided by the types of their fields.

Every dataclass becomes a row, the number of its class and its fields; where a field holds another, the row
has that one's number. Equal rows are written once, and read back as one object. Reading trusts nothing: it
builds only classes that the types of the fields name, every value must be of the type of its field, a row
may only use rows before it, and rows may not nest too deep.

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
        writer = Writer(self._shapes)
        try:
            root = writer.write(self._root, value)
        except RecursionError as error:
            raise CodecError("too deep") from error
        return f'{{"root": {json.dumps(root)}, "rows": [{",".join(writer.rows)}]}}'

    def load(self, text: str) -> T:
        """Return the value that `dump` has written. Raises CodecError for any other text."""
        try:
            data = json.loads(text)
            value: T = Reader(self._shapes).read(self._root, data["root"], data["rows"])
        except CodecError:
            raise
        except (ValueError, TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError) as error:
            raise CodecError(str(error)) from error
        except RecursionError as error:
            raise CodecError("too deep") from error
        return value
