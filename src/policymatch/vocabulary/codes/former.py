"""Regions that were merged, divided or abolished: what their names meant until the day of the change.

A former region is no code of today. It is held as the codes of today that together are its area: a code
where a region of today lies wholly inside it, and a *part* where only some of that region does. A part is
written below the region it lies in, with the former region's own code behind a slash: `330102/330104` is
what 上城区 (330102) has of the former 江干区 (330104). So a firm that says 上城区 may lie there or not, and a
firm there certainly lies in 上城区 and in 杭州市.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MERGED = "merged_regions.tsv"

# What people put before the name of a region that is no more, and what tells it from one of that name today.
FORMERLY = "原"
# What stands before a name or code of today where on the day in question it was another region's.
NOW = "现"


@dataclass(frozen=True)
class Former:
    """A region as it was until the day before `until`; `code` is the prefix it had in the standard."""

    code: str
    name: str
    until: date
    prefixes: tuple[str, ...]
    """The regions of today, and parts of such, that together are its area."""

    @property
    def key(self) -> str:
        """What `resolve` calls it: a code may have belonged to several regions, one after the other."""
        return f"{self.code}<{self.until}"

    @property
    def bases(self) -> tuple[str, ...]:
        """The regions of today that have some of its area."""
        return tuple(prefix.partition("/")[0] for prefix in self.prefixes)

    def meets(self, prefixes: Iterable[str]) -> bool:
        """Return whether some of its area may also be some of that of `prefixes`."""
        return any(
            mine.startswith(theirs) or theirs.startswith(mine)
            for theirs in prefixes
            for mine in self.prefixes
        )


def in_force(gone: Iterable[Former], on: date | None) -> tuple[list[Former], list[Former]]:
    """Return those that there still were on a day, and those that there were no more; without a day, none.

    Of one that changed several times it is the shape of that day, or else the last one.
    """
    there: dict[str, Former] = {}
    past: dict[str, Former] = {}
    for one in sorted(gone, key=lambda one: one.until):
        if on is None or one.until <= on:
            past[one.code] = one
        else:
            there.setdefault(one.code, one)
    return list(there.values()), list(past.values())


def borne(now: tuple[str, ...], gone: Iterable[Former], on: date | None) -> tuple[str, ...]:
    """Return what a name means on a day, of the regions of today and the former ones that bear it.

    A region in force on the day stands before one that took its place later. A name that is borne on the day
    may still be used for a region elsewhere that there is no more (江北区 of Chongqing, and of Ningbo): then
    it has both meanings.
    """
    there, past = in_force(gone, on)
    found = [one.key for one in there]
    area = [prefix for one in there for prefix in one.prefixes]
    for code in now:
        if not any(one.meets((code,)) for one in there):
            found.append(code)
            area.append(code)
    found += [one.key for one in past if not found or not one.meets(area)]
    return tuple(sorted(found))


def read_former(rows: Iterable[list[str]]) -> tuple[Former, ...]:
    """Return the former regions of a table: code, day of the change, name, what it is now, approval."""
    return tuple(
        Former(code.removesuffix("00"), name, date.fromisoformat(day), tuple(now.split()))
        for code, day, name, now, *_ in rows
    )
