"""Mappings: proposed from the headers, written, corrected by a person, read back, and applied."""

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.intake.fake import FakeTable, grid
from tests.intake.header_benchmark import cases, measure, recogniser

from policymatch.intake.headers import Column, Role
from policymatch.intake.headers.parts import unit_of
from policymatch.intake.mapping import (
    Doubt,
    Mapped,
    Pinned,
    mapping_schema,
    mapping_text,
    propose,
    read_mapping,
)
from policymatch.intake.table import Merged
from policymatch.vocabulary import base_vocabulary
from policymatch.yamlio import Source, read_text

WIDE = """
| 2024年度企业经营情况表 | | | | |
| 单位：万元 | | | | |
| 企业名称 | 营业收入 | 上年度营业收入 | 联系人 | 从业人员（不含派遣） |
| 甲有限公司 | 500 | 20 | 张三 | 5 |
"""
TABLE = FakeTable(grid(WIDE), file="统计局/2024经营.xlsx", merged=(Merged(1, 1, 1, 5),))


def reading(text: str) -> tuple[Source, tuple[Pinned, ...]]:
    source = read_text(dedent(text), "mapping.yaml")
    return source, read_mapping(source, base_vocabulary())


def complaints(text: str) -> list[str]:
    return [problem.line("zh") for problem in reading(text)[0].problems]


def pinned(table: FakeTable, text: str) -> Mapped:
    """Return the table as mapped with the one entry of a mapping file, which must fit it."""
    source, (pin,) = reading(text)
    assert pin.is_for(table.file, table.sheet)
    mapped = propose(table, recogniser(), pin, source=source)
    assert [problem.line() for problem in source.problems] == []
    return mapped


def by_header(mapped: Mapped) -> dict[str, Column]:
    return {column.header: column for column in mapped.all_columns}


# -- proposed ------------------------------------------------------------------------------------------------


def test_what_a_sheet_says_for_all_its_columns_holds_for_each() -> None:
    mapped = propose(TABLE, recogniser())
    found = by_header(mapped)
    assert (found["营业收入"].year, found["上年度营业收入"].year) == (2024, 2023)
    assert measure(found["营业收入"].unit) == measure(unit_of("万元"))
    assert mapped.origin.data_year == 2024
    assert not mapped.is_decided
    assert [column.header for column in mapped.asking] == ["从业人员（不含派遣）"]


def test_the_year_of_the_sheet_goes_before_that_said_for_all() -> None:
    plain = FakeTable(grid("| 企业名称 | 营业收入(万元) |\n| 甲公司 | 5 |"))
    assert propose(plain, recogniser()).asking
    assert by_header(propose(plain, recogniser(), data_year=2022))["营业收入(万元)"].year == 2022
    assert by_header(propose(TABLE, recogniser(), data_year=2022))["营业收入"].year == 2024


def test_a_column_of_years_dates_the_figures_of_its_rows() -> None:
    table = FakeTable(grid("| 企业名称 | 年度 | 营业收入(万元) |\n| 甲公司 | 2023 | 5 |"))
    mapped = propose(table, recogniser())
    assert mapped.is_decided
    assert by_header(mapped)["营业收入(万元)"].year is None


def test_two_columns_that_say_the_same_ask() -> None:
    table = FakeTable(grid("| 企业名称 | 员工人数 | 职工人数 | 员工总数 |\n| 甲公司 | 5 | 6 | 7 |"))
    asking = propose(table, recogniser()).asking
    assert [column.header for column in asking] == ["员工人数", "职工人数", "员工总数"]


def test_a_sheet_without_a_key_or_a_header_asks() -> None:
    keyless = FakeTable(
        grid("| 贷款银行 | 贷款金额（万元） | 放款日期 |\n| 农行 | 5 | 2024-1-1 |"), sheet="贷款台账"
    )
    assert propose(keyless, recogniser()).doubts == (Doubt.NO_KEY,)
    assert propose(FakeTable(grid("| 1 | 2 |")), recogniser()).doubts == (Doubt.NO_HEADER,)
    assert propose(FakeTable([[None, None]]), recogniser()).is_decided


