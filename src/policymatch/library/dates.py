"""Dates and filing windows of a rule file."""

from __future__ import annotations

import re
from datetime import date

from policymatch.library.leaves import Leaves
from policymatch.library.spec import ApplySpec, WindowSpec
from policymatch.policy import Filing, Window
from policymatch.values.dates import days_written
from policymatch.yamlio import Path

_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?\Z")

# A leap year, so that 29 February can be written in a window of every year.
_ANY_YEAR = 2000


def read_day(text: str, leaves: Leaves, path: Path, last: bool = False) -> date | None:
    """Return a date; of an incomplete one (2025, 2025-03) the first or the `last` day."""
    try:
        days = days_written(text)
    except ValueError:
        leaves.problem("bad-date", path, found=text)
        return None
    return days.high if last else days.low


def build_filing(spec: ApplySpec | None, leaves: Leaves, path: Path) -> Filing:
    """Return how to apply; windows that run backwards are problems."""
    if spec is None:
        return Filing()
    listed = isinstance(spec.window, list)
    specs = spec.window if isinstance(spec.window, list) else [spec.window] if spec.window else []
    windows: list[Window] = []
    for index, one in enumerate(specs):
        at: Path = (*path, "window", index) if listed else (*path, "window")
        window = _window(one, leaves, at)
        if window is not None:
            windows.append(window)
    return Filing(
        windows=tuple(windows),
        always=any(one.always for one in specs),
        channel=spec.channel,
        materials=tuple(spec.materials),
        contact=spec.contact,
    )


def _window(spec: WindowSpec, leaves: Leaves, path: Path) -> Window | None:
    if spec.every_year is not None:
        first = _day_of_year(spec.every_year[0], leaves, (*path, "every_year", 0))
        last = _day_of_year(spec.every_year[1], leaves, (*path, "every_year", 1))
        return None if first is None or last is None else Window(first, last, every_year=True)
    if spec.dates is not None:
        first = read_day(spec.dates[0], leaves, (*path, "dates", 0))
        last = read_day(spec.dates[1], leaves, (*path, "dates", 1), last=True)
        if first is None or last is None:
            return None
        if last < first:
            leaves.problem("window-backwards", path, found=f"{first} – {last}")
            return None
        return Window(first, last)
    if not spec.always:
        leaves.problem("window-empty", path)
    return None


def _day_of_year(text: str, leaves: Leaves, path: Path) -> date | None:
    match = _DAY.match(text)
    try:
        if match is None:
            raise ValueError(text)
        return date(_ANY_YEAR, int(match[1]), int(match[2]))
    except ValueError:
        leaves.problem("bad-day", path, found=text)
        return None
