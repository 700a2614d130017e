"""What stands under `score:` → points that are added up and must reach a figure."""

from __future__ import annotations

from policymatch.language import tree
from policymatch.library.leaves import Leaves
from policymatch.library.spec_condition import PointsSpec, PointTiersSpec, ScoreSpec
from policymatch.vocabulary.units import Dimension
from policymatch.yamlio import Path

_POINT: Dimension = (("point", 1),)
_NOTHING = tree.Quantity(0, _POINT)


def build_score(spec: ScoreSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the score, or None when a part of it has problems; every item is worth 0 where nothing holds."""
    items: list[tree.Node] = []
    for index, one in enumerate(spec.items):
        at: Path = (*path, "items", index)
        item = _tiers(one, leaves, at) if isinstance(one, PointTiersSpec) else _item(one, leaves, at)
        if item is not None:
            items.append(item)
    at_least = leaves.number(spec.at_least, (*path, "at_least"), _POINT)
    if at_least is None or len(items) < len(spec.items):
        return None
    return tree.Score(tuple(items), at_least)


def _item(spec: PointsSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the points of one item: those of its condition, or (without one) the points themselves."""
    if spec.test is None and spec.check is None:
        return leaves.number(spec.points, (*path, "points"), _POINT)
    tier = _tier(spec, leaves, path)
    return None if tier is None else tree.Tiers((tier,), otherwise=_NOTHING)


def _tiers(spec: PointTiersSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    made = [_tier(one, leaves, (*path, "tiers", index)) for index, one in enumerate(spec.tiers)]
    tiers = tuple(tier for tier in made if tier is not None)
    otherwise: tree.Node | None = _NOTHING
    if spec.otherwise is not None:
        otherwise = leaves.number(spec.otherwise, (*path, "else"), _POINT)
    return None if otherwise is None or len(tiers) < len(made) else tree.Tiers(tiers, otherwise=otherwise)


def _tier(spec: PointsSpec, leaves: Leaves, path: Path) -> tree.Tier | None:
    when: tree.Node | None
    if (spec.test is None) == (spec.check is None):
        leaves.problem("points-for-what", path)
        when = None
    elif spec.test is not None:
        when = leaves.condition(spec.test, (*path, "if"))
    else:
        when = tree.Check(spec.check or "")
    points = leaves.number(spec.points, (*path, "points"), _POINT)
    return None if when is None or points is None else tree.Tier(when, points)
