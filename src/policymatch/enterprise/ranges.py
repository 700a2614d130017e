"""A range of figures or dates written by its two ends: [50, 99], {最低: 50, 最高: 99}."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from policymatch.enterprise.labels import HIGH, LOW, RANGE, is_unknown
from policymatch.enterprise.parts import named_parts
from policymatch.enterprise.trouble import Report, UnreadableError, shown
from policymatch.values import Number, Span
from policymatch.yamlio import Path
from policymatch.yamlio.read import Data

P = TypeVar("P", Number, date)


def span_of(datum: Data, path: Path, read: Callable[[str | int], Span[P]], report: Report) -> Span[P] | None:
    """Return the span that a text, a number, or a range of two ends is; `read` reads one text or number.

    An end that is unknown is unbounded; None when both are, or when an end cannot be read, which is reported.
    Raises UnreadableError when the datum as a whole cannot be read.
    """
    if isinstance(datum, str | int) and not isinstance(datum, bool):
        return read(datum)
    ends: list[Span[P] | None] = []
    for end, at in _ends(datum, path, report):
        try:
            ends.append(None if is_unknown(end) else _one_end(end, read))
        except UnreadableError as error:
            report.add(error, at)
            return None
    if not ends:
        return None
    low, high = ends
    low_end = None if low is None else low.low
    high_end = None if high is None else high.high
    if low_end is None and high_end is None:
        return None
    if low_end is not None and high_end is not None and low_end > high_end:
        raise UnreadableError("range-reversed")
    return Span(low_end, high_end)


def is_range(datum: dict[str, Data]) -> bool:
    """Return whether a mapping has a key that only a range has."""
    return any(RANGE.find(key) is not None for key in datum)


def _one_end(datum: Data, read: Callable[[str | int], Span[P]]) -> Span[P]:
    if isinstance(datum, str | int) and not isinstance(datum, bool):
        span = read(datum)
        # An end may be a whole month, but no range of figures, and nothing that is itself open.
        if span.is_exact or (span.is_bounded and isinstance(span.low, date)):
            return span
    raise UnreadableError("range-end", found=shown(datum))


def _ends(datum: Data, path: Path, report: Report) -> list[tuple[Data, Path]]:
    """Return the two ends with their places; none when the keys are wrong, which is reported."""
    if isinstance(datum, list):
        if len(datum) != 2:
            raise UnreadableError("range-of-two", length=len(datum))
        return [(end, (*path, index)) for index, end in enumerate(datum)]
    if not isinstance(datum, dict):
        raise UnreadableError("not-a-value", found=shown(datum))
    parts = named_parts(datum, RANGE, path, report)
    if parts is None:
        return []
    keys = [parts.get(term.key) for term in (LOW, HIGH)]
    return [(None, path) if key is None else (datum[key], (*path, key)) for key in keys]
