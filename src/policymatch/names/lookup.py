"""Names looked up in a table: full and half width, letter case, white space and script make no difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from policymatch.text import normalise, simplified

T = TypeVar("T")


def look_up(name: str, table: Mapping[str, T]) -> T | None:
    """Return what `table` (keyed by normalised names) holds for `name`, also in traditional form."""
    found = table.get(normalise(name))
    if found is None and not name.isascii():
        # Only when the plain lookup fails, since it costs more.
        found = table.get(normalise(simplified(name)))
    return found
