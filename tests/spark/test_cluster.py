"""A real cluster of two workers: what it finds is what one process finds, also when an executor is killed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.spark import cluster
from tests.spark.cluster import FIRMS, RULES, UNREADABLE, executors, kill_one, rows_of, write_firms
from typer.testing import CliRunner

from policymatch import PolicyLibrary, batch, spark
from policymatch.cli import app
from policymatch.firms.columns import FIRM

pytestmark = pytest.mark.skipif(cluster.missing() is not None, reason=str(cluster.missing()))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with cluster.running(tmp_path_factory.mktemp("workers")) as started:
        yield started


@pytest.fixture
def library(tmp_path: Path) -> PolicyLibrary:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(RULES, "utf-8")
    return PolicyLibrary.load(rules)


@pytest.fixture
def path(tmp_path: Path, library: PolicyLibrary, monkeypatch: pytest.MonkeyPatch) -> Path:
    return write_firms(tmp_path / "firms.parquet", library, monkeypatch)


def matched(firms: Path, library: PolicyLibrary) -> pa.Table:
    with batch.matching(firms, library, undecided=True) as found:
        return found.table()


def test_the_command_writes_what_one_process_finds(session: Any, path: Path, library: PolicyLibrary) -> None:
    out, rules = path.with_name("matches"), str(path.with_name("rules"))
    options = ["--engine", "spark", "--undecided", "--rules", rules, "--partition-rows", "12"]
    result = CliRunner().invoke(app, ["match", str(path), "-o", str(out), *options])
    assert (result.exit_code, "firms.parquet:18" in result.output) == (1, True), result.output
    whole = matched(path, library)
    assert rows_of(pq.read_table(out)) == rows_of(whole)
    assert pq.read_table(out).column_names == whole.column_names
    said = pq.read_schema(out / "_common_metadata")
    assert (said, said.metadata) == (whole.schema, whole.schema.metadata)
    assert (out / "_SUCCESS").exists()
    assert len(list(out.glob("part-*.parquet"))) == 5
    assert {one.name for one in path.parent.iterdir() if "matches" in one.name} == {"matches"}


def test_an_executor_killed_in_the_middle_changes_nothing(
    session: Any, path: Path, library: PolicyLibrary
) -> None:
    killed: list[int] = []

    def after_the_first_task(firms: int) -> None:
        if not killed and firms:
            killed.append(kill_one(session))

    out = path.with_name("matches")
    told = spark.write_matches(
        out, path, session, library, undecided=True, partition_rows=4, progress=after_the_first_task
    )
    whole = matched(path, library)
    assert rows_of(pq.read_table(out)) == rows_of(whole)
    assert (told.firms, told.rows) == (FIRMS, whole.num_rows)
    assert [problem.place.line for problem in told.problems] == [UNREADABLE + 1]
    assert killed
    assert killed[0] not in executors(session)


def test_data_frames_bring_their_records_with_them(session: Any, path: Path, library: PolicyLibrary) -> None:
    firms, projects = pq.read_table(path), pq.read_table(path.with_name("firms.project.parquet"))
    columns = [name for name in projects.column_names if name != FIRM]
    theirs: list[list[dict[str, object]]] = [[] for _ in range(FIRMS)]
    for row in projects.to_pylist():
        theirs[row[FIRM]].append({name: row[name] for name in columns})
    of = pa.list_(pa.struct([projects.schema.field(name) for name in columns]))
    nested = firms.append_column(FIRM, pa.array(range(FIRMS)))
    nested = nested.append_column("records.project", pa.array(theirs, of))
    pq.write_table(nested, path.with_name("nested.parquet"))
    frame = session.read.parquet(str(path.with_name("nested.parquet"))).repartition(3)
    notes = spark.notes(session)
    found = spark.match(frame, library, undecided=True, notes=notes)
    found.write.parquet(str(path.with_name("found")))
    assert rows_of(pq.read_table(path.with_name("found"))) == rows_of(matched(path, library))
    assert [problem.code for problem in notes.value.problems] == ["too-low"]
