"""Tables of every kind: empty ones, single rows, borders of chunks, empty columns, and what is wrong."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.policies import DOCUMENT, library_of

from policymatch import Enterprise, PolicyLibrary, ProfileError, batch, firms
from policymatch.batch import source

POLICIES = """\
policies:
  - id: test/large
    title: 大企业
    category: test
    eligible: {all: [营业收入 >= 2000万元, 注册地 属于 宿州市]}
    benefit: {kind: award, amount: 10万元}
  - id: test/project
    title: 技改
    category: test
    for: 项目
    eligible: {all: [项目.设备投资 >= 500万元, 员工人数 >= 50人]}
    benefit: {kind: subsidy, amount: 10% * 项目.设备投资}
"""


@pytest.fixture(scope="module")
def library() -> PolicyLibrary:
    return library_of(DOCUMENT + POLICIES)


def firm(number: int, investment: str | None = None, **facts: object) -> Enterprise:
    listed = {} if investment is None else {"项目": [{"设备投资": investment}], "清单完整": ["项目"]}
    told = {"营业收入[2025]": "3000万元", "注册地": "宿州市", "员工人数": 60, **facts, **listed}
    return Enterprise.from_dict({"企业名称": f"企业{number}", "基准日": "2026-03-16", **told})


def table_of(path: Path, *some: Enterprise) -> Path:
    firms.write(path, some)
    return path


def pairs(table: pa.Table) -> list[tuple[int, str]]:
    return [(row["firm"], row["policy_id"]) for row in table.to_pylist()]


def test_no_firm_at_all(tmp_path: Path, library: PolicyLibrary) -> None:
    table = batch.match(table_of(tmp_path / "firms.parquet"), library, undecided=True)
    assert table.num_rows == 0
    assert table.schema.metadata[b"policymatch.rules"] == library.version.encode()


@pytest.mark.parametrize("rows", [1, 2, 3, 64, 65_536])
def test_records_stay_with_their_firms_wherever_chunks_end(
    tmp_path: Path, library: PolicyLibrary, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "CHUNK_ROWS", rows)
    some = [firm(at, f"{600 + at}万元" if at % 3 else None) for at in range(70)]
    table = batch.match(table_of(tmp_path / "firms.parquet", *some), library)
    expected = [(at, one) for at in range(70) for one in ("test/large", "test/project")]
    assert pairs(table) == [pair for pair in expected if pair[0] % 3 or pair[1] == "test/large"]
    paid = {row["firm"]: row["amount_low"] for row in table.to_pylist() if row["policy_id"] == "test/project"}
    assert paid == {at: (600 + at) * 1000 for at in range(70) if at % 3}


def test_tables_whose_groups_of_rows_are_small(tmp_path: Path, library: PolicyLibrary) -> None:
    some = [firm(at, f"{600 + at}万元", 行业标签=["三农主体"] if at % 2 else []) for at in range(10)]
    path = table_of(tmp_path / "firms.parquet", *some)
    expected = batch.match(path, library).to_pylist()
    # Other programs write such tables; words in lists are dictionaries, each group's its own.
    pq.write_table(pq.read_table(path), path, row_group_size=3)
    assert pq.ParquetFile(path).metadata.num_row_groups == 4
    assert batch.match(path, library).to_pylist() == expected
    assert [one.facts for one in firms.read(path)] == [one.facts for one in some]


def test_tables_in_memory_of_whatever_makes_arrow_streams(library: PolicyLibrary, tmp_path: Path) -> None:
    class Stream:
        def __init__(self, table: pa.Table) -> None:
            self.table = table

        def __arrow_c_stream__(self, requested: object = None) -> object:
            return self.table.__arrow_c_stream__(requested)

    path = table_of(tmp_path / "firms.parquet", firm(0), firm(1, "700万元"))
    whole, projects = pq.read_table(path), pq.read_table(tmp_path / "firms.project.parquet")
    found = batch.match(Stream(whole), library, records={"project": Stream(projects)})
    assert found.to_pylist() == batch.match(path, library).to_pylist()
    assert pairs(batch.match(whole, library)) == [(0, "test/large"), (1, "test/large")]


def test_columns_without_any_value(library: PolicyLibrary) -> None:
    names = ["甲", "乙"]
    for type_ in (pa.null(), pa.int64(), pa.decimal128(10, 2)):
        table = pa.table({"name": names, "revenue[2025]": pa.nulls(2, type_), "region": pa.nulls(2)})
        assert batch.match(table, library).num_rows == 0
        found = batch.match(table, library, undecided=True).to_pylist()
        assert {row["verdict"] for row in found} == {"undecided"}
        assert found[0]["missing"] == ["revenue[2025]", "region"]


@pytest.mark.parametrize(
    ("column", "cells", "code"),
    [
        ("revenu[2025]", pa.array([1]), "firm-table-unknown-column"),
        ("revenue[2025]", pa.array([1.5]), "firm-table-type"),
        ("employees", pa.array([-3]), "too-low"),
        ("region", pa.array(["no such place"]), "unknown-code"),
    ],
)
def test_what_is_wrong_is_told(library: PolicyLibrary, column: str, cells: pa.Array, code: str) -> None:
    with pytest.raises(ProfileError) as raised:
        batch.match(pa.table({"name": ["甲"], column: cells}), library)
    assert [problem.code for problem in raised.value.problems] == [code]


def test_a_firm_that_is_wrong_has_no_rows_and_hides_nobody(library: PolicyLibrary) -> None:
    table = pa.table(
        {
            "name": ["甲", "乙", "丙"],
            "revenue[2025]": pa.array([3_000_000_000] * 3),
            "region": ["341302", "341302", "宿"],
            "employees.low": [60, 61, 62],
            "employees.high": [70, 60, 72],
        }
    )
    with batch.matching(table, library) as found:
        rows = pa.Table.from_batches(found.batches, schema=found.schema)
    assert pairs(rows) == [(0, "test/large")]
    told = [(one.place.line, one.code) for one in found.told.problems]
    assert sorted(told) == [(2, "range-reversed"), (3, "unknown-code")]


def test_records_of_nobody_are_told(library: PolicyLibrary) -> None:
    table = pa.table({"name": ["甲", "乙"]})
    for owners, code in (([0, 2], "firm-table-key-range"), ([1, 0], "firm-table-key")):
        projects = pa.table({"firm": owners, "equipment_investment": [1, 2]})
        with pytest.raises(ProfileError) as raised:
            batch.match(table, library, records={"project": projects})
        assert [problem.code for problem in raised.value.problems] == [code]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, library: PolicyLibrary) -> None:
    path = table_of(tmp_path / "firms.parquet", firm(0))
    target = tmp_path / "matches.parquet"
    with pytest.raises(KeyboardInterrupt), batch.matching(path, library) as found:
        batch.write_matches(target, found, lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    assert not target.exists()
    with batch.matching(path, library) as found:
        told = batch.write_matches(target, found)
    assert (told.firms, told.rows) == (1, 1)
    assert pq.read_table(target).to_pylist() == batch.match(path, library).to_pylist()
    assert [one.name for one in tmp_path.iterdir() if "match" in one.name] == ["matches.parquet"]


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(DOCUMENT + POLICIES, "utf-8")
    loaded = PolicyLibrary.load(rules)
    path = table_of(tmp_path / "firms.parquet", *(firm(at, "700万元") for at in range(9)))
    monkeypatch.setattr(source, "CHUNK_ROWS", 2)
    several = batch.match(path, loaded, undecided=True, processes=2)
    assert several.to_pylist() == batch.match(path, loaded, undecided=True).to_pylist()
