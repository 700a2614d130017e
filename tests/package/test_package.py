"""Packages worked by hand, one for each relation, with the words that say why the others are left out."""

import pytest

from policymatch.package import (
    AtMostOne,
    Candidate,
    Cap,
    Exclude,
    PaidBefore,
    Relation,
    Requires,
    TopUp,
    UpperOffset,
    best_package,
)
from policymatch.package.told import because_text, package_dict
from policymatch.problems import PackageError


def solved(amounts: dict[str, int], *relations: Relation) -> tuple[dict[str, int], dict[str, str]]:
    """What each policy is paid, and why the others are not, in English. Amounts are fen."""
    package = best_package([Candidate(*one) for one in amounts.items()], relations)
    return (
        {one.id: one.amount for one in package.chosen},
        {one.id: because_text(one, "en") for one in package.left_out},
    )


@pytest.mark.parametrize(
    ("amounts", "relations", "paid", "why"),
    [
        pytest.param({"a": 100, "b": 200}, [], {"a": 100, "b": 200}, {}, id="nothing stands between"),
        pytest.param(
            {"a": 100, "b": 200},
            [AtMostOne(("a", "b"))],
            {"b": 200},
            {"a": "it may not be paid together with b; with it the whole would pay 1 yuan less"},
            id="the higher of a group",
        ),
        pytest.param(
            # b alone pays most of its group, but a and c together pay more than b.
            {"a": 900, "b": 1000, "c": 500},
            [AtMostOne(("a", "b")), Exclude(("b", "c"))],
            {"a": 900, "c": 500},
            {"b": "it may not be paid together with a, c; with it the whole would pay 4 yuan less"},
            id="the second highest wins",
        ),
        pytest.param(
            {"a": 500, "b": 0},
            [Requires("a", ("b",))],
            {"a": 500, "b": 0},
            {},
            id="what is required is taken though it pays nothing",
        ),
        pytest.param(
            {"a": 500, "b": 100, "c": 700},
            [Requires("a", ("b",)), AtMostOne(("b", "c"))],
            {"c": 700},
            {
                "a": "it requires b, which was not taken; with it the whole would pay 1 yuan less",
                "b": "it may not be paid together with c; with it the whole would pay 1 yuan less",
            },
            id="requirement displaced",
        ),
        pytest.param(
            {"city": 3000, "province": 5000},
            [TopUp(("city", "province"))],
            {"province": 5000},
            {"city": "taking it would lower province"},
            id="both levels pay no more than the higher, so the fewest are taken",
        ),
        pytest.param(
            {"city": 3000, "province": 5000},
            [TopUp(("city", "province")), PaidBefore("city", 3000)],
            {"province": 2000},
            {"city": "all of it was received before"},
            id="the lower was paid before: the difference",
        ),
        pytest.param(
            {"own": 3000, "upper": 2000},
            [UpperOffset("own", "upper"), Requires("own", ("upper",))],
            {"own": 1000, "upper": 2000},
            {},
            id="an upper level's grant is offset",
        ),
        pytest.param(
            {"a": 400, "b": 200, "c": 100},
            [Cap(("a", "b", "c"), 500)],
            {"a": 400, "b": 100},
            {"c": "the cap it shares with a, b is filled"},
            id="a cap truncates and forbids nothing",
        ),
        pytest.param(
            {"a": 800, "b": 800, "c": 800},
            [Cap(("a", "b"), 1000), Cap(("b", "c"), 1000)],
            {"a": 800, "b": 200, "c": 800},
            {},
            id="caps that cross",
        ),
        pytest.param({"a": 0}, [], {}, {"a": "it pays nothing"}, id="nothing to pay"),
    ],
)
def test_package(
    amounts: dict[str, int], relations: list[Relation], paid: dict[str, int], why: dict[str, str]
) -> None:
    assert solved(amounts, *relations) == (paid, why)


def test_ties_are_settled_by_number_and_by_id() -> None:
    assert solved({"a": 100, "b": 100, "c": 50, "d": 50}, AtMostOne(("a", "b")))[0] == {
        "a": 100,
        "c": 50,
        "d": 50,
    }
    assert solved({"a": 50, "b": 50, "z": 100}, Cap(("a", "b", "z"), 100))[0] == {"z": 100}


def test_a_large_package_is_solved() -> None:
    candidates = [Candidate(f"p{number:03}", 1000 + 37 * number % 701) for number in range(200)]
    groups = [AtMostOne(tuple(one.id for one in candidates[at : at + 4])) for at in range(0, 200, 3)]
    package = best_package(candidates, [*groups, Cap(tuple(one.id for one in candidates), 60_000)])
    assert package.proven
    assert package.total == 60_000


def test_circles_and_strangers_are_refused() -> None:
    with pytest.raises(PackageError, match="package-circle"):
        best_package([Candidate("a", 1), Candidate("b", 1)], [TopUp(("a", "b")), TopUp(("b", "a"))])
    with pytest.raises(PackageError, match="package-unknown-id"):
        best_package([Candidate("a", 1)], [PaidBefore("b", 1)])


def test_as_plain_data() -> None:
    package = best_package([Candidate("a", 12345), Candidate("b", 100)], [AtMostOne(("a", "b"))])
    assert package_dict(package, "zh") == {
        "total": 123.45,
        "chosen": [{"id": "a", "paid": 123.45}],
        "left_out": [
            {
                "id": "b",
                "because": "不能与a同时享受；选它总额少 122.45元",
                "kind": "apart",
                "by": ["a"],
                "costs": 122.45,
            }
        ],
        "proven": True,
    }
