"""A form of `policymatch template` that was filled in comes back as it was filled in, without a question."""

import shutil
from datetime import date, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.intake.taking import take
from tests.intake.ugly.model import CODES
from typer.testing import CliRunner

from policymatch import firms
from policymatch.cli.main import app
from policymatch.enterprise import Enterprise, Record
from policymatch.intake.forms import form_in
from policymatch.intake.readers import tables_of
from policymatch.intake.template.own import KEPT, LINE, MARK, VERSION, own_mapping
from policymatch.library import PolicyLibrary
from policymatch.problems import IntakeError
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import read_text

FACTS: dict[str, object] = {
    "企业名称": "甲公司",
    "统一社会信用代码": CODES[0],
    "注册地": "宿州市",
    "成立日期": datetime(2018, 3, 5),
    "独立法人": "是",
    "注册资本（万元）": 500,
    "经营范围": "机床制造",
    "资产总额（万元）": 2350.5,
    "应收账款（万元）": 0,
    "员工人数（人）": 57,
    "研发费用（税务口径，2025年，万元）": 120,
    "营业收入（2025年，万元）": 2000,
    "营业收入（2024年，万元）": 1800,
    "主营产品": "—",
}
PROJECTS: tuple[dict[str, object], ...] = (
    {"名称": "一期", "设备投资（万元）": 800, "开工日期": datetime(2025, 1, 6)},
    {"名称": "二期", "设备投资（万元）": 1200},
)
HONOURS: tuple[dict[str, object], ...] = ({"名称": "高新技术企业", "认定日期": datetime(2024, 11, 1)},)
SAID = {
    "企业名称": "甲公司",
    "统一社会信用代码": CODES[0],
    "基准日": date(2026, 3, 16),
    "注册地": "宿州市",
    "成立日期": date(2018, 3, 5),
    "独立法人": "是",
    "注册资本": "500万元",
    "经营范围": "机床制造",
    "资产总额": "2350.5万元",
    "应收账款": "0万元",
    "员工人数": 57,
    "研发费用（税务口径）": {2025: "120万元"},
    "营业收入": {2025: "2000万元", 2024: "1800万元"},
    "项目": [
        {"名称": "一期", "设备投资": "800万元", "开工日期": date(2025, 1, 6)},
        {"名称": "二期", "设备投资": "1200万元"},
    ],
    "资质": [{"名称": "高新技术企业", "认定日期": date(2024, 11, 1)}],
}


def command(*words: object) -> None:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Return the words of the shipped rules: a form asks for what these wait for."""
    return PolicyLibrary.load().vocabulary


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the form for one firm, with nothing filled in."""
    path = tmp_path_factory.mktemp("forms") / "form.xlsx"
    command("template", "-o", path, "--as-of", "2026-03-16")
    return path


@pytest.fixture
def form(blank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path))


