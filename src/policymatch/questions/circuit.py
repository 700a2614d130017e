"""A condition as a circuit of what is open in it, and which of its inputs can change what comes out.

Exact as long as what shares inputs has at most `MOST` combinations of them: these are gone through one by
one. Beyond that, inputs that stand in several places are taken as if each place had its own. That can only
make an input seem to matter which does not: what is said not to matter never does.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from math import prod

from policymatch.values import Truth, all_of, any_of, at_least

MOST = 1024


@dataclass(frozen=True)
class Fixed:
    """What no fact changes: decided already, or for a person to judge."""

    truth: Truth


@dataclass(frozen=True)
class Input:
    """A criterion that hangs on one input: its truth for each of the cases that the input can take."""

    name: Hashable
    truths: tuple[Truth, ...]


class Gate(Enum):
    """How a join makes one truth of several."""

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class Join:
    """Several circuits together; `count` is how many must hold, for at-least."""

    gate: Gate
    items: tuple[Circuit, ...]
    count: int = 0


@dataclass(frozen=True)
class Inverse:
    """A circuit negated."""

    item: Circuit


Circuit = Fixed | Input | Join | Inverse

# What an input can change: the truth before and after, the lesser first.
Swing = tuple[Truth, Truth]


@dataclass(frozen=True)
class Reach:
    """What can come out of a circuit, and what each input can change in it, the others being somehow."""

    outcomes: frozenset[Truth]
    swings: Mapping[Hashable, frozenset[Swing]] = field(default_factory=dict)

    @property
    def inputs(self) -> frozenset[Hashable]:
        """Return the inputs that can change what comes out."""
        return frozenset(name for name, swings in self.swings.items() if swings)


def reach_of(circuit: Circuit) -> Reach:
    """Return what can come out of `circuit`, and which inputs can change it."""
    match circuit:
        case Fixed(truth):
            return Reach(frozenset((truth,)))
        case Input(name, truths):
            return Reach(frozenset(truths), {name: _pairs(truths)})
        case Inverse(item):
            inner = reach_of(item)
            turned = {
                name: frozenset((b.negated, a.negated) for a, b in swings)
                for name, swings in inner.swings.items()
            }
            return Reach(frozenset(one.negated for one in inner.outcomes), turned)
        case Join():
            return _joined(circuit)


def truth_given(circuit: Circuit, chosen: Mapping[Hashable, int]) -> Truth:
    """Return what comes out where the inputs in `chosen` have the case given, the others being unknown."""
    match circuit:
        case Fixed(truth):
            return truth
        case Input(name, truths):
            return truths[chosen[name]] if name in chosen else Truth.UNKNOWN
        case Inverse(item):
            return truth_given(item, chosen).negated
        case Join(gate, items, count):
            each = (truth_given(item, chosen) for item in items)
            if gate is Gate.ALL:
                return all_of(each)
            return any_of(each) if gate is Gate.ANY else at_least(count, list(each))


def inputs_of(circuit: Circuit) -> Iterator[Input]:
    """Yield every place where an input stands."""
    match circuit:
        case Input():
            yield circuit
        case Inverse(item):
            yield from inputs_of(item)
        case Join(_, items):
            for item in items:
                yield from inputs_of(item)


def _pairs(truths: Iterable[Truth]) -> frozenset[Swing]:
    seen = sorted(set(truths))
    return frozenset((a, b) for index, a in enumerate(seen) for b in seen[index + 1 :])


def _joined(join: Join) -> Reach:
    if join.gate is Gate.AT_LEAST:
        return _together(join) or _counted(join)
    parts = [_together(part) or _apart(part) for part in _components(join)]
    return _combined(parts, join.gate)


def _apart(part: Join) -> Reach:
    """Return the reach of a join whose items are taken as if they shared no input."""
    return _combined([reach_of(item) for item in part.items], part.gate)


def _combined(parts: list[Reach], gate: Gate) -> Reach:
    """Return the reach of independent parts: each input's swings, with all that the others may come to."""
    pick = min if gate is Gate.ALL else max
    neutral = Truth.TRUE if gate is Gate.ALL else Truth.FALSE
    swings: dict[Hashable, frozenset[Swing]] = {}
    total = frozenset((neutral,))
    for index, part in enumerate(parts):
        others = frozenset((neutral,))
        for other in (*parts[:index], *parts[index + 1 :]):
            others = frozenset(pick(a, b) for a in others for b in other.outcomes)
        for name, own in part.swings.items():
            seen = frozenset(
                (pick(a, rest), pick(b, rest))
                for a, b in own
                for rest in others
                if pick(a, rest) is not pick(b, rest)
            )
            swings[name] = swings.get(name, frozenset()) | seen
        total = frozenset(pick(a, b) for a in total for b in part.outcomes)
    return Reach(total, swings)


def _counted(join: Join) -> Reach:
    """Return a safe answer where at-least joins too much to go through: every open input may matter."""
    parts = [reach_of(item) for item in join.items]
    every = frozenset(Truth)
    return Reach(every, {name: _pairs(every) for part in parts for name in part.inputs})


def _together(circuit: Circuit) -> Reach | None:
    """Return the reach found by going through all cases of all inputs; None if these are too many."""
    if isinstance(circuit, Join) and len(circuit.items) == 1 and circuit.gate is not Gate.AT_LEAST:
        return reach_of(circuit.items[0])
    sizes = {one.name: len(one.truths) for one in inputs_of(circuit)}
    if prod(sizes.values()) > MOST:
        return None
    names = list(sizes)
    made = {
        cases: truth_given(circuit, dict(zip(names, cases, strict=True)))
        for cases in product(*(range(sizes[name]) for name in names))
    }
    swings: dict[Hashable, frozenset[Swing]] = {}
    for index, name in enumerate(names):
        beside: dict[tuple[int, ...], set[Truth]] = {}
        for cases, truth in made.items():
            beside.setdefault((*cases[:index], *cases[index + 1 :]), set()).add(truth)
        swings[name] = frozenset(pair for truths in beside.values() for pair in _pairs(truths))
    return Reach(frozenset(made.values()), swings)


def _components(join: Join) -> list[Join]:
    """Return the items of a join in groups that share no input."""
    groups: list[tuple[set[Hashable], list[Circuit]]] = []
    for item in join.items:
        names, together = {one.name for one in inputs_of(item)}, [item]
        apart = []
        for others, items in groups:
            if names & others:
                names, together = names | others, [*items, *together]
            else:
                apart.append((others, items))
        groups = [*apart, (names, together)]
    return [Join(join.gate, tuple(items)) for _, items in groups]