def test_columns_alone_do_not_decide_that_a_sheet_lists_records() -> None:
    table = FakeTable(
        grid(
            "| 企业名称 | 合同编号 | 年利率(%) | 放款日期 | 担保方式 |\n| 甲公司 | A1 | 5 | 2024-1-1 | 保证 |"
        )
    )
    mapped = propose(table, recogniser())
    assert (mapped.kind, mapped.doubts) == ("loan", (Doubt.KIND,))


# -- pinned --------------------------------------------------------------------------------------------------


def test_what_is_pinned_wins_and_the_rest_is_the_headers_own() -> None:
    mapped = pinned(
        TABLE,
        """
        sheets:
          - file: 2024*.xlsx
            sheet: Sheet*
            source: 市统计局
            precedence: 3
            date: 2025-03-31
            verified: 是
            columns:
              - {header: 从业人员（不含派遣）, field: 劳务派遣人数}
              - {header: 营业收入, field: 主营业务收入}
              - {header: 上年度营业收入, field: 营业收入, year: 2021, unit: 千元}
        """,
    )
    assert mapped.is_decided
    found = by_header(mapped)
    assert found["从业人员（不含派遣）"].field == "dispatched_workers"
    assert (found["营业收入"].field, found["营业收入"].year) == ("main_revenue", None)
    assert found["上年度营业收入"].year == 2021
    assert measure(found["上年度营业收入"].unit) == measure(unit_of("千元"))
    assert found["联系人"].role is Role.IGNORED
    origin = mapped.origin
    assert (origin.source, origin.precedence, origin.day, origin.verified) == (
        "市统计局",
        3,
        date(2025, 3, 31),
        True,
    )
    assert found["上年度营业收入"].basis == "stat"


def test_a_pinned_header_row_and_kind_are_used() -> None:
    table = FakeTable(
        grid("| 企业名称 | 员工人数 |\n| 说明 | 说明 |\n| 名 | 数 |\n| 甲公司 | 5 |"), sheet="Sheet1"
    )
    mapped = pinned(
        table,
        """
        sheets:
          - file: 企业.xlsx
            layout: wide
            header: 3
            columns:
              - {header: 名, key: 企业名称}
              - {header: 数, field: 参保人数}
        """,
    )
    assert [column.field for column in mapped.columns] == [None, "insured_count"]
    assert mapped.layout is not None
    assert mapped.layout.header == (3, 3)


def test_headers_written_alike_are_pinned_in_their_order() -> None:
    table = FakeTable(grid("| 企业名称 | 金额 | 金额 |\n| 甲公司 | 5 | 6 |"))
    mapped = pinned(
        table,
        """
        sheets:
          - file: 企业.xlsx
            layout: wide
            header: 1
            columns:
              - {header: 金额, field: 注册资本, unit: 万元}
              - {header: 金额, field: 实缴资本, unit: 万元}
        """,
    )
    assert [column.field for column in mapped.columns] == [None, "registered_capital", "paid_in_capital"]


def test_a_firms_field_in_a_sheet_of_records_is_named_with_the_firm() -> None:
    table = FakeTable(grid("| 企业名称 | 贷款银行 | 人数 |\n| 甲公司 | 农行 | 6 |"), sheet="贷款台账")
    mapped = pinned(
        table,
        """
        sheets:
          - {file: 企业.xlsx, columns: [{header: 人数, field: 企业.员工人数}]}
        """,
    )
    assert (by_header(mapped)["人数"].kind, by_header(mapped)["人数"].field) == (None, "employees")
    assert "field: 企业.员工人数" in mapping_text([mapped], base_vocabulary())


def test_a_sheet_that_is_skipped_asks_nothing() -> None:
    mapped = pinned(FakeTable(grid("| 1 | 2 |")), "sheets: [{file: '*', skip: 是}]")
    assert mapped.is_decided
    assert mapped.layout is None


