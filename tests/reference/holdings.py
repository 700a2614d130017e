"""Which honours a firm holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.reference.world import Facts, World

from policymatch.language import tree


def holds(how: tree.Holding, wanted: Sequence[tree.HonourWanted], world: World) -> bool | None:
    """Return whether some listed honour is one of those wanted, and held as asked."""
    answers = {
        _is_held(how, one, record, world) for record in world.records.get("honour", ()) for one in wanted
    }
    if True in answers:
        return True
    # That all honours in force are listed says nothing of those that once were (semantics 4).
    return None if None in answers or how is tree.Holding.EVER else False


def _is_held(how: tree.Holding, wanted: tree.HonourWanted, record: Facts, world: World) -> bool | None:
    """Return whether one record is what is wanted: its name, level, way of award, year and time in force."""
    unknown = False
    issued = record.get(("issued", None, None))
    year = None if wanted.year is None else world.year(wanted.year)
    expires = record.get(("expires", None, None))
    asked = [
        (wanted.honour, record.get(("name", None, None))),
        (wanted.level, record.get(("level", None, None))),
        (wanted.how, record.get(("how", None, None))),
        (year, issued.year if isinstance(issued, date) else None),
    ]
    for want, stated in asked:
        if want is None:
            continue
        if stated is None:
            unknown = True
        elif stated != want:
            return False
    if how is not tree.Holding.EVER:
        if isinstance(expires, date):
            if expires < world.as_of:
                return False
        elif how is tree.Holding.VALID:
            unknown = True
    return None if unknown else True
