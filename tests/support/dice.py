"""Random things made by plain functions of a `random.Random`.

The same functions serve hypothesis, which hands them a generator whose every throw it can shrink, and the
long run of the laws, which seeds the standard one and makes cases a hundred times faster.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from hypothesis import strategies as st

P = ParamSpec("P")
T = TypeVar("T")


def drawn(
    make: Callable[Concatenate[Random, P], T], *args: P.args, **kwargs: P.kwargs
) -> st.SearchStrategy[T]:
    """Return the strategy of what `make` makes with dice that hypothesis throws."""
    return st.randoms(use_true_random=False).map(lambda dice: make(dice, *args, **kwargs))


def one_in(dice: Random, sides: int) -> bool:
    """Return true once in so many throws; hypothesis shrinks towards false."""
    return dice.randrange(sides) == sides - 1


def some(dice: Random, items: Sequence[T], least: int = 1, most: int = 3) -> list[T]:
    """Return some of `items`, each at most once, in random order."""
    count = min(dice.randint(least, most), len(items))
    return dice.sample(list(items), count)
