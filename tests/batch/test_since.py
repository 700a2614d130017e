"""What is taken over from an earlier match table: the result of a full run, whatever has changed since."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.batch.alike import enterprise_of
from tests.batch.test_tables import POLICIES, firm, table_of
from tests.support.firms import PlainFirm
from tests.support.firms import firms as plain_firms
from tests.support.policies import DOCUMENT, library_of
from tests.support.random_policies import judged_policies
from tests.support.terms import usual_terms
from tests.support.values import AS_OF

from policymatch import Enterprise, PolicyLibrary, batch, firms
from policymatch.batch import Written, source
from policymatch.batch.policy_versions import policy_versions
from policymatch.batch.since import Anew
from policymatch.policy import Policy

DAYS = st.sampled_from([None, AS_OF, date(2025, 12, 31)])
Firms = list[tuple[PlainFirm, date]]


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "CHUNK_ROWS", 3)
        yield


# -- the law -----------------------------------------------------------------------------------------------


@st.composite
def changed(draw: st.DrawFn, items: st.SearchStrategy[object]) -> tuple[list[object], list[object]]:
    """Return some things, and as they are later: some gone, some changed, some new, in another order."""
    before = draw(st.lists(items, max_size=6))
    kept = [one for one in before if draw(st.integers(0, 3))]
    after = [draw(items) if draw(st.integers(0, 4)) == 0 else one for one in kept]
    after += draw(st.lists(items, max_size=2))
    return before, draw(st.permutations(after)) if draw(st.booleans()) else after


def library(numbered: Sequence[tuple[int, Policy]]) -> PolicyLibrary:
    named = {str(number): replace(policy, id=str(number)) for number, policy in numbered}
    return PolicyLibrary(named, usual_terms().vocabulary, "test")


@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    changed(st.tuples(st.integers(0, 9), judged_policies)),
    changed(st.tuples(plain_firms, st.sampled_from([AS_OF, AS_OF, date(2024, 7, 1)]))),
    st.tuples(DAYS, DAYS),
    st.booleans(),
)
def test_what_is_taken_over_is_what_a_full_run_finds(
    rules: tuple[list[tuple[int, Policy]], list[tuple[int, Policy]]],
    some: tuple[Firms, Firms],
    days: tuple[date | None, date | None],
    undecided: bool,
) -> None:
    old, new = map(library, rules)
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name, listed in zip(("old", "new"), some, strict=True):
            made = [enterprise_of(firm, 0, day) for firm, day in listed]
            firms.write(folder / f"firms-{name}.parquet", made, usual_terms().vocabulary)
        table, firms_now = folder / "old.parquet", folder / "firms-new.parquet"
        batch.write_table(table, folder / "firms-old.parquet", old, days[0], undecided=undecided)
        # In place: a table may be brought up to date.
        batch.write_table(table, firms_now, new, days[1], undecided=undecided, since=table)
        full = batch.match(firms_now, new, days[1], undecided=undecided)
        assert pq.read_table(table).to_pylist() == full.to_pylist()


# -- by hand -----------------------------------------------------------------------------------------------

OLD = library_of(DOCUMENT + POLICIES)
# The same policies, one with another amount, one with another text, and a third.
NEW = library_of(
    DOCUMENT
    + POLICIES.replace("10万元}", "12万元}").replace("title: 技改", "title: 技术改造")
    + """
  - id: test/staff
    title: 用工
    category: test
    eligible: {all: [员工人数 >= 50人]}
    benefit: {kind: award, amount: 1万元}
"""
)


def written(
    folder: Path, name: str, some: Sequence[Enterprise], rules: PolicyLibrary, **how: object
) -> Written:
    path = table_of(folder / f"firms-{name}.parquet", *some)
    return batch.write_table(folder / f"{name}.parquet", path, rules, **how)  # type: ignore[arg-type]


def amounts(path: Path) -> dict[tuple[str, str], int]:
    return {
        (row["name"], row["policy_id"]): int(row["amount_low"]) for row in pq.read_table(path).to_pylist()
    }


def test_only_what_has_changed_is_asked_again(tmp_path: Path) -> None:
    some = [firm(0), firm(1, "700万元"), firm(2)]
    written(tmp_path, "old", some, OLD)
    # The second firm has invested more, the first has gone, there is a new one, and all stand elsewhere.
    later = [firm(2), firm(1, "800万元"), firm(3)]
    told = written(tmp_path, "new", later, NEW, since=tmp_path / "old.parquet")
    assert told.reuse is not None
    assert (told.reuse.changed, told.again, told.taken) == (("test/large", "test/staff"), 2, 0)
    assert amounts(tmp_path / "new.parquet") == {
        **{(f"企业{number}", "test/large"): 120_000 for number in (1, 2, 3)},
        **{(f"企业{number}", "test/staff"): 10_000 for number in (1, 2, 3)},
        ("企业1", "test/project"): 800_000,
    }
    same = written(tmp_path, "same", later, NEW, since=tmp_path / "new.parquet")
    assert same.reuse is not None
    assert (same.reuse.changed, same.again, same.taken, same.asked) == ((), 0, 7, 0)


def test_versions_change_with_what_decides_alone() -> None:
    versions = policy_versions(OLD)
    again = policy_versions(library_of(f"# moved\n{DOCUMENT}{POLICIES}"))
    assert again == versions
    for change, moved in (
        (("title: 技改", "title: 技术改造"), ()),
        (("500万元", "600万元"), ("test/project",)),
        (("to: 2027-12-31", "to: 2028-12-31"), ("test/large", "test/project")),
    ):
        now = policy_versions(library_of((DOCUMENT + POLICIES).replace(*change)))
        assert tuple(key for key in versions if now[key] != versions[key]) == moved


AROUND = {
    "vocabulary.yaml": """
