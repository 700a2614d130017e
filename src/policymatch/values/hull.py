"""The hull of several possible values of one field: everything that one of them allows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import cast

from policymatch.values.choice import Choice
from policymatch.values.codes import Codes
from policymatch.values.listing import Listing
from policymatch.values.span import DateSpan, Span
from policymatch.values.truth import Truth
from policymatch.values.value import Value


def hull(values: Iterable[Value]) -> Value:
    """Return everything that one of several values of the same field allows."""
    return reduce(_either, values)


def _either(left: Value, right: Value) -> Value:
    if left == right:
        return left
    if isinstance(left, Span):
        # Both are values of one field, so both are numbers or both are dates.
        return cast(DateSpan, left).hull(cast(DateSpan, right))
    if isinstance(left, Choice) and isinstance(right, Choice):
        both_known = left.members is not None and right.members is not None
        return Choice((left.members or frozenset()) | (right.members or frozenset()) if both_known else None)
    if isinstance(left, Codes) and isinstance(right, Codes):
        return Codes(left.prefixes | right.prefixes)
    if isinstance(left, Listing) and isinstance(right, Listing):
        return Listing(tuple(item for item in left.items if item in right.items))
    return Truth.UNKNOWN
