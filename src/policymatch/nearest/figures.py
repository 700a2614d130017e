"""The smallest change of one figure with which something holds, found on the grid of its smallest unit.

A figure may stand anywhere in a formula (in a share, a growth, a mean over years, behind a definition), so it
is not solved for by algebra: the formula itself is asked, at ever larger changes and then by halves. What is
found is exact on the grid of fen, people or hundredths of a percent; whether it works is asked of the figure
itself, so that nothing that does not work is ever found.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from policymatch.values import Number
from policymatch.vocabulary import Field, Type

# The smallest difference that people state: a fen, one person, a hundredth of a percent, a day or month.
_GRAINS: dict[Type, Number] = {
    Type.MONEY: Fraction(1, 100),
    Type.COUNT: 1,
    Type.DURATION: 1,
    Type.RATIO: Fraction(1, 10_000),
    Type.NUMBER: Fraction(1, 100),
}
# How far a search goes: a figure to at most 64 times what it is, one of zero to 2^40 grains.
_REACH = 64
_REACH_FROM_ZERO = 2**40

# What a figure just past one on the grid would do, told apart from that: a part of a grain.
BEYOND = Fraction(1, 1_000_000)

Works = Callable[[Number], bool]


def grain_of(field: Field) -> Number:
    """Return the smallest difference in which a figure is changed, in its base unit."""
    return _GRAINS[field.type]


def smallest_change(works: Works, start: Number, field: Field, upward: bool) -> Number | None:
    """Return the figure nearest to `start` on one side with which `works` holds; None if none is found.

    Where `works` does not keep holding further on, the figure may not be the nearest; it always works.
    """
    grain = grain_of(field)
    sign = 1 if upward else -1
    base = floor(start / Fraction(grain)) if upward else ceil(start / Fraction(grain))
    most = _most(base, grain, field, upward)

    def at(steps: int) -> Number:
        return whole((base + sign * steps) * Fraction(grain))

    below, above = 0, min(max(1, abs(base) // _REACH), most)
    while above > below and not works(at(above)):
        below, above = above, min(2 * above, most)
    if above == below:
        return None
    return at(_between(lambda steps: works(at(steps)), below, above))


def nearer(works: Works, start: Number, end: Number, field: Field) -> Number:
    """Return a figure no further than `end` with which half of the change, or a grain less, would not do."""
    grain = Fraction(grain_of(field))
    steps = ceil(abs(Fraction(end) - start) / grain)
    sign = 1 if end > start else -1

    def at(number: int) -> Number:
        return whole(end - sign * (steps - number) * grain)

    def holds(number: int) -> bool:
        return works(at(number))

    found = steps if steps < 2 or not holds(steps - 1) else _between(holds, 0, steps - 1)
    while found > 1 and holds(found // 2):
        found = _between(holds, 0, found // 2)
    return at(found)


def _between(holds: Callable[[int], bool], below: int, above: int) -> int:
    """Return a number that holds while the one before does not, given that `above` holds."""
    while above - below > 1:
        middle = (below + above) // 2
        if holds(middle):
            above = middle
        else:
            below = middle
    return above


def _most(base: int, grain: Number, field: Field, upward: bool) -> int:
    """Return how many grains a figure may move: within what the fact can be at all."""
    reach = _REACH * abs(base) if base else _REACH_FROM_ZERO
    bound = field.bounds[1] if upward else field.bounds[0]
    if bound is None:
        return reach
    room = (bound - base * Fraction(grain)) / Fraction(grain)
    return max(0, min(reach, floor(room if upward else -room)))


def whole(number: Number) -> Number:
    """Return a number as an int where it is one."""
    return number.numerator if number.denominator == 1 else number
