"""`less:` what was received before is deducted: read from the firm's past awards (历史获奖).

An award counts when its policy or its matter is the one named (either is enough where both are), and its
level where one is named. Lists of awards that may go on leave the deduction open above.
"""

from __future__ import annotations

from functools import reduce

from policymatch.language import tree
from policymatch.library.benefits.nodes import plus, product
from policymatch.library.leaves import Leaves
from policymatch.library.spec_benefit import LessSpec
from policymatch.values import Comparison
from policymatch.vocabulary.model import AWARD
from policymatch.vocabulary.units import PLAIN
from policymatch.yamlio import Path

PAID = tree.Fact(AWARD, "amount")
POLICY = tree.Fact(AWARD, "policy")
MATTER = tree.Fact(AWARD, "matter")
LEVEL = tree.Fact(AWARD, "level")
YEAR = tree.Fact(AWARD, "year")
_THIS_YEAR = tree.Function("year_of", (tree.RelativeDay(tree.Moment.AS_OF),))


def build_deduction(spec: LessSpec | list[LessSpec], leaves: Leaves, path: Path) -> tree.Node | None:
    """Return what is deducted, or None when a part has problems."""
    if isinstance(spec, LessSpec):
        return _deduction(spec, leaves, path)
    made = [_deduction(one, leaves, (*path, index)) for index, one in enumerate(spec)]
    sound = [one for one in made if one is not None]
    return reduce(plus, sound) if sound and len(sound) == len(made) else None


def _deduction(spec: LessSpec, leaves: Leaves, path: Path) -> tree.Node | None:
    tests: list[tree.Node] = []
    if spec.level is not None:
        levels = leaves.vocabulary.field(AWARD, LEVEL.key).values
        level = levels.find(spec.level)
        if level is None:
            near, known = levels.nearest(spec.level), "、".join(one.label for one in levels.values())
            field = leaves.vocabulary.field(AWARD, LEVEL.key).both
            at: Path = (*path, "level")
            leaves.problem("unknown-value", at, near, found=spec.level, field=field, expected=known)
            return None
        tests.append(tree.Among(LEVEL, (level.key,)))
    if spec.policy is not None or spec.matter is not None:
        policies = () if spec.policy is None else (spec.policy,)
        tests.insert(0, awarded_for(policies, spec.matter))
    if not tests:
        leaves.problem("less-of-nothing", path)
        return None
    if spec.over == "year":
        tests.append(tree.Compare(Comparison.EQ, YEAR, _THIS_YEAR))
    past = past_awards(tests[0] if len(tests) == 1 else tree.All(tuple(tests)))
    if spec.share is None:
        return past
    share = leaves.number(spec.share, (*path, "share"), PLAIN)
    return None if share is None else product(past, share)


def awarded_for(policies: tuple[str, ...], matter: str | None) -> tree.Node:
    """Return that an award is of one of `policies` (by id or title) or for `matter`."""
    tests: list[tree.Node] = [tree.Among(POLICY, policies)] if policies else []
    if matter is not None:
        tests.append(tree.Among(MATTER, (matter,)))
    return tests[0] if len(tests) == 1 else tree.Any(tuple(tests))


def past_awards(where: tree.Node) -> tree.Node:
    """Return the sum of the past awards for which `where` holds."""
    return tree.Records(tree.Summary.SUM, AWARD, where, PAID)
