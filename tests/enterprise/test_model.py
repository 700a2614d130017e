"""What a profile answers when it is asked, and that it cannot be changed."""

import dataclasses
from typing import Any

import pytest

from policymatch.enterprise import Enterprise, FactKey, Known, Record
from policymatch.values import Choice, Codes, Listing, Span, Truth, Value


def test_years_and_bases_never_stand_in_for_each_other() -> None:
    facts: dict[FactKey, Known] = {
        ("rd_expense", 2024, None): Known(Span.exact(1)),
        ("rd_expense", 2025, "tax"): Known(Span.exact(2)),
    }
    for owner in (Enterprise("甲", facts=facts), Record("project", facts)):
        assert owner.value("rd_expense", 2025, "tax") == Span.exact(2)
        assert owner.value("rd_expense", 2025, "stat") is None
        assert owner.value("rd_expense", 2024, "tax") is None
        assert owner.value("rd_expense", 2023) is None
        assert owner.value("rd_expense") is None


HULLS: list[tuple[list[Value], Value]] = [
    ([Span.exact(5), Span.exact(5)], Span.exact(5)),
    ([Span.exact(5), Span.exact(9)], Span(5, 9)),
    ([Span(5, None, True), Span(5, None, True)], Span(5, None, True)),
    ([Span(5, 6), Span(None, 2)], Span(None, 6)),
    ([Choice.exact("a"), Choice.exact("b")], Choice(frozenset("ab"))),
    ([Choice.exact("a"), Choice(None)], Choice(None)),
    ([Codes.exact("34"), Codes.exact("11")], Codes(frozenset(("34", "11")))),
    ([Truth.TRUE, Truth.FALSE], Truth.UNKNOWN),
    ([Listing(("a", "b"), True), Listing(("b", "c"), True)], Listing(("b",))),
]


@pytest.mark.parametrize(("values", "hull"), HULLS)
def test_without_a_basis_any_may_be_meant(values: list[Value], hull: Value) -> None:
    bases = dict(zip(("tax", "stat"), values, strict=True))
    facts: dict[FactKey, Known] = {("x", None, basis): Known(value) for basis, value in bases.items()}
    assert Enterprise("甲", facts=facts).value("x") == hull
    # A figure of no stated basis answers for itself.
    with_plain = {**facts, ("x", None, None): Known(values[0])}
    assert Enterprise("甲", facts=with_plain).value("x") == values[0]


def test_records_of_a_kind_not_given_are_unknown() -> None:
    assert Enterprise("甲").records("project") == Listing(())


def test_equality_is_by_value() -> None:
    def make() -> Enterprise:
        return Enterprise(
            "甲", facts={("x", None, None): Known(Truth.TRUE)}, listings={"a": Listing((Record("a"),))}
        )

    assert make() == make()
    assert make() != dataclasses.replace(make(), name="乙")
    assert make() != dataclasses.replace(make(), facts={})


def test_profiles_cannot_be_changed() -> None:
    given: dict[FactKey, Known] = {("x", None, None): Known(Truth.TRUE)}
    firm = Enterprise("甲", facts=given)
    given.clear()
    assert firm.value("x") is Truth.TRUE
    mutable: Any = firm
    with pytest.raises(dataclasses.FrozenInstanceError):
        mutable.name = "乙"
    with pytest.raises(TypeError):
        mutable.facts["y"] = 1
    with pytest.raises(TypeError):
        mutable.listings["y"] = 1
