"""What is known of a fact when it is given in several bases (口径) and the question names none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, cast

from policymatch.values import Choice, Codes, DateSpan, Listing, Span, Truth, Value

if TYPE_CHECKING:
    from policymatch.enterprise.model import FactKey, Known


def in_any_basis(facts: Mapping[FactKey, Known]) -> dict[tuple[str, int | None], Value]:
    """Return the value of every fact for a question without a basis, by field key and year.

    A figure given without a basis answers it. If there are only figures with bases, any of them may be the
    one meant, so the answer is all that they allow.
    """
    given: dict[tuple[str, int | None], list[Value]] = {}
    for (key, year, _), known in facts.items():
        given.setdefault((key, year), []).append(known.value)
    plain = {(key, year): known.value for (key, year, basis), known in facts.items() if basis is None}
    return {name: plain[name] if name in plain else hull(values) for name, values in given.items()}


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
