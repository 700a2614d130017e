"""A range of a firm table by itself: the firms of its groups of rows with their records, and no others."""

import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.spark.cluster import FIRMS, RULES, UNREADABLE, rows_of, write_firms
from tests.support.policies import library_of
from typer.testing import CliRunner

from policymatch import PolicyLibrary, ProfileError, batch
from policymatch.batch.compiled import Compiled
from policymatch.batch.found import Wanted
from policymatch.batch.results import schema_of
from policymatch.batch.source import Tables, tables_at
from policymatch.cli import app
from policymatch.firms import read_table
from policymatch.firms.columns import FIRM
from policymatch.firms.meta import record_file
from policymatch.problems import InputError, MissingExtraError
from policymatch.spark import session, start, write_matches
from policymatch.spark.job import Job, Note, plain_schema
from policymatch.spark.table import ranges_of


@pytest.fixture(scope="module")
def library() -> PolicyLibrary:
    return library_of(RULES)


@pytest.fixture
def path(tmp_path: Path, library: PolicyLibrary, monkeypatch: pytest.MonkeyPatch) -> Path:
    return write_firms(tmp_path / "firms.parquet", library, monkeypatch)


def tables_of(path: Path, library: PolicyLibrary) -> Tables:
    compiled = Compiled(library)
    return tables_at(path, library.vocabulary, compiled.everything_asked, compiled.verified)


def test_ranges_are_whole_groups_and_leave_none_out() -> None:
    assert ranges_of([4, 4, 4, 2], 8) == [range(0, 2), range(2, 4)]
    assert ranges_of([4, 4, 4, 2], 5) == [range(0, 2), range(2, 4)]
    assert ranges_of([9, 1, 1], 5) == [range(0, 1), range(1, 3)]
    assert ranges_of([], 5) == [range(0)]


@pytest.mark.parametrize("rows", [1, 10, 1000])
def test_ranges_together_are_the_table(path: Path, library: PolicyLibrary, rows: int) -> None:
    tables = tables_of(path, library)
    wanted = Wanted(undecided=True)
    job = Job(library, wanted, tables.shape, schema_of(wanted, {}), None, date.today())
    notes: list[Note] = []
    parts = ranges_of(tables.firms.group_rows, rows)
    found = [one for part in parts for one in job.rows(tables.source(part).chunks(), notes.append)]
    with batch.matching(path, library, undecided=True) as matches:
        whole = matches.table()
    assert rows_of(pa.Table.from_batches(found, plain_schema(job.schema))) == rows_of(whole)
    assert sum(note.firms for note in notes) == FIRMS
    (problem,) = (problem for note in notes for problem in note.problems)
    assert problem.place.line == UNREADABLE + 1


def test_a_range_reads_the_records_of_its_own_firms(path: Path, library: PolicyLibrary) -> None:
    tables = tables_of(path, library)
    chunks = list(tables.source(range(3, 5)).chunks())
    assert [number for chunk in chunks for number in chunk.numbers.tolist()] == list(range(12, 20))
    owners = {one for chunk in chunks for one in chunk.records["project"].column(FIRM).to_pylist()}
    assert owners == {13, 14, 16, 17, 19}


def test_records_of_nobody_are_found_by_the_last_range(
    path: Path, library: PolicyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = path.with_name("firms.project.parquet")
    table = pq.read_table(records)
    owners = [*table.column(FIRM).to_pylist()[:-1], FIRMS]
    at = table.schema.get_field_index(FIRM)
    wrong = table.set_column(at, table.schema.field(at), pa.array(owners, table.schema.field(at).type))
    pq.write_table(wrong, records, row_group_size=4)
    monkeypatch.setattr(read_table, "records_told", lambda _: {"project": record_file(records, len(owners))})
    tables = tables_of(path, library)
    *others, last = ranges_of(tables.firms.group_rows, 10)
    for part in others:
        list(tables.source(part).chunks())
    with pytest.raises(ProfileError) as raised:
        list(tables.source(last).chunks())
    assert [problem.code for problem in raised.value.problems] == ["firm-table-key-range"]


def test_what_stands_there_already_is_left_alone(path: Path, library: PolicyLibrary) -> None:
    with pytest.raises(InputError, match=path.parent.name):
        write_matches(path.parent, path, None, library)
    with pytest.raises(ProfileError) as raised:
        write_matches(path.with_name("out"), path.with_name("firms.jsonl"), None, library)
    assert [problem.code for problem in raised.value.problems] == ["spark-no-table"]


@pytest.mark.parametrize(
    "options",
    [["--engine", "spark", "--jobs", "2"], ["--spark-master", "local[2]"], ["--partition-rows", "9"]],
)
def test_options_of_the_other_engine_are_refused(path: Path, options: list[str]) -> None:
    result = CliRunner().invoke(app, ["match", str(path), "-o", str(path.with_name("out.parquet")), *options])
    assert result.exit_code == 2
    assert options[-2] in result.output


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests of a cluster may have loaded both in this process.
    for module in ("pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"policymatch\[spark\]"), session():
        pass


def test_java_is_asked_for_before_spark_fails_for_want_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoSession:
        SparkSession = type("SparkSession", (), {"getActiveSession": staticmethod(lambda: None)})

    monkeypatch.setattr(start, "spark", lambda _: NoSession)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingExtraError, match="Java"), session():
        pass
