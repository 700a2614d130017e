"""What stands under `score:` → points that are added up and must reach a figure; and their sum alone."""

from __future__ import annotations

from collections.abc import Sequence

from policymatch.language import tree
from policymatch.library.leaves import Leaves
from policymatch.library.spec_condition import PointsSpec, PointTiersSpec, ScoreItemSpec, ScoreSpec
from policymatch.vocabulary.units import Dimension
from policymatch.yamlio import Path

POINT: Dimension = (("point", 1),)
_NOTHING = tree.Quantity(0, POINT)


def build_score(spec: ScoreSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the score, or None when a part of it has problems; every item is worth 0 where nothing holds."""
    items = _items(spec.items, leaves, (*path, "items"))
    at_least = leaves.number(spec.at_least, (*path, "at_least"), POINT)
    return None if items is None or at_least is None else tree.Score(items, at_least)


def build_points(specs: Sequence[ScoreItemSpec], leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the sum of the points of items that stand at `path`, or None when one of them has problems."""
    items = _items(specs, leaves, path)
    return None if items is None else tree.Function("sum", items)


def _items(specs: Sequence[ScoreItemSpec], leaves: Leaves, path: Path) -> tuple[tree.Node, ...] | None:
    items: list[tree.Node] = []
    for index, one in enumerate(specs):
        at: Path = (*path, index)
        item = _tiers(one, leaves, at) if isinstance(one, PointTiersSpec) else _item(one, leaves, at)
        if item is not None:
            items.append(item)
    return tuple(items) if len(items) == len(specs) else None


def _item(spec: PointsSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the points of one item: those of its condition, or (without one) the points themselves."""
    if spec.test is None and spec.check is None:
        return leaves.number(spec.points, (*path, "points"), POINT)
    tier = _tier(spec, leaves, path)
    return None if tier is None else tree.Tiers((tier,), otherwise=_NOTHING)


def _tiers(spec: PointTiersSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    made = [_tier(one, leaves, (*path, "tiers", index)) for index, one in enumerate(spec.tiers)]
    tiers = tuple(tier for tier in made if tier is not None)
    otherwise: tree.Node | None = _NOTHING
    if spec.otherwise is not None:
        otherwise = leaves.number(spec.otherwise, (*path, "else"), POINT)
    return None if otherwise is None or len(tiers) < len(made) else tree.Tiers(tiers, otherwise=otherwise)


def _tier(spec: PointsSpec, leaves: Leaves, path: Path) -> tree.Tier | None:
    when: tree.Node | None
    if (spec.test is None) == (spec.check is None):
        leaves.problem("points-for-what", path)
        when = None
    elif spec.test is not None:
        when = leaves.condition(spec.test, (*path, "if"))
    else:
        when = tree.Check(spec.check or "", owner=leaves.owner)
    points = leaves.number(spec.points, (*path, "points"), POINT)
    return None if when is None or points is None else tree.Tier(when, points)