fields:
  extra: {label: 附加数, type: count, unit: 人}
parameters:
  floor: {label: 门槛, unit: 万元, values: {2024: 5, 2025: 5}}
""",
    "conditions.yaml": "conditions: {大企业: {is: 员工人数 >= 50人}}",
    "mine.derived.yaml": "derived: {参保人数: {source: 某办法, versions: [{number: 员工人数 * 90%}]}}",
    "rules.yaml": DOCUMENT
    + """
policies:
  - {id: a, title: 甲, category: x, eligible: "营业收入 >= 门槛[2025]", benefit: {kind: award, amount: 1万元}}
  - {id: b, title: 乙, category: x, eligible: 参保人数 >= 9人, benefit: {kind: award, amount: 1万元}}
  - {id: c, title: 丙, category: x, eligible: {use: 大企业}, benefit: {kind: award, amount: 1万元}}
  - {id: d, title: 丁, category: x, eligible: 附加数 >= 9人, benefit: {kind: award, amount: 1万元}}
""",
}


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("2025: 5", "2025: 6", "a"),
        ("员工人数 * 90%", "员工人数 * 80%", "b"),
        (">= 50人", ">= 51人", "c"),
        ("type: count, unit: 人", "type: count, unit: 人, bounds: [1, null]", "d"),
    ],
)
def test_a_version_covers_what_stands_around_a_rule(tmp_path: Path, old: str, new: str, moved: str) -> None:
    found = []
    for folder, change in ((tmp_path / "old", (old, old)), (tmp_path / "new", (old, new))):
        folder.mkdir()
        for name, text in AROUND.items():
            (folder / name).write_text(text.replace(*change), "utf-8")
        found.append(policy_versions(PolicyLibrary.load(folder)))
    assert [one for one in "abcd" if found[0][one] != found[1][one]] == [moved]


def test_another_day_options_or_table_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = [firm(0), firm(1, "700万元")]
    old = tmp_path / "old.parquet"
    written(tmp_path, "old", some, OLD)

    def why(**how: object) -> Anew | None:
        told = written(tmp_path, "new", some, OLD, since=old, **how)
        assert told.reuse is not None
        full = batch.match(tmp_path / "firms-new.parquet", OLD, **how)  # type: ignore[arg-type]
        assert pq.read_table(tmp_path / "new.parquet").to_pylist() == full.to_pylist()
        return told.reuse.anew

    assert why(as_of=date(2026, 3, 16)) is None
    assert why(as_of=date(2026, 3, 17)) is Anew.DAY
    assert why(undecided=True) is Anew.OPTIONS
    assert why(amounts=False) is Anew.OPTIONS
    with monkeypatch.context() as patch:
        patch.setattr("policymatch.batch.write.__version__", "0")
        assert why() is Anew.PROGRAM
    written(tmp_path, "other", some[:1], OLD)
    (tmp_path / "other.firms.parquet").replace(tmp_path / "old.firms.parquet")
    assert why() is Anew.UNLISTED
    (tmp_path / "old.firms.parquet").unlink()
    assert why() is Anew.UNLISTED


def test_a_wrong_cell_that_is_only_now_asked_for_takes_all_rows_of_its_firm(tmp_path: Path) -> None:
    # Nobody asked the second firm for its staff before: the cell is less than none.
    cells = {"name": ["甲", "乙"], "revenue[2025]": pa.array([3_000_000_000] * 2), "region": ["341302"] * 2}
    firms.write(tmp_path / "firms.parquet", [firm(0)])
    metadata = pq.read_schema(tmp_path / "firms.parquet").metadata
    wrong = pa.table({**cells, "employees": pa.array([60, -3])}).replace_schema_metadata(metadata)
    pq.write_table(wrong, tmp_path / "firms.parquet")
    large = library_of(DOCUMENT + POLICIES.partition("  - id: test/project")[0])
    old, new = tmp_path / "old.parquet", tmp_path / "new.parquet"
    assert batch.write_table(old, tmp_path / "firms.parquet", large).rows == 2
    told = batch.write_table(new, tmp_path / "firms.parquet", NEW, since=old)
    with batch.matching(tmp_path / "firms.parquet", NEW) as full:
        assert pq.read_table(new).to_pylist() == full.table().to_pylist()
    assert [one.code for one in told.problems] == [one.code for one in full.told.problems] == ["too-low"]
    # And once the rule has gone again, its rows are back.
    back = batch.write_table(new, tmp_path / "firms.parquet", large, since=new)
    assert (back.rows, back.problems) == (2, [])
