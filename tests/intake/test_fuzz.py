"""Whatever a file holds, it is read as a table or refused with an IntakeError; nothing else ever happens."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.taking import take
from tests.intake.workbooks import text, xls, xlsx

from policymatch.intake import Bounds, tables_of
from policymatch.problems import IntakeError

_MAGIC = {"xlsx": b"PK\x03\x04", "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "parquet": b"PAR1"}
ENDINGS = ("xlsx", "xls", "csv", "txt", "jsonl", "parquet")
_BOUNDS = Bounds(rows=1_000, columns=100)
_SIGNS = st.text(st.sampled_from("甲a1,;|\t\"'\r\n=\\{}[]: ") | st.characters(codec="utf-8"), max_size=200)


def read(ending: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        path.write_bytes(content)
        with suppress(IntakeError):
            for table in tables_of(path, bounds=_BOUNDS):
                for number, row in table.rows():
                    assert number > 0
                    assert len(row) == table.width


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_random_bytes(ending: str, content: bytes, with_magic: bool) -> None:
    read(ending, (_MAGIC.get(ending, b"") if with_magic else b"") + content)


@pytest.mark.parametrize("ending", ["csv", "txt", "jsonl"])
@settings(max_examples=150, deadline=None)
@given(_SIGNS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_random_text(ending: str, content: str, encoding: str) -> None:
    read(ending, content.encode(encoding))


def _workbooks() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        rows = (("名称", "收入"), ("甲公司", 2350), ("乙公司", 880.5))
        paths = (xlsx(Path(folder) / "a.xlsx", rows), xls(Path(folder) / "a.xls", rows))
        return {path.suffix[1:]: path.read_bytes() for path in (*paths, text(Path(folder) / "a.csv", rows))}


_SOUND = _workbooks()


@pytest.mark.parametrize("ending", _SOUND)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_few_bytes_changed_or_cut_off(ending: str, data: st.DataObject) -> None:
    content = bytearray(_SOUND[ending])
    for _ in range(data.draw(st.integers(0, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(ending, bytes(content[: data.draw(st.integers(1, len(content)))]))


@pytest.mark.parametrize(
    "number", ["1e999999999", "1e-999999999", "0e999999999", f"0.{'3' * 5_000}", "-1E+401"]
)
def test_a_number_without_sense_is_rejected_at_once(number: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"企业名称": "甲公司", "员工人数": {number}, "独立法人": "是"}}', "utf-8")
    found = take([path], tmp_path)
    assert [one.code for one in found.rejected if one.at] == ["cell-error"]
