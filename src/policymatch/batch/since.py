"""What of an earlier match table still stands: which policies and firms are asked about again, and why.

A row hangs on the firm, the policy, the day and how rows are made, and on nothing else. So the rows of a
firm whose version and day are the same stand for every policy whose version is the same; the firm's place in
its table does not matter. All is asked again where rows are made in another way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np

from policymatch.batch.earlier import About, Earlier
from policymatch.batch.firm_versions import FirmVersions
from policymatch.batch.planes import Rows
from policymatch.firms.arrow import arrow, compute


class Anew(StrEnum):
    """Why nothing can be taken over."""

    PROGRAM = "program"  # another version of policymatch
    OPTIONS = "options"  # amounts or undecided rows were asked for otherwise
    UNLISTED = "unlisted"  # nobody knows the versions of its firms
    DAY = "day"  # every firm is asked about on another day


@dataclass(frozen=True)
class Reuse:
    """What is taken over: the number that each firm (by its own) has in the earlier table, or -1.

    `changed` are the policies, by id, that all firms are asked about. `anew` says why all is asked again.
    """

    earlier: Earlier
    firms: Rows
    changed: tuple[str, ...]
    kept: frozenset[str]
    anew: Anew | None = None

    def taken(self, numbers: Rows) -> Any:
        """Return the rows that are taken over of some firms, in no certain order."""
        places = self.firms[numbers]
        rows = self.earlier.rows_of(places[places >= 0], numbers[places >= 0])
        ids = arrow().array(sorted(self.kept), arrow().string())
        kept = compute().is_in(rows.column("policy_id").cast(arrow().string()), value_set=ids)
        return rows.filter(kept)


def reuse_of(earlier: Earlier, now: About, found: FirmVersions, schema: Any) -> Reuse:
    """Return what of an earlier table stands for a run that would be `now`, of the firms `found`."""
    nothing = np.full(len(found.versions), -1)
    changed = tuple(now.policies)
    then, listed = earlier.about, earlier.firms()
    if then is not None and then.program != now.program:
        return Reuse(earlier, nothing, changed, frozenset(), Anew.PROGRAM)
    if then is None or listed is None:
        return Reuse(earlier, nothing, changed, frozenset(), Anew.UNLISTED)
    if then.options != now.options or not _alike(earlier.schema, schema):
        return Reuse(earlier, nothing, changed, frozenset(), Anew.OPTIONS)
    pc = compute()
    sound = np.flatnonzero(~np.asarray(listed.wrong))
    places = pc.index_in(found.versions, value_set=listed.versions.take(arrow().array(sound)))
    places = np.asarray(places.fill_null(-1)).astype(np.int64)
    firms = np.where(places >= 0, sound[places] if len(sound) else places, -1)
    moved = _days(then, found.days) != _days(now, found.days)
    if len(moved) and moved.all():
        return Reuse(earlier, nothing, changed, frozenset(), Anew.DAY)
    firms[moved] = -1
    kept = {one for one, version in now.policies.items() if then.policies.get(one) == version}
    return Reuse(earlier, firms, tuple(one for one in changed if one not in kept), frozenset(kept))


def merged(tables: Sequence[Any], places: dict[str, int], schema: Any) -> Any:
    """Return rows of several tables as one batch: firm after firm, policies as the library has them."""
    pa = arrow()
    table = pa.concat_tables([one.cast(schema) for one in tables])
    table = table.unify_dictionaries().combine_chunks()
    ids = table.column("policy_id").combine_chunks()
    ranks = np.array([places.get(one, -1) for one in ids.dictionary.to_pylist()], np.int64)
    order = np.lexsort((ranks[np.asarray(ids.indices)], np.asarray(table.column("firm"))))
    batches = table.take(pa.array(order)).combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=schema)


def _days(run: About, own: Any) -> Any:
    """Return the day on which each firm is asked about, as a number."""
    days = np.asarray(own.cast(arrow().int32()).fill_null(_number(run.today)))
    return days if run.as_of is None else np.full(len(days), _number(run.as_of))


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _alike(one: Any, other: Any) -> bool:
    return [(field.name, field.type) for field in one] == [(field.name, field.type) for field in other]
