"""How names are compared: normalised first, then looked up, and the nearest one offered when that fails.

Normalising folds what people type differently but mean alike: full and half width, letter case,
white space, and (only when the plain lookup fails, since it costs more) traditional characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from policymatch.text import normalise, simplified

T = TypeVar("T")

# Below this similarity (0-100) a suggestion confuses more than it helps: 研发投人/研发投入 scores 75,
# two unrelated four-character labels that share one character 25 to 50.
_NEAR_ENOUGH = 60


def look_up(name: str, table: Mapping[str, T]) -> T | None:
    """Return what `table` (keyed by normalised names) holds for `name`, also in traditional form."""
    found = table.get(normalise(name))
    if found is None and not name.isascii():
        found = table.get(normalise(simplified(name)))
    return found


def nearest(name: str, candidates: Iterable[str], short: bool = False) -> str | None:
    """Return the candidate most like `name`, or None when none is near enough to be meant.

    With `short`, a name of two characters may differ from what was meant in one of them.
    """
    from rapidfuzz import fuzz, process

    # rapidfuzz would offer the values of a mapping, not its names.
    names = list(candidates)
    of_two = _nearest_of_two(normalise(name), names) if short else None
    if of_two is not None:
        return of_two
    best = process.extractOne(name, names, scorer=fuzz.ratio, processor=normalise, score_cutoff=_NEAR_ENOUGH)
    return None if best is None else str(best[0])


def _nearest_of_two(name: str, candidates: list[str]) -> str | None:
    """Return the one name of two characters that differs from `name` in one of them (项木/项目).

    Two such names score 50, as unrelated ones do, so that only one candidate at all makes a suggestion.
    """
    if len(name) != 2 or name.isascii():
        return None
    near = {
        candidate
        for candidate in candidates
        if len(other := normalise(candidate)) == 2 and (other[0] == name[0]) != (other[1] == name[1])
    }
    return near.pop() if len(near) == 1 else None
