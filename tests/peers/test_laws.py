"""What holds of the likeness of any two firms, whatever they state and leave out."""

from functools import cache
from math import isclose
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.enterprise.profiles import VOCABULARY, flags, values
from tests.peers.firms import likeness, on

from policymatch.enterprise import Enterprise, FactKey, Known, Record
from policymatch.peers.distance import likeness_of
from policymatch.peers.features import FEATURES
from policymatch.peers.read import traits_of, way_to
from policymatch.peers.traits import Figures, Place, Way, Word, compared
from policymatch.values import Listing, Value
from policymatch.vocabulary.code_names import code_tree

years = st.integers(2022, 2025)
some_features = st.lists(st.sampled_from(FEATURES), unique=True, max_size=10)


@cache
def _several(kind: str, key: str) -> st.SearchStrategy[list[Value | None]]:
    return st.lists(values(VOCABULARY.field(kind, key), kind), max_size=3)


@cache
@st.composite
def firms(draw: st.DrawFn) -> Enterprise:
    """Draw a firm that states some of the features, in any way a profile can."""
    facts: dict[FactKey, Known] = {}
    listings: dict[str, Listing[Record]] = {}
    for feature in draw(some_features):
        field = VOCABULARY.field(feature.kind, feature.key)
        if feature.kind is None:
            year = draw(years) if field.yearly else None
            value = draw(values(field, None))
            if value is not None:
                facts[feature.key, year, None] = Known(value)
        else:
            found = draw(_several(feature.kind, feature.key))
            records = tuple(
                Record(feature.kind, {(feature.key, None, None): Known(value)}) for value in found if value
            )
            listings[feature.kind] = Listing(records, draw(flags))
    return Enterprise("甲公司", facts=facts, listings=listings)


@given(firms(), firms())
def test_likeness_is_symmetric_and_within_its_bounds(left: Enterprise, right: Enterprise) -> None:
    one, other = likeness(left, right), likeness(right, left)
    assert one == other
    assert all(0 <= part.compared.distance <= 1 and 0 < part.compared.known <= 1 for part in one.parts)
    assert 0 <= one.confidence <= 1
    if one.parts:
        assert 0 <= one.distance <= 1
        assert 0 < one.discounted < 100


@given(firms())
def test_a_firm_is_wholly_like_itself(firm: Enterprise) -> None:
    found = likeness(firm, firm)
    assert all(part.compared.distance == 0 for part in found.parts)
    assert not found.different


@given(firms(), firms())
def test_what_is_unknown_of_one_firm_changes_nothing(left: Enterprise, right: Enterprise) -> None:
    mine, its = traits_of(on(left)), traits_of(on(right))
    for feature in mine:
        without = {one: trait for one, trait in its.items() if one != feature}
        less = {one: trait for one, trait in mine.items() if one != feature}
        assert likeness_of(mine, without) == likeness_of(less, without)


@given(firms(), firms())
def test_reading_only_what_can_be_compared_makes_no_difference(left: Enterprise, right: Enterprise) -> None:
    mine = traits_of(on(left))
    assert likeness_of(mine, traits_of(on(right), mine)) == likeness_of(mine, traits_of(on(right)))


def _inside(low: float, high: float, data: st.DataObject) -> tuple[float, float]:
    points = st.floats(max(low, -1000), min(high, 1000)) if low < 1000 and high > -1000 else st.just(low)
    one, other = sorted((data.draw(points), data.draw(points)))
    return one, other


def _finer(trait: Any, data: st.DataObject) -> Any:
    """Draw what the same feature may turn out to be when more is known of it."""
    if isinstance(trait, Figures):
        return Figures({year: _inside(*ends, data) for year, ends in trait.ends.items()})
    if isinstance(trait, Place):
        way = data.draw(st.sampled_from(trait.ways))
        return Place((way,))
    assert isinstance(trait, Word)
    return Word(frozenset((data.draw(st.sampled_from(sorted(trait.members))),)))


@given(st.data(), firms(), firms())
def test_what_is_learnt_never_makes_a_difference_less(
    data: st.DataObject, left: Enterprise, right: Enterprise
) -> None:
    mine, its = traits_of(on(left)), traits_of(on(right))
    for feature in mine.keys() & its.keys():
        if isinstance(mine[feature], Figures | Place | Word):
            finer = _finer(mine[feature], data)
            before, after = compared(mine[feature], its[feature]), compared(finer, its[feature])
            assert after.distance > before.distance or isclose(after.distance, before.distance, abs_tol=1e-9)


@given(st.data())
def test_a_code_known_further_down_is_no_nearer(data: st.DataObject) -> None:
    field = VOCABULARY.fields[data.draw(st.sampled_from(["region", "industry"]))]
    codes = [code for code in code_tree(field).codes() if code]
    code, other = data.draw(st.sampled_from(codes)), data.draw(st.sampled_from(codes))
    above = data.draw(st.sampled_from(code_tree(field).lineage(code)[1:]))
    ways: list[Way] = [way_to(field, one) for one in (code, above, other)]
    fine, coarse, its = (Place((way,)) for way in ways)
    assert compared(fine, its).distance >= compared(coarse, its).distance
