"""Firms held in memory are told what the same firms in a file are, whatever is asked and in what order."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.batch.alike import enterprise_of, rows_of
from tests.batch.test_tables import POLICIES
from tests.support.firms import PlainFirm, firms
from tests.support.policies import DOCUMENT, library_of
from tests.support.random_policies import judged_policies
from tests.support.terms import usual_terms
from tests.support.values import AS_OF

from policymatch import Enterprise, PolicyLibrary, ProfileError, batch, sandbox
from policymatch import firms as firm_tables
from policymatch.batch import held
from policymatch.batch.compiled import Compiled
from policymatch.policy import Policy

FIRMS = 150
DAYS = (AS_OF, AS_OF, AS_OF, date(2024, 7, 1))


@pytest.fixture(autouse=True, scope="module")
def small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        # Firms are cut where the words of planes end, and held in several parts.
        patch.setattr(held, "CHUNK_ROWS", 64)
        patch.setattr(held, "_MOST_ROWS", 64)
        patch.setattr(held, "_PART_ROWS", 100)
        yield


def named(several: list[Policy], first: int) -> PolicyLibrary:
    policies = {str(at): replace(one, id=str(at)) for at, one in enumerate(several, first)}
    return PolicyLibrary(policies, usual_terms().vocabulary, f"from {first}")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(judged_policies, min_size=2, max_size=5),
    st.lists(firms, min_size=1, max_size=6),
    st.booleans(),
    st.randoms(),
)
def test_question_after_question(
    several: list[Policy], drawn: list[PlainFirm], days: bool, dice: Random
) -> None:
    some = [
        enterprise_of(dice.choice(drawn), at, dice.choice(DAYS) if days else AS_OF) for at in range(FIRMS)
    ]
    half = len(several) // 2
    first, second = named(several[:half], 0), named(several[half:], half)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.parquet"
        firm_tables.write(path, some, first.vocabulary)
        there = batch.hold(path, first)
        assert there.num_rows == FIRMS
        for library in (first, second, first):
            for undecided in (False, True):
                expected = batch.match(path, library, undecided=undecided, why=False)
                found = batch.match(there, library, undecided=undecided, why=False)
                # Each piece of a table has words of its own, so that tables may be the same and not equal.
                assert found.schema.equals(expected.schema, check_metadata=True)
                assert rows_of(found) == rows_of(expected)
            assert batch.counts(there, library) == batch.counts(path, library)


@pytest.fixture(scope="module")
def library() -> PolicyLibrary:
    return library_of(DOCUMENT + POLICIES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "firms.parquet"
    firm_tables.write(made, map(firm, range(FIRMS)))
    return made


def firm(number: int) -> Enterprise:
    listed = {"项目": [{"设备投资": f"{400 + number}万元"}] * (number % 3), "清单完整": ["项目"]}
    told = {"营业收入[2025]": f"{1900 + number}万元", "注册地": "宿州市", "员工人数": 60, **listed}
    return Enterprise.from_dict({"企业名称": f"企业{number}", "基准日": "2026-03-16", **told})


def test_two_questions_at_once(path: Path, library: PolicyLibrary) -> None:
    there, expected = batch.hold(path, library), batch.match(path, library)
    with batch.matching(there, library) as one, batch.matching(there, library) as other:
        batches = [pair for both in zip(one.batches, other.batches, strict=True) for pair in both]
    assert pa.Table.from_batches(batches[::2]) == expected == pa.Table.from_batches(batches[1::2])


def test_other_processes_are_sent_firms_but_nothing_that_is_ready(path: Path, library: PolicyLibrary) -> None:
    there = batch.hold(path, library)
    with held.opened(there, library, None) as (_, source):
        (chunk, *_) = source.chunks()
        assert chunk.ready is not None
        assert pickle.loads(pickle.dumps(chunk)).ready is None
    assert batch.match(there, library, processes=2) == batch.match(path, library)


def test_policies_that_look_for_firms_that_are_held(path: Path, library: PolicyLibrary) -> None:
    there = batch.hold(path, library)
    several = []
    for some in (there, path):
        with batch.seeking(["test/large"], some, library) as seeking:
            several.append(seeking.table().to_pylist())
    assert several[0] == several[1]


def test_tables_in_memory_with_records(path: Path, library: PolicyLibrary) -> None:
    records = {"project": pq.read_table(path.with_suffix(".project.parquet"))}
    there = batch.hold(pq.read_table(path), library, records=records)
    assert batch.match(there, library).to_pylist() == batch.match(path, library).to_pylist()


def test_no_firm_at_all(tmp_path: Path, library: PolicyLibrary) -> None:
    firm_tables.write(tmp_path / "none.parquet", [])
    there = batch.hold(tmp_path / "none.parquet", library)
    assert there.num_rows == 0
    assert batch.match(there, library).num_rows == 0
    assert batch.counts(there, named([], 0)).num_rows == 0


OWN = """\
fields:
  robots: {label: 机器人数量, en: robots, type: count, unit: 台}
"""


def test_another_vocabulary(path: Path, library: PolicyLibrary) -> None:
    there = batch.hold(path, library)
    wider = library_of(DOCUMENT + POLICIES, OWN)
    assert wider.vocabulary is not library.vocabulary
    assert batch.match(there, wider).to_pylist() == batch.match(path, wider).to_pylist()
    # What only the wider one has a word for, the narrower one does not know.
    robots = pq.read_table(path).append_column("robots", pa.array([1] * FIRMS))
    there = batch.hold(robots.replace_schema_metadata(None), wider)
    with pytest.raises(ProfileError):
        batch.counts(there, library)


def test_firms_that_cannot_be_read(path: Path, library: PolicyLibrary) -> None:
    table = pq.read_table(path)
    at = table.schema.get_field_index("employees")
    wrong = pa.array([-5] + [60] * (FIRMS - 1), table.schema.field(at).type)
    pq.write_table(table.set_column(at, table.schema.field(at), wrong), path)
    there = batch.hold(path, library)
    for some in (there, path):
        with pytest.raises(ProfileError) as caught:
            batch.match(some, library)
        (problem,) = caught.value.problems
        assert problem.place is not None
        assert (problem.place.file, problem.place.line) == (str(path), 1)


def test_drafts_are_tried_on_firms_that_are_held(path: Path, library: PolicyLibrary) -> None:
    there, draft = batch.hold(path, library), library.get("test/large")
    assert sandbox.simulate(draft, there, library) == sandbox.simulate(draft, path, library)


def test_records_are_held_with_their_firms(path: Path, library: PolicyLibrary) -> None:
    records = {"project": pq.read_table(path.with_suffix(".project.parquet"))}
    with pytest.raises(ValueError, match="hold"):
        batch.match(batch.hold(path, library), library, records=records)


def test_planes_are_kept_for_chunks_of_some_sizes_and_not_of_any(library: PolicyLibrary) -> None:
    compiled = Compiled(library)
    large = compiled.bank(1000)
    assert compiled.bank(600) is large
    assert compiled.bank(1000) is large
    small = compiled.bank(10)
    assert small is not None
    assert small.words == 10
    assert [one is not None for one in map(compiled.bank, (40, 1, 200))] == [True, True, False]
    assert compiled.bank(1000) is large
    larger = compiled.bank(3000)
    assert larger is not None
    assert larger.words == 3000
