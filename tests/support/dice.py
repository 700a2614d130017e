"""Random things made by plain functions of a `random.Random`.

Everything is made of one number, the seed: a case costs a millisecond or two, where one that hypothesis draws
throw by throw costs fifty, and the long run of the laws makes the same cases.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from hypothesis import strategies as st

P = ParamSpec("P")
T = TypeVar("T")

seeds = st.integers(0, 2**48)


def drawn(
    make: Callable[Concatenate[Random, P], T], *args: P.args, **kwargs: P.kwargs
) -> st.SearchStrategy[T]:
    """Return the strategy of what `make` makes with seeds that hypothesis draws."""
    return seeds.map(lambda seed: make(Random(seed), *args, **kwargs))


def one_in(dice: Random, sides: int) -> bool:
    """Return true once in so many throws."""
    return dice.randrange(sides) == sides - 1


def some(dice: Random, items: Sequence[T], least: int = 1, most: int = 3) -> list[T]:
    """Return some of `items`, each at most once, in random order."""
    count = min(dice.randint(least, most), len(items))
    return dice.sample(list(items), count)