@pytest.fixture(scope="module")
def filled_once(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(Path(shutil.copy(blank, tmp_path_factory.mktemp("filled"))))


@pytest.fixture
def filled_form(filled_once: Path, tmp_path: Path) -> Path:
    """Return the form for one firm, filled in."""
    return Path(shutil.copy(filled_once, tmp_path))


def fill_card(sheet: Any, facts: dict[str, object]) -> None:
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for header, content in facts.items():
        sheet.cell(rows[header], 2).value = content


def fill_table(sheet: Any, *records: dict[str, object]) -> None:
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, record in enumerate(records, 2):
        for header, content in record.items():
            sheet.cell(row, columns[header]).value = content


def filled(path: Path, *projects: dict[str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    fill_card(book["企业信息"], FACTS)
    fill_table(book["项目"], *PROJECTS, *projects)
    fill_table(book["资质"], *HONOURS)
    book.save(path)
    return path


def values(record: Record | Enterprise) -> dict[object, object]:
    return {fact: known.value for fact, known in record.facts.items()}


def test_a_filled_form_becomes_the_profile_that_it_states(
    filled_form: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path, out = filled_form, tmp_path / "firms.jsonl"
    command("intake", path, "-o", out, "--as-of", "2026-03-16")
    (firm,) = firms.read(out, vocabulary)
    stated = Enterprise.from_dict(SAID, vocabulary)
    assert (firm.name, firm.credit_code, firm.as_of) == (stated.name, stated.credit_code, stated.as_of)
    assert values(firm) == values(stated)
    assert set(firm.listings) == {"project", "honour"}
    for kind, listing in firm.listings.items():
        assert [values(one) for one in listing.items] == [values(one) for one in stated.listings[kind].items]
    facts = [
        *firm.facts.values(),
        *(known for one in firm.listings["project"].items for known in one.facts.values()),
    ]
    assert {(known.source, known.verified) for known in facts} == {("自填", False)}


def test_a_record_with_a_wrong_code_is_not_taken_for_the_firm_of_the_form(
    form: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    wrong = f"{CODES[0][:-1]}{'X' if CODES[0][-1] != 'X' else 'Y'}"
    path = filled(form, {"统一社会信用代码": wrong, "名称": "三期"})
    found = take([path], tmp_path, vocabulary=vocabulary)
    assert len(found.firm("甲公司").listings["project"].items) == 2
    assert {one.code for one in found.rejected if one.line == 4} >= {"credit-code-check", "row-without-firm"}


def test_in_a_form_for_many_firms_each_row_names_its_own(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    command("template", "-o", path, "--as-of", "2026-03-16", "--wide")
    book = openpyxl.load_workbook(path)
    rows: list[dict[str, object]] = [{"企业名称": name, "员工人数（人）": 5} for name in ("甲公司", "乙公司")]
    fill_table(book["企业信息"], *rows)
    fill_table(book["项目"], {"企业名称": "乙公司", "名称": "一期"}, {"名称": "二期"})
    book.save(path)
    found = take([path], tmp_path, vocabulary=vocabulary)
    assert [(one.name, len(one.listings)) for one in found.firms] == [("甲公司", 0), ("乙公司", 1)]
    assert [one.code for one in found.rejected if one.line == 3] == ["row-without-firm"]


def test_a_header_that_was_changed_is_an_error(
    filled_form: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path = filled_form
    book = openpyxl.load_workbook(path)
    book["项目"]["C1"] = "项目的名字"
    book.save(path)
    with pytest.raises(IntakeError) as caught:
        take([path], tmp_path, vocabulary=vocabulary)
    (problem,) = caught.value.problems
    assert problem.code == "mapping-header"
    assert KEPT in str(problem.place)


def test_a_form_cannot_vouch_for_itself(form: Path, vocabulary: Vocabulary) -> None:
    book = openpyxl.load_workbook(form)
    kept = book[KEPT]
    changed = {"verified: 否": "verified: 是", "source: 自填": "source: 税务局"}
    count = 0
    for row in range(2, kept.max_row + 1):
        for old, new in changed.items():
            if old in kept.cell(row, 1).value:
                kept.cell(row, 1).value = kept.cell(row, 1).value.replace(old, new)
                count += 1
    assert count > 1
    book.save(form)
    made = form_in(tables_of(form), vocabulary)
    assert made is not None
    assert made.source.problems == []
    assert {(pin.origin.source, pin.origin.verified) for pin in made.pins} == {("自填", False)}


def test_a_hidden_sheet_without_end_is_refused_and_not_held() -> None:
    line = [f"{LINE}{'x' * 32_000}"]
    rows = chain([[MARK, VERSION]], repeat(line))
    text = own_mapping(KEPT, rows)
    assert text is not None
    assert [problem.code for problem in read_text(text, "form.xlsx").problems] == ["file-too-large"]


def test_the_mapping_of_the_user_goes_before_that_of_the_form(
    filled_form: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path, mapping = filled_form, tmp_path / "mapping.yaml"
    mapping.write_text("sheets: [{file: form.xlsx, sheet: 项目, skip: true}]", "utf-8")
    found = take([path], tmp_path, vocabulary=vocabulary, mapping=mapping)
    assert set(found.firm("甲公司").listings) == {"honour"}
