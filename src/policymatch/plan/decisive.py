"""Which criteria settle which policies by themselves: a firm elsewhere is out of every policy of the city.

Most policies fail for most firms, and on a criterion that many share. Sets of policies are the bits of an
integer, so that one criterion rules all of its policies out at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from policymatch.plan.plan import Join, Operation, Plan
from policymatch.values import Truth

# A literal, and the policies (bit n for the root n) that one truth of it makes false.
Settles = Sequence[tuple[int, int]]


def decisive(plan: Plan) -> tuple[Settles, Settles]:
    """Return which roots are false where a literal is false, and which are where it is true."""
    if_false: dict[int, int] = {}
    if_true: dict[int, int] = {}
    for place, root in enumerate(plan.roots.values()):
        for step, truth in _sufficient(plan, root, Truth.FALSE):
            settled = if_false if truth is Truth.FALSE else if_true
            settled[step] = settled.get(step, 0) | 1 << place
    return tuple(if_false.items()), tuple(if_true.items())


def _sufficient(plan: Plan, step: int, truth: Truth) -> list[tuple[int, Truth]]:
    """Return the literals of which one, by its truth alone, gives `step` the truth asked for."""
    if step < len(plan.literals):
        return [(step, truth)]
    operation: Operation = plan.operations[step - len(plan.literals)]
    match operation.join:
        case Join.NOT:
            return _sufficient(plan, operation.items[0], truth.negated)
        case Join.PRESUME | Join.COVER:
            return _sufficient(plan, operation.items[0], truth)
        case Join.ALL if truth is Truth.FALSE:
            pass
        case Join.ANY if truth is Truth.TRUE:
            pass
        case _:
            return []
    return [found for item in operation.items for found in _sufficient(plan, item, truth)]
