"""For each error code of firm tables something that has it, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.firms.tables import CODE, OTHER, changed, firm, plain, written

from policymatch import NotFoundError, Problem, ProfileError, base_vocabulary, firms
from policymatch.cli.options import enterprise_of
from policymatch.extras import need
from policymatch.firms import checked
from policymatch.firms.meta import (
    RECORDS_KEY,
    VERSION_KEY,
    VOCABULARY_KEY,
    firms_metadata,
    record_file,
    records_path,
)
from policymatch.problems import MissingExtraError


def only(path: Path) -> Problem:
    (problem,) = firms.check(path)
    return problem


def column(name: str, cells: object, folder: Path) -> Problem:
    return only(plain(folder, {name: cells}))


def other_unit(folder: Path) -> Problem:
    made = pa.field("employees", pa.int64(), metadata={"unit": "wan_people"})
    table = pa.table([["甲公司"], [5]], pa.schema([pa.field("name", pa.string()), made]))
    pq.write_table(table.replace_schema_metadata({VERSION_KEY: "1", RECORDS_KEY: "{}"}), folder / "a.parquet")
    return only(folder / "a.parquet")


def other_vocabulary(folder: Path) -> Problem:
    told = {VERSION_KEY: "1", RECORDS_KEY: "{}", VOCABULARY_KEY: "of another"}
    unknown, problem = firms.check(plain(folder, {"well_depth": [5]}, told))
    assert unknown.code == "firm-table-unknown-column"
    return problem


def not_found(path: Path, name: str) -> Problem:
    with pytest.raises(NotFoundError) as caught:
        firms.find(path, name)
    return caught.value.problem


def argument(text: str) -> Problem:
    with pytest.raises(NotFoundError) as caught:
        enterprise_of(Path(text), base_vocabulary())
    return caught.value.problem


def missing_extra(_: Path) -> Problem:
    with pytest.raises(MissingExtraError) as caught:
        need("no_such_package.inside", "tables")
    return caught.value.problem


def refused(path: Path) -> Problem:
    with pytest.raises(ProfileError) as caught:
        firms.write(path, [firm()])
    (problem,) = caught.value.problems
    return problem


def taken(folder: Path) -> Problem:
    (folder / "note.txt").write_text("", "utf-8")
    return refused(folder)


def one_profile(folder: Path) -> Problem:
    path = folder / "firm.yaml"
    path.write_text(firm().to_yaml(), "utf-8")
    return argument(f"{path}#甲公司")


def unreadable(folder: Path) -> Problem:
    path = folder / "firms.parquet"
    path.write_bytes(b"PAR1" + b"x" * 100 + b"PAR1")
    return only(path)


def too_large(folder: Path) -> Problem:
    path = written(folder)
    with patch("policymatch.firms.opened.MAX_ROWS", 1):
        return only(path)


def kind(folder: Path) -> Problem:
    return only(records_path(written(folder), "project"))


def twice(folder: Path) -> Problem:
    path = folder / "firms.parquet"
    table = pa.table([["甲公司"], [1], [2]], names=["name", "employees", "employees"])
    pq.write_table(table.replace_schema_metadata({VERSION_KEY: "1", RECORDS_KEY: "{}"}), path)
    return only(path)


def no_name_column(folder: Path) -> Problem:
    path = plain(folder, {"employees": [1]})
    changed(path, lambda table: table.drop_columns(["name"]))
    return only(path)


def bad_text(folder: Path) -> Problem:
    broken = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(b"\x00\x00\x00\x00\x01\x00\x00\x00"), pa.py_buffer(b"\xff")]
    )
    return column("business_scope", broken, folder)


def records(folder: Path, change: Callable[[pa.Table], pa.Table]) -> Problem:
    """Change the record table, and make the firms believe in it."""
    path = written(folder)
    file = records_path(path, "project")
    changed(file, change)
    made = {"project": record_file(file, pq.read_metadata(file).num_rows)}
    table = pq.read_table(path)
    told = firms_metadata(base_vocabulary(), None, made)
    pq.write_table(table.replace_schema_metadata(told), path)
    return only(path)


def with_column(name: str, cells: list[object]) -> Callable[[pa.Table], pa.Table]:
    def change(table: pa.Table) -> pa.Table:
        at = table.schema.get_field_index(name)
        return table.set_column(at, name, pa.array(cells, table.schema.field(at).type))

    return change


def lost(folder: Path) -> Problem:
    path = written(folder)
    records_path(path, "project").unlink()
    return only(path)


def foreign(folder: Path) -> Problem:
    path = written(folder)
    changed(records_path(path, "project"), lambda table: table.slice(0, 1))
    return only(path)


def stray(folder: Path) -> Problem:
    path = written(folder)
    records_path(path, "loan").write_bytes(b"")
    return only(path)


def altered(folder: Path) -> Problem:
    path = written(folder)
    file = records_path(path, "project")
    raw = file.read_bytes()
    # The first byte behind the mark of the file; the size stays.
    file.write_bytes(raw[:4] + bytes([raw[4] ^ 1]) + raw[5:])
    return next(one for one in firms.check(path) if one.code == "firm-table-changed-records")


def more(folder: Path) -> Problem:
    path = plain(folder, {"name": ["甲"] * 5, "employees": [-1] * 5})
    with patch(f"{checked.__module__}.MAX_PROBLEMS", 3):
        found = firms.check(path)
    assert len(found) == 4
    return found[-1]


TRIGGERED: dict[str, Callable[[Path], Problem]] = {
    "missing-extra": missing_extra,
    "firms-form": lambda folder: refused(folder / "firms.xlsx"),
    "firms-folder-taken": taken,
    "firm-not-found": lambda folder: not_found(written(folder), "宿州恒托机器有限公司"),
    "firm-ambiguous": lambda folder: not_found(written(folder), "公司"),
    "firm-which": lambda folder: argument(str(written(folder))),
    "firm-in-one": one_profile,
    "firm-twice": lambda folder: only(written(folder, firm(), firm("乙公司"))),
    "firm-table-unreadable": unreadable,
    "firm-table-too-large": too_large,
    "firm-table-version": lambda folder: only(plain(folder, {}, {VERSION_KEY: "2"})),
    "firm-table-kind": kind,
    "firm-table-metadata": lambda folder: only(plain(folder, {}, {VERSION_KEY: "1"})),
    "firm-table-column-twice": twice,
    "firm-table-column-missing": no_name_column,
    "firm-table-unknown-column": lambda folder: column("revenu[2024]", [1], folder),
    "firm-table-year": lambda folder: column("revenue", [1], folder),
    "firm-table-basis": lambda folder: column("rd_expense[2024]@taxes", [1], folder),
    "firm-table-part": lambda folder: column("region.low", [1], folder),
    "firm-table-type": lambda folder: column("registered_capital", [1.5], folder),
    "firm-table-unit": other_unit,
    "firm-table-vocabulary": other_vocabulary,
    "firm-table-two-values": lambda folder: only(plain(folder, {"employees": [50], "employees.low": [40]})),
    "firm-table-cell": bad_text,
    "firm-table-no-name": lambda folder: only(plain(folder, {"name": [""]})),
    "firm-table-key": lambda folder: records(folder, with_column("firm", [0, None, 1])),
    "firm-table-key-range": lambda folder: records(folder, with_column("firm", [0, 0, 2])),
    "firm-table-owner": lambda folder: records(folder, with_column("credit_code", [CODE, OTHER, OTHER])),
    "firm-table-unknown-records": lambda folder: only(
        plain(folder, {}, {VERSION_KEY: "1", RECORDS_KEY: '{"projects": {"rows":1,"bytes":1,"sha256":""}}'})
    ),
    "firm-table-lost-records": lost,
    "firm-table-foreign-records": foreign,
    "firm-table-stray-records": stray,
    "firm-table-changed-records": altered,
    "firm-table-more": more,
}
