"""Files that are no firm tables, or are meant to harm: each is refused with a message, none with a crash."""

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.firms.tables import plain, written

from policymatch import Enterprise, Problem, ProfileError, firms


def codes(path: Path) -> list[str]:
    return [one.code for one in firms.check(path)]


def test_a_text_longer_than_any(tmp_path: Path) -> None:
    path = plain(tmp_path, {"name": ["甲", "乙" * 1_000_000, "丙" * 2_001, "丁"]})
    found = firms.check(path)
    assert [(one.code, one.place.line, one.place.path) for one in found] == [
        ("text-too-long", 2, "name"),
        ("firm-table-no-name", 2, "name"),
        ("text-too-long", 3, "name"),
    ]


def test_a_list_longer_than_any(tmp_path: Path) -> None:
    assert codes(plain(tmp_path, {"lists": [["某"] * 10_001]})) == ["list-too-long"]


@pytest.mark.parametrize(("depth", "code"), [(1, "firm-table-type"), (40, "firm-table-unreadable")])
def test_deep_nesting(tmp_path: Path, depth: int, code: str) -> None:
    type_ = pa.string()
    for _ in range(depth):
        type_ = pa.list_(pa.struct([("a", type_)]))
    assert codes(plain(tmp_path, {"region": pa.array([None], type_)})) == [code]


@pytest.mark.parametrize("depth", [90, 100_000])
def test_deep_json_in_the_rest(tmp_path: Path, depth: int) -> None:
    path = plain(tmp_path, {"rest": ['{"lists": ' + "[" * depth + "]" * depth + "}"]})
    assert codes(path)[0] in ("yaml-too-deep", "json-syntax", "expected-text")


def test_a_column_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policymatch.firms.opened._COLUMN_BYTES", 0)
    path = plain(tmp_path, {"name": ["甲" * 10_000]})
    assert codes(path) == ["firm-table-too-large"]


@pytest.mark.parametrize(
    "array",
    [
        pa.array([1.5]),
        pa.array([b"x"]),
        pa.array(["x"]),
        pa.array([True]),
        pa.array([{"a": 1}]),
        pa.array([[1]]),
        pa.array([0], pa.timestamp("ns")),
    ],
)
def test_wrong_types(tmp_path: Path, array: pa.Array) -> None:
    assert codes(plain(tmp_path, {"employees": array})) == ["firm-table-type"]


def test_damaged_at_random(tmp_path: Path) -> None:
    whole = written(tmp_path).read_bytes()
    dice = Random(7)
    refused = 0
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        path = tmp_path / "firms.parquet"
        path.write_bytes(raw)
        for found in firms.profiles_in([path]):
            assert isinstance(found[1], Enterprise) or all(isinstance(one, Problem) for one in found[1])
            refused += not isinstance(found[1], Enterprise)
    assert refused > 50


def test_cut_short(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ProfileError, match="firm-table-unreadable"):
        list(firms.read(path))


def test_a_day_that_no_calendar_has(tmp_path: Path) -> None:
    days = pa.array([2**31 - 1], pa.int32()).cast(pa.date32())
    (problem,) = firms.check(plain(tmp_path, {"established": days}))
    assert (problem.code, problem.place.line, problem.place.path) == ("firm-table-cell", 1, "established")


def test_null_columns_say_nothing(tmp_path: Path) -> None:
    path = plain(tmp_path, {"employees": pa.nulls(1), "region": pa.nulls(1), "lists": pa.nulls(1)})
    assert list(firms.read(path)) == [Enterprise("甲公司")]
    assert pq.read_metadata(path).num_columns == 4
