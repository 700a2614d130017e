"""The one known name that a message asks about: did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable

from policymatch.names.kinds import NameKind
from policymatch.names.match import matches
from policymatch.text import normalise


def nearest(
    name: str, candidates: Iterable[str], short: bool = False, kind: NameKind = NameKind.WORD
) -> str | None:
    """Return the candidate most like `name`, or None when none is near enough to be meant.

    With `short`, a name of two characters may differ from what was meant in one of them.
    """
    names = list(candidates)
    of_two = _nearest_of_two(normalise(name), names) if short else None
    if of_two is not None:
        return of_two
    found = matches(kind, name, names, limit=1)
    return found[0].name if found else None


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