@pytest.mark.parametrize(
    ("sheet", "title", "fixed"),
    [
        ("国家级瞪羚企业名单", None, {"name": "瞪羚企业", "level": "国家级"}),
        ("Sheet1", "2024年安徽省省级瞪羚企业名单", {"name": "瞪羚企业", "level": "省级"}),
        ("瞪羚企业名单", "自治区级瞪羚企业认定名单", {"name": "瞪羚企业", "level": "省级"}),
        # A place is no level, and a list of another honour says nothing of this one.
        ("安徽省瞪羚企业名单", "省级独角兽企业名单", {"name": "瞪羚企业"}),
        ("省级专精特新名单", None, {"name": "专精特新中小企业", "level": "省级"}),
    ],
)
def test_a_list_named_after_an_honour_and_its_level_gives_both(
    sheet: str, title: str | None, fixed: dict[str, str]
) -> None:
    head = f"| {title} | |\n" if title else ""
    table = FakeTable(grid(f"{head}| 企业名称 | 认定日期 |\n| 甲有限公司 | 2024-05-06 |"), sheet=sheet)
    mapped = propose(table, recogniser())
    assert (mapped.kind, mapped.fixed) == ("honour", fixed)
    assert mapped.is_decided


@pytest.mark.parametrize("sheet", ["国家级专精特新名单", "省级和市级瞪羚企业名单"])
def test_a_level_that_does_not_go_with_the_honour_asks(sheet: str) -> None:
    table = FakeTable(grid("| 企业名称 | 认定日期 |\n| 甲有限公司 | 2024-05-06 |"), sheet=sheet)
    assert propose(table, recogniser()).doubts == (Doubt.LEVEL,)
    fixed = "{名称: 专精特新小巨人企业, 级别: 国家级}"
    assert pinned(table, f"sheets: [{{file: '*', record: 资质, fixed: {fixed}}}]").is_decided


def test_a_column_of_levels_goes_before_the_name_of_the_list() -> None:
    rows = grid("| 企业名称 | 级别 |\n| 甲有限公司 | 市级 |")
    mapped = propose(FakeTable(rows, sheet="省级瞪羚企业名单"), recogniser())
    assert mapped.fixed == {"name": "瞪羚企业"}


def test_headers_and_rows_that_the_sheet_does_not_have_are_problems() -> None:
    text = """\
sheets:
  - file: "*"
    columns:
      - {header: 营业收人, field: 营业收入}
"""
    source, (pin,) = reading(text)
    propose(TABLE, recogniser(), pin, source=source)
    (problem,) = source.problems
    assert problem.line().startswith("mapping.yaml:4:18: [mapping-header] “统计局/2024经营.xlsx Sheet1”里")
    assert problem.line().endswith("没有表头“营业收人”，您是否想写“营业收入”？")
    source, (pin,) = reading("sheets:\n  - {file: '*', header: 99}\n")
    propose(TABLE, recogniser(), pin, source=source)
    assert [problem.code for problem in source.problems] == ["mapping-rows"]


# -- mistakes in the file ------------------------------------------------------------------------------------


def test_every_problem_is_told_at_once_with_its_place() -> None:
    text = """\
sheets:
  - file: 税务*.xlsx
    record: 贷宽
    date: 2025-13-01
    columns:
      - {header: 甲, field: 营业收人}
      - {header: 乙, field: 营业收入, unit: 人}
      - {header: 丙, field: 营业收入, unit: 万园}
      - {header: 丁, field: 员工人数, year: 24, basis: 税务口径}
      - {header: 戊, honour: 高新技术企叶}
      - {header: 己, field: 营业收入, ignore: 不用}
      - {header: 庚, field: 营业收入, ask: true}
      - {header: 辛}
      - {header: 壬, field: 研发费用, basis: 海关口径}
"""
    assert [line.split("]")[0] for line in complaints(text)] == [
        "mapping.yaml:3:13: [unknown-record",
        "mapping.yaml:4:11: [bad-date",
        "mapping.yaml:6:28: [unknown-field",
        "mapping.yaml:7:40: [wrong-unit",
        "mapping.yaml:8:40: [unknown-unit",
        "mapping.yaml:9:40: [bad-year",
        "mapping.yaml:9:51: [no-bases",
        "mapping.yaml:10:29: [unknown-honour",
        "mapping.yaml:11:9: [mapping-target",
        "mapping.yaml:12:39: [mapping-undecided",
        "mapping.yaml:13:9: [mapping-target",
        "mapping.yaml:14:41: [unknown-basis",
    ]
    told = complaints(text)
    assert "您是否想写“营业收入”？" in told[2]
    assert "您是否想写“高新技术企业”？" in told[7]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sheets: []", "bad-value"),
        ("", "missing-key"),
        ("sheets: [{file: a, colums: []}]", "unknown-key"),
        ("sheets: [{file: a, layout: tall}]", "not-one-of"),
        ("sheets: [{file: a, columns: [{header: b, key: 名称}]}]", "not-one-of"),
        ("sheets: [{file: a, ask: true}]", "mapping-undecided"),
        ("sheets: [{file: a, record: 资质, fixed: {名称: 高薪企业}}]", "unknown-value"),
        ("sheets: [{file: a, record: 资质, fixed: {名子: 高企}}]", "unknown-field"),
        ("sheets: [{file: a, columns: !!python/name:os.system []}]", "yaml-tag"),
    ],
)
def test_a_mistake_in_the_file(text: str, code: str) -> None:
    assert code in [problem.code for problem in reading(text)[0].problems]


