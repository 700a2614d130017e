"""--redact: whatever a source says of persons, and wherever it says it, no output shows it."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.ugly.model import CODES
from tests.intake.workbooks import xlsx, xlsx_of
from typer.testing import CliRunner

from policymatch.cli.main import app
from policymatch.intake.privacy import redacted, without_numbers

PERSON, PHONE, IDENTITY = "欧阳锋", "13912345678", "341222199001011234"
ACCOUNT, LINE, MAIL = "6222021302001234567", "0557-3041234", "ouyang@example.com"
NUMBERS = (PHONE, IDENTITY, ACCOUNT, LINE, "0557 3041234", MAIL, "1302001234567")
SAID = f"{PERSON}，电话{PHONE}，账号 {ACCOUNT}，{MAIL}"
OWNER = "欧阳锋小吃店"

FIRMS = (
    (f"2024年企业情况（填报人：{SAID}）",),
    (
        "企业名称",
        "统一社会信用代码",
        "联系人",
        "联系电话",
        "身份证号",
        "银行账号",
        "参保人数",
        "员工人数",
        "经营范围",
    ),
    (
        "宿州恒拓机械有限公司",
        CODES[0],
        PERSON,
        PHONE,
        IDENTITY,
        ACCOUNT,
        5,
        3,
        f"机床；联系 0557 3041234、{LINE}、{MAIL}",
    ),
    (
        "乙有限公司",
        PHONE,
        PERSON,
        PHONE,
        IDENTITY,
        ACCOUNT,
        SAID,
        f"{PERSON}",
        f"账号1302001234567，{IDENTITY}",
    ),
    (f"丙有限公司 {PHONE}", CODES[1], PERSON, PHONE, IDENTITY, ACCOUNT, PHONE, ACCOUNT, "机床"),
    (None, IDENTITY, PERSON, PHONE, IDENTITY, ACCOUNT, 5, 3, f"机床 {ACCOUNT}"),
    ("宿州恒拓机械有限责任公司", None, PERSON, PHONE, IDENTITY, ACCOUNT, 7, 8, "车床"),
    (OWNER, CODES[2], PERSON, PHONE, IDENTITY, ACCOUNT, 7, 5, "餐饮"),
    (f"注：有疑问请找{SAID}",),
)
PEOPLE = (
    ("企业名称", "姓名", "身份证号", "学历", "到岗日期", "年龄"),
    ("宿州恒拓机械有限公司", PERSON, IDENTITY, PERSON, PHONE, SAID),
    *[("宿州恒拓机械有限公司", PERSON, IDENTITY, "博士", "2024-05-06", 35)] * 9,
)


def text_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def run(folder: Path, sources: list[Path], *options: str) -> dict[str, str]:
    """Return every output of a run, by its name; what is printed among them."""
    before = set(folder.iterdir())
    command = ["intake", *map(str, sources), "-o", str(folder / "firms.jsonl"), "--redact", *options]
    done = CliRunner().invoke(app, command)
    assert done.exit_code in (0, 1), done.output
    made = {path.name: text_of(path) for path in set(folder.iterdir()) - before if path.is_file()}
    return made | {"printed": done.output, "error": str(done.exception or "")}


def shown(outputs: dict[str, str], *words: str) -> list[tuple[str, str]]:
    return [(name, word) for name, text in outputs.items() for word in words if word in text]


@pytest.mark.parametrize(("report", "form"), [("html", "table"), ("xlsx", "json")])
def test_no_output_shows_a_person(report: str, form: str, tmp_path: Path) -> None:
    book = xlsx_of(tmp_path / "a.xlsx", {"企业": FIRMS, "人才": PEOPLE})
    options = [f"--{name}={tmp_path / name}.csv" for name in ("rejects", "review")]
    options += [f"--report={tmp_path / 'report'}.{report}", f"--format={form}"]
    outputs = run(tmp_path, [book], *options)
    assert {"firms.jsonl", "rejects.csv", "review.csv", f"report.{report}"} <= outputs.keys()
    # Everything that was planted has been met: firms, what was rejected, two names that are alike.
    assert "宿州恒拓机械有限公司" in outputs["firms.jsonl"]
    assert "not-a-figure" in outputs["rejects.csv"]
    assert "宿州恒拓机械有限责任公司" in outputs["review.csv"]
    assert shown(outputs, *NUMBERS) == []
    # The name of a firm is its owner's where it is no company: the table itself must have it.
    told = {name: text for name, text in outputs.items() if name != "firms.jsonl"}
    assert shown(told, PERSON) == []
    assert PERSON not in outputs["firms.jsonl"].replace(OWNER, "")


@pytest.mark.parametrize(
    "rows",
    [
        ((PERSON, PHONE, IDENTITY, ACCOUNT), ("宿州恒拓机械有限公司", "1", "2", "3")),
        (("企业名称", "营业收入", PERSON, PHONE), ("宿州恒拓机械有限公司", 5, SAID, SAID)),
        (("企业名称", f"营业收入（{PHONE}）", IDENTITY), ("宿州恒拓机械有限公司", 5, SAID)),
    ],
)
def test_no_question_shows_a_person(rows: tuple[tuple[object, ...], ...], tmp_path: Path) -> None:
    outputs = run(tmp_path, [xlsx(tmp_path / "a.xlsx", rows)])
    assert "mapping.proposed.yaml" in outputs
    assert shown(outputs, PERSON, *NUMBERS) == []


@given(
    st.from_regex(
        r"1[3-9][0-9]{9}|62[0-9]{14,17}|[1-8][0-9]{16}[0-9X]|0[0-9]{2,3}-[0-9]{7,8}", fullmatch=True
    ),
    st.text("，甲 a"),
)
def test_no_number_of_a_person_is_left_in_a_text(number: str, around: str) -> None:
    digits = re.sub("[^0-9]", "", without_numbers(f"{around}甲{number}乙"))
    assert digits == ""


def test_what_stays_of_a_name() -> None:
    assert redacted("宿州恒拓机械有限公司") == "宿州******公司"
    assert redacted("张三小吃店") == "*****"
    assert without_numbers("2024年营业收入 1,500.5万元") == "2024年营业收入 1,500.5万元"
