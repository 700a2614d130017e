"""What a table looks like, how it is put in its place, and that the rest does without pyarrow."""

import json
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.firms.tables import CODE, firm, plain, written

from policymatch import Enterprise, ProfileError, firms
from policymatch.enterprise import FactKey, Known, Record
from policymatch.firms.meta import records_path
from policymatch.values import Choice, Listing, Span

ROOT = Path(__file__).parents[2]


def test_the_columns_of_a_table(tmp_path: Path) -> None:
    path = written(tmp_path)
    schema = pq.read_schema(path)
    word = pa.dictionary(pa.int32(), pa.string())
    assert [(one.name, one.type) for one in schema] == [
        ("credit_code", pa.string()),
        ("name", pa.string()),
        ("as_of", pa.date32()),
        ("region", word),
        ("region.source", word),
        ("region.date", pa.date32()),
        ("region.verified", pa.bool_()),
        ("employees.low", pa.int64()),
        ("employees.high", pa.int64()),
        ("revenue[2024]", pa.int64()),
        ("records.project.closed", pa.bool_()),
    ]
    assert schema.field("revenue[2024]").metadata == {b"label": "营业收入".encode(), b"unit": b"fen"}
    assert schema.metadata[b"policymatch.firm-table"] == b"1"
    assert schema.metadata[b"policymatch.as-of"] == b"2026-03-15"
    assert pq.read_table(records_path(path, "project")).to_pydict() == {
        "firm": [0, 0, 1],
        "credit_code": [CODE, CODE, "91341300MA2N0ABC0F"],
        "equipment_investment": [0, 100, 0],
    }


def test_what_fits_no_column_is_in_the_rest(tmp_path: Path) -> None:
    facts: dict[FactKey, Known] = {
        ("registered_capital", None, None): Known(Span.exact(Fraction(7, 3)), "市监"),
        ("net_assets", None, None): Known(Span.exact(Fraction(1, 1000))),
    }
    one = Enterprise("甲公司", facts=facts)
    path = written(tmp_path, one)
    row = pq.read_table(path).to_pylist()[0]
    assert json.loads(row["rest"]) == {"registered_capital": {"value": "7/3 yuan", "source": "市监"}}
    assert str(row["net_assets"]) == "0.100000"
    assert list(firms.read(path)) == [one]


def test_a_record_field_named_like_a_key_of_the_table(tmp_path: Path) -> None:
    from policymatch import base_vocabulary
    from policymatch.vocabulary.load import extended
    from policymatch.yamlio import read_text

    field = "{firm: {label: 伙伴名, en: firm, type: text}}"
    added = f"records: {{partner: {{label: 伙伴, en: partner, title: firm, fields: {field}}}}}"
    source = read_text(added, "vocabulary.yaml")
    vocabulary = extended(base_vocabulary(), source)
    assert source.problems == []
    record = Record("partner", {("firm", None, None): Known(Choice.exact("乙公司"))})
    one = Enterprise("甲公司", listings={"partner": Listing((record,))})
    path = tmp_path / "firms.parquet"
    firms.write(path, [one], vocabulary)
    assert list(firms.read(path, vocabulary)) == [one]
    codes = [problem.code for problem in firms.check(path)]
    assert codes == ["firm-table-unknown-column", "firm-table-vocabulary"]


def test_writing_the_same_gives_the_same_bytes(tmp_path: Path) -> None:
    once = {file.name: file.read_bytes() for file in written(tmp_path).parent.iterdir()}
    assert {file.name: file.read_bytes() for file in written(tmp_path).parent.iterdir()} == once
    assert set(once) == {"firms.parquet", "firms.project.parquet"}


class Stop(BaseException):
    """Stands for whatever ends a program."""


@pytest.mark.parametrize("name", ["firms.parquet", "firms.jsonl", "firms"])
def test_a_write_that_stops_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    def stopping() -> Iterator[Enterprise]:
        yield firm("乙公司")
        raise Stop

    path = tmp_path / name
    if name != "firms":
        firms.write(path, [firm()])
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Stop):
        firms.write(path, stopping())
    assert sorted(tmp_path.iterdir()) == before
    if name != "firms":
        assert list(firms.read(path)) == [firm()]


def test_a_write_that_stops_among_the_files_leaves_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)

    def stop(*_: object) -> None:
        raise Stop

    monkeypatch.setattr("policymatch.whole.os.replace", stop)
    with pytest.raises(Stop):
        written(tmp_path, firm("乙公司"))
    assert not path.exists()


def test_records_that_are_no_more_go(tmp_path: Path) -> None:
    path = written(tmp_path)
    written(tmp_path, Enterprise("甲公司"))
    assert not records_path(path, "project").exists()
    assert firms.check(path) == []


def test_all_sound_or_nothing(tmp_path: Path) -> None:
    path = plain(tmp_path, {"name": ["甲", "乙", "丙"], "employees": [-1, 2, -3]})
    with pytest.raises(ProfileError) as caught:
        firms.write(tmp_path / "out.jsonl", firms.all_sound([path]))
    assert len(caught.value.problems) == 2
    assert not (tmp_path / "out.jsonl").exists()


LIGHT = """\
import sys
from typer.testing import CliRunner
from policymatch.cli import app
result = CliRunner().invoke(app, ["suggest", "examples/suzhou-machinery.yaml"])
print(result.exit_code, [name for name in ("pyarrow", "pandas", "polars") if name in sys.modules])
"""


def test_a_profile_in_yaml_needs_no_pyarrow() -> None:
    told = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "0 []"
