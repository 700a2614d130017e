"""Candidates and relations from a file: what is wrong is told at its place, all at once."""

from pathlib import Path

import pytest

from policymatch.package import AtMostOne, Candidate, Cap, PaidBefore, Requires, TopUp, UpperOffset
from policymatch.package.read import UNBOUNDED, read_package
from policymatch.problems import PackageError


def written(folder: Path, text: str) -> Path:
    path = folder / "relations.json"
    path.write_text(text, "utf-8")
    return path


def test_amounts_are_exact_to_the_fen(tmp_path: Path) -> None:
    task = read_package(
        written(
            tmp_path,
            '{"policies": [{"id": "a", "amount": 0.1}, {"id": "b", "amount": "1234567890.125"},'
            ' {"id": "c", "amount": [1, 2.005]}, {"id": "d", "amount": [3, null]}]}',
        )
    )
    assert [one.amount for one in task.low] == [10, 123456789013, 100, 300]
    assert [one.amount for one in task.high] == [10, 123456789013, 201, UNBOUNDED]
    assert not task.is_exact


def test_every_kind_of_relation(tmp_path: Path) -> None:
    text = """{
      "policies": [{"id": "a", "amount": 1}, {"id": "b", "amount": 2}],
      "relations": [
        {"kind": "at_most_one", "members": ["a", "b"]},
        {"kind": "requires", "id": "a", "needs": "b"},
        {"kind": "top_up", "order": ["a", "b"]},
        {"kind": "upper_offset", "lower": "b", "upper": "a"},
        {"kind": "paid_before", "id": "a", "amount": 0.5},
        {"kind": "cap", "members": ["a"], "amount": 7}
      ]
    }"""
    task = read_package(written(tmp_path, text))
    assert task.low == (Candidate("a", 100), Candidate("b", 200))
    assert task.relations == (
        AtMostOne(("a", "b")),
        Requires("a", ("b",)),
        TopUp(("a", "b")),
        UpperOffset("b", "a"),
        PaidBefore("a", 50),
        Cap(("a",), 700),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"policies": [{"id": "a", "amount": -1}]}', ["1:37 package-amount"]),
        ('{"policies": [{"id": "a", "amount": "一万"}]}', ["1:38 package-amount"]),
        ('{"policies": [{"id": "a", "amount": [5, 3]}]}', ["1:37 range-reversed"]),
        (
            '{"policies": [{"id": "a", "amount": 1}, {"id": "a", "amount": 1}]}',
            ["1:49 package-duplicate-id"],
        ),
        (
            '{"policies": [{"id": "a/equipment", "amount": 1}],'
            ' "relations": [{"kind": "at_most_on", "members": ["a"]}]}',
            ["1:76 not-one-of"],
        ),
        (
            '{"policies": [{"id": "a/equipment", "amount": 1}],\n'
            ' "relations": [{"kind": "at_most_one", "members": ["a/equipmnt", "b"]}]}',
            ["2:16 package-unknown-id", "2:16 package-unknown-id"],
        ),
        (
            '{"policies": [{"id": "a", "amount": 1}, {"id": "b", "amount": 1}],\n "relations": ['
            '{"kind": "top_up", "order": ["a", "b"]}, {"kind": "upper_offset", "lower": "a", "upper": "b"}]}',
            ["2:15 package-circle"],
        ),
        ('{"policies": [', ["2:1 yaml-syntax"]),
        ('{"policies": [{"amount": 1}], "relation": []}', ["1:15 missing-key", "1:31 unknown-key"]),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, text: str, told: list[str]) -> None:
    with pytest.raises(PackageError) as caught:
        read_package(written(tmp_path, text))
    found = [f"{one.place.line}:{one.place.column} {one.code}" for one in caught.value.problems]
    assert found == told


def test_the_nearest_id_is_named(tmp_path: Path) -> None:
    relation = '{"kind": "cap", "members": ["a/equipmnt"], "amount": 1}'
    text = f'{{"policies": [{{"id": "a/equipment", "amount": 1}}], "relations": [{relation}]}}'
    with pytest.raises(PackageError) as caught:
        read_package(written(tmp_path, text))
    assert caught.value.problems[0].nearest == "a/equipment"
