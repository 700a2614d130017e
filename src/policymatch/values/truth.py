"""Kleene's strong three-valued logic: an answer is given only when no missing fact could change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NoReturn


class Truth(IntEnum):
    """False, unknown or true, in that order, so that "and" is the minimum and "or" the maximum."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @staticmethod
    def of(value: bool) -> Truth:
        """Return the certain truth of a Python bool."""
        return Truth.TRUE if value else Truth.FALSE

    @property
    def negated(self) -> Truth:
        """Return not-self: unknown stays unknown."""
        return _NEGATED[self]

    @property
    def known(self) -> bool:
        """Return whether the answer is certain."""
        return self is not Truth.UNKNOWN

    def __bool__(self) -> NoReturn:
        # `if truth:` would treat unknown as true; every caller must say which of the three it means.
        raise TypeError("a Truth has three values: compare it with Truth.TRUE, FALSE or UNKNOWN")


# Names of the module are looked up much faster than members of an enumeration.
_FALSE, _UNKNOWN, _TRUE = Truth
_NEGATED = {Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN, Truth.TRUE: Truth.FALSE}


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return whether all hold: false as soon as one is false. Stops there, so pass a generator."""
    result = _TRUE
    for truth in truths:
        if truth is _FALSE:
            return truth
        if truth is _UNKNOWN:
            result = truth
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return whether at least one holds: true as soon as one is true. Stops there, so pass a generator."""
    result = _FALSE
    for truth in truths:
        if truth is _TRUE:
            return truth
        if truth is _UNKNOWN:
            result = truth
    return result


def at_least(count: int, truths: Sequence[Truth]) -> Truth:
    """Return whether `count` or more hold."""
    sure = sum(truth is _TRUE for truth in truths)
    if sure >= count:
        return _TRUE
    possible = sum(truth is not _FALSE for truth in truths)
    return _FALSE if possible < count else _UNKNOWN