# -- written and read back -----------------------------------------------------------------------------------


def without_marks(text: str) -> str:
    """Return a proposal as a person leaves it who agrees with all of it."""
    lines = text.splitlines(keepends=True)
    kept, dropped = [], False
    for line in lines:
        key = line.strip().removeprefix("- ").partition(":")[0]
        dropped = key in ("ask", "confidence", "why", "candidates") or (
            dropped and line.strip().startswith("- ") and ":" not in line
        )
        if not dropped:
            kept.append(line)
    return "".join(kept)


HEADERS = st.lists(
    st.sampled_from(sorted({case.header for case in cases()})), min_size=1, max_size=6, unique=True
)


@settings(deadline=None)
@given(
    HEADERS,
    st.sampled_from(["Sheet1", "贷款台账", "项目清单", "2024年高新技术企业名单"]),
    st.none() | st.just(2024),
)
def test_a_proposal_that_is_agreed_to_maps_the_same(headers: list[str], sheet: str, year: int | None) -> None:
    table = FakeTable([["企业名称", *headers], ["甲公司", *[None] * len(headers)]], sheet=sheet)
    first = propose(table, recogniser(), data_year=year)
    if first.layout is None or first.layout.shape.value != "wide":
        return
    text = without_marks(mapping_text([first], base_vocabulary()))
    source, pins = reading(text)
    assert [problem.line() for problem in source.problems] == []
    again = propose(table, recogniser(), pins[0], data_year=year, source=source)
    assert source.problems == []
    assert not again.asking

    def what(mapped: Mapped) -> list[object]:
        return [
            (
                one.header,
                one.role.is_key,
                one.kind,
                one.field,
                one.honour,
                measure(one.unit),
                one.year,
                one.basis,
            )
            for one in mapped.columns
        ]

    assert what(again) == what(first)
    assert (again.kind, again.fixed, again.origin) == (first.kind, first.fixed, first.origin)


def test_a_proposal_says_what_must_be_decided() -> None:
    text = mapping_text([propose(TABLE, recogniser())], base_vocabulary())
    assert "ask: true" in text
    assert "why: 名称一致；括号里的说明可能改变含义" in text
    assert [problem.code for problem in reading(text)[0].problems] == ["mapping-undecided"]
    assert "candidates:\n    - 员工人数" in text
    assert "written as known; a note" in mapping_text([propose(TABLE, recogniser())], base_vocabulary(), "en")


def test_the_schema_takes_what_is_written_and_refuses_other_keys() -> None:
    schema = mapping_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    written = read_text(mapping_text([propose(TABLE, recogniser())], base_vocabulary()), "m.yaml").data
    assert list(validator.iter_errors(written)) == []
    assert list(validator.iter_errors({"sheets": [{"file": "a", "colums": []}]}))
    assert list(validator.iter_errors({"sheets": [{"file": "a", "columns": [{"header": "b", "key": "c"}]}]}))
