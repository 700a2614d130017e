"""What the types of fields allow: a shape for each annotation, and the classes that may be built."""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints


class CodecError(ValueError):
    """A value is not of the type it should have."""


@dataclass(frozen=True)
class Scalar:
    """Text, a whole number, a truth, a date or a fraction."""

    type: type[Any]


@dataclass(frozen=True)
class Members:
    """One member of an enumeration."""

    type: type[Enum]


@dataclass(frozen=True)
class Plain:
    """Data as JSON has it."""


@dataclass(frozen=True)
class Several:
    """A tuple of any length."""

    item: Shape


@dataclass(frozen=True)
class Fixed:
    """A tuple of fixed length."""

    items: tuple[Shape, ...]


@dataclass(frozen=True)
class ByText:
    """A mapping by text."""

    item: Shape


@dataclass(frozen=True)
class Listed:
    """A mapping that is made of its values."""

    type: type[Any]
    item: Shape


@dataclass(frozen=True)
class OneOf:
    """A union; `optional` when it may be None."""

    choices: tuple[Shape, ...]
    optional: bool


@dataclass(frozen=True)
class Row:
    """A dataclass: one of the classes with these numbers."""

    numbers: frozenset[int]


# Evaluating annotations takes most of the time that a codec's making takes; several codecs share classes.
_hints = cache(get_type_hints)

Shape = Scalar | Members | Plain | Several | Fixed | ByText | Listed | OneOf | Row
_SCALARS = (str, int, bool, date, Fraction)


@dataclass(frozen=True)
class Class:
    """A dataclass with the shapes of its fields."""

    type: type[Any]
    names: tuple[str, ...]
    shapes: tuple[Shape, ...]


class Shapes:
    """The shapes of annotations, and the classes met in them by number."""

    def __init__(self, listed: tuple[type[Mapping[str, Any]], ...]) -> None:
        self.listed = listed
        self.classes: list[Class] = []
        self.numbers: dict[Any, int] = {}
        self._rows: dict[Any, Row] = {}

    def of(self, annotation: Any, of_variables: Mapping[Any, Any] | None = None) -> Shape:
        """Return the shape of an annotation. Raises CodecError when there is none."""
        if isinstance(annotation, TypeVar):
            annotation = (of_variables or {})[annotation]
        origin, arguments = get_origin(annotation) or annotation, get_args(annotation)

        def inner(one: Any) -> Shape:
            return self.of(one, of_variables)

        if origin is Union or origin is types.UnionType:
            choices = tuple(inner(one) for one in arguments if one is not types.NoneType)
            return OneOf(choices, optional=len(choices) < len(arguments))
        if origin is tuple:
            if len(arguments) == 2 and arguments[1] is Ellipsis:
                return Several(inner(arguments[0]))
            return Fixed(tuple(inner(one) for one in arguments))
        if origin in _SCALARS:
            return Scalar(origin)
        if origin is object or origin is Any:
            return Plain()
        if origin in self.listed:
            return Listed(origin, inner(arguments[0]))
        if origin in (Mapping, dict) and arguments[0] is str:
            item = inner(arguments[1])
            return Plain() if item == Plain() else ByText(item)
        if isinstance(origin, type) and issubclass(origin, Enum):
            return Members(origin)
        if is_dataclass(origin):
            return self._row(origin, tuple(self._given(one, of_variables) for one in arguments))
        raise CodecError(f"no shape for {annotation!r}")

    def _given(self, argument: Any, of_variables: Mapping[Any, Any] | None) -> Any:
        return (of_variables or {})[argument] if isinstance(argument, TypeVar) else argument

    def _row(self, cls: Any, arguments: tuple[Any, ...]) -> Row:
        key = (cls, arguments)
        if key not in self._rows:
            family = _family(cls)
            new = [one for one in family if (one, arguments) not in self.numbers]
            for one in new:
                self.numbers[one, arguments] = len(self.numbers)
                self.classes.append(Class(one, (), ()))
            # Known before its fields are looked at, since they may hold the class itself.
            self._rows[key] = Row(frozenset(self.numbers[one, arguments] for one in family))
            for one in new:
                self.classes[self.numbers[one, arguments]] = self._class(one, arguments)
        return self._rows[key]

    def _class(self, cls: Any, arguments: tuple[Any, ...]) -> Class:
        variables = dict(zip(getattr(cls, "__parameters__", ()), arguments, strict=False))
        hints = _hints(cls)
        # What is given by name and not compared is where a node stood in its leaf. Only errors tell that, and
        # what is kept has none.
        told = [field for field in fields(cls) if field.init and (field.compare or not field.kw_only)]
        if any(field.kw_only for field in told):
            raise CodecError(f"{cls} has fields by name")
        names = tuple(field.name for field in told)
        return Class(cls, names, tuple(self.of(hints[name], variables) for name in names))


def _family(cls: Any) -> list[Any]:
    """Return a dataclass and its subclasses, without what `slots=True` has left of each."""
    found = [cls] if getattr(sys.modules[cls.__module__], cls.__name__, None) is cls else []
    for one in cls.__subclasses__():
        found += [more for more in _family(one) if is_dataclass(more) and more not in found]
    return found
