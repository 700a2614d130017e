"""A policy's condition as criteria of which one that fails settles it, and as alternatives.

Most policies fail for most firms, and on a criterion that many share. Sets of policies are the bits of an
integer, so that one criterion rules all of its policies out at once (plan/sieve.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policymatch.plan.plan import Join, Operation, Plan
from policymatch.values import Truth

# A literal, and the policies (bit n for the root n) that one truth of it makes false.
Settles = Sequence[tuple[int, int]]

_FALSE, _UNKNOWN, _TRUE = Truth


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a literal says where it stands: by whether it is false, unknown or true (see `Truth`)."""

    step: int
    says: tuple[Truth, Truth, Truth]


@dataclass(frozen=True, slots=True)
class Clauses:
    """A condition that holds only where each of its `leaves` holds and, of each of `several`, one at least.

    That is all there is to it where it is `exact`; otherwise there is more that may make it false or unknown.
    """

    leaves: tuple[Leaf, ...] = ()
    several: tuple[tuple[Clauses, ...], ...] = ()
    exact: bool = True


def clauses_of(plan: Plan, step: int, turned: bool = False) -> Clauses:
    """Return what a step hangs on; `turned`, what its opposite hangs on."""
    if step < len(plan.literals):
        return Clauses((Leaf(step, (_TRUE, _UNKNOWN, _FALSE) if turned else (_FALSE, _UNKNOWN, _TRUE)),))
    match plan.operations[step - len(plan.literals)]:
        case Operation(Join.ALL | Join.ANY as join, several):
            items = tuple(clauses_of(plan, item, turned) for item in several)
            every = (join is Join.ALL) is not turned
            return _all(items) if every or len(items) == 1 else Clauses(several=(items,))
        case Operation(Join.NOT, (item,)):
            return clauses_of(plan, item, not turned)
        case Operation(Join.PRESUME, (item,), _, presumed):
            return _presumed(clauses_of(plan, item, turned), Truth.of(presumed is not turned))
        case Operation(Join.COVER, (item, _)):
            # Where the first item is unknown, the second may say more.
            return replace(clauses_of(plan, item, turned), exact=False)
    return Clauses(exact=False)


def _all(items: tuple[Clauses, ...]) -> Clauses:
    return Clauses(
        tuple(leaf for item in items for leaf in item.leaves),
        tuple(several for item in items for several in item.several),
        all(item.exact for item in items),
    )


def _presumed(clauses: Clauses, presumed: Truth) -> Clauses:
    """Return the same where what stays unknown is presumed: one leaf says it, and several only together."""
    if not clauses.exact or clauses.several or len(clauses.leaves) != 1:
        return replace(clauses, exact=False)
    (leaf,) = clauses.leaves
    false, unknown, true = (presumed if truth is _UNKNOWN else truth for truth in leaf.says)
    return Clauses((Leaf(leaf.step, (false, unknown, true)),))


def decisive(plan: Plan) -> tuple[Settles, Settles]:
    """Return which roots are false where a literal is false, and which are where it is true."""
    if_false: dict[int, int] = {}
    if_true: dict[int, int] = {}
    for place, root in enumerate(plan.roots.values()):
        for leaf in clauses_of(plan, root).leaves:
            for truth, settled in (_FALSE, if_false), (_TRUE, if_true):
                if leaf.says[truth] is _FALSE:
                    settled[leaf.step] = settled.get(leaf.step, 0) | 1 << place
    return tuple(if_false.items()), tuple(if_true.items())
