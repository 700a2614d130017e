"""The codec gives back what was written, and builds nothing that the types do not name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.cache import Codec, CodecError

P = TypeVar("P", int | Fraction, date)


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Base:
    at: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Leaf(Base):
    text: str
    color: Color = Color.RED
    exact: int | Fraction = 0
    known: bool | None = None
    days: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair(Base):
    left: Base
    right: Base | None = None


@dataclass(frozen=True)
class Range(Generic[P]):
    low: P | None
    high: P | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("empty")


@dataclass(frozen=True)
class Box:
    nodes: tuple[Base, ...]
    numbers: Range[int | Fraction] = Range(0, None)
    dates: Range[date] | None = None
    plain: Mapping[str, object] = field(default_factory=dict)
    by_name: Mapping[str, Base] = field(default_factory=dict)


CODEC: Codec[Box] = Codec(Box)

exact = st.integers() | st.fractions()
leaves = st.builds(
    Leaf,
    st.text(),
    st.sampled_from(Color),
    exact,
    st.none() | st.booleans(),
    st.lists(st.tuples(st.text(), st.integers())).map(tuple),
    at=st.integers(),
)
nodes = st.recursive(leaves, lambda inner: st.builds(Pair, inner, st.none() | inner), max_leaves=8)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def ordered(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return ranges whose ends are in order."""
    return st.lists(values, min_size=2, max_size=2).map(sorted).map(lambda ends: Range(*ends))


boxes = st.builds(
    Box,
    st.lists(nodes, max_size=4).map(tuple),
    ordered(exact),
    st.none() | ordered(st.dates()),
    st.dictionaries(st.text(), plain),
    st.dictionaries(st.text(), nodes, max_size=3),
)


@given(boxes)
def test_what_is_written_is_read_back(box: Box) -> None:
    read = CODEC.load(CODEC.dump(box))
    # The text too: equality looks over what is true and what is 1. Where a node stands is not kept.
    assert (read, _shown(read)) == (box, _shown(box))


def _shown(box: Box) -> str:
    return re.sub(r"\bat=-?\d+", "at=0", repr(box))


def test_equal_parts_become_one_object() -> None:
    read = CODEC.load(CODEC.dump(Box((Leaf("a", at=1), Pair(Leaf("a", at=1)), Leaf("a", at=2)))))
    first, pair, other = read.nodes
    assert isinstance(pair, Pair)
    assert pair.left is first
    # Where a node stands is not kept, so what is equal elsewhere is the same object too.
    assert other is first


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(Box([Leaf("a")]), id="a list"),  # type: ignore[arg-type]
        pytest.param(Box((Leaf(1),)), id="a number for text"),  # type: ignore[arg-type]
        pytest.param(Box((), plain={"a": 1.5}), id="a float"),
        pytest.param(Box((), plain={"a": (1,)}), id="a tuple in plain data"),
        pytest.param(Box((Box(()),)), id="another class"),  # type: ignore[arg-type]
    ],
)
def test_what_does_not_fit_is_not_written(box: Box) -> None:
    with pytest.raises(CodecError):
        CODEC.dump(box)


def chain(length: int) -> Base:
    node: Base = Leaf("a")
    for _ in range(length):
        node = Pair(node)
    return node


def test_nodes_may_not_nest_too_deep() -> None:
    assert CODEC.load(CODEC.dump(Box((chain(150),)))) == Box((chain(150),))
    with pytest.raises(CodecError):
        CODEC.dump(Box((chain(250),)))
    data = json.loads(CODEC.dump(Box((Pair(Leaf("a")),))))
    first, [[pair, count, [[left], right]]], [box] = data["layers"]
    assert [count for _, count, _ in first] == [1, 1]
    pairs = [[[pair, count, [[left], right]]]]
    pairs += [[[pair, count, [[number], right]]] for number in range(2, 251)]
    box[2][0][1] = [251]
    with pytest.raises(CodecError, match="too deep"):
        CODEC.load(json.dumps({"root": [252], "layers": [first, *pairs, [box]]}))
    few = [first, *pairs[:100], [box]]
    box[2][0][1] = [101]
    assert CODEC.load(json.dumps({"root": [102], "layers": few})).nodes == (chain(100),)


BOX = Box(
    (Leaf("a", Color.BLUE, Fraction(1, 3), True, (("month", 1),)), Pair(Leaf("b"), Leaf("c"))),
    Range(1, 2),
    Range(date(2025, 1, 1), None),
    {"a": [1, {"b": None}]},
    {"x": Leaf("d")},
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in data, the whole too."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for step, value in inner for place in places(value, (*path, step)))]


DATA = json.loads(CODEC.dump(BOX))


@given(st.sampled_from(places(DATA)[1:]), st.sampled_from([1.5, -7, 10**6, {"a": 0.5}, [0.5], [[[]]]]))
def test_a_wrong_value_anywhere_is_refused_or_of_the_right_type(path: tuple[Any, ...], wrong: Any) -> None:
    data = json.loads(CODEC.dump(BOX))
    owner = data
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = wrong
    try:
        read = CODEC.load(json.dumps(data))
    except CodecError:
        return
    # A whole number or plain data may stand where one stood; then the value fits and can be written again.
    assert CODEC.load(CODEC.dump(read)) == read
    assert not isinstance(wrong, float)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"root": [0], "layers": []}',
        '{"root": [0], "layers": [0]}',
        '{"root": [0], "layers": [[[]]]}',
        '{"root": [0], "layers": [[[999, 1, []]]]}',
        '{"root": [0], "layers": [[[-1, 1, []]]]}',
        '{"root": [0], "layers": [[[0, -1, []]]]}',
        '{"root": [0], "layers": [[[0, 1000000000000, []]]]}',
        '{"root": [0], "layers": {"0": []}}',
        '{"root": [0], "layers": ["000"]}',
        "[" * 100_000,
        f'{{"root": 0, "layers": {"[" * 100_000}',
        '{"root": [0], "layers": [[[1' + "1" * 5_000 + "]]]}",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        CODEC.load(text)


def test_a_layer_may_only_use_layers_before_it() -> None:
    data = json.loads(CODEC.dump(Box((Pair(Leaf("a")),))))
    [[_, _, [left, _]]] = data["layers"][1]
    own = sum(count for _, count, _ in data["layers"][0])
    left[0] = own
    with pytest.raises(CodecError):
        CODEC.load(json.dumps(data))


def test_what_a_class_refuses_is_refused() -> None:
    text = CODEC.dump(Box((), Range(1, 2)))
    low, high = "[0,[0,[1],[[],[]]]]", "[0,[0,[2],[[],[]]]]"
    assert text.count(f"{low},{high}") == 1
    with pytest.raises(CodecError):
        CODEC.load(text.replace(f"{low},{high}", f"{high},{low}"))


def test_a_type_without_a_shape() -> None:
    with pytest.raises(CodecError, match="float"):
        Codec(tuple[float, ...])
