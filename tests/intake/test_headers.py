"""What a column is, by its header, what stands around it and the cells below it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.header_benchmark import (
    Case,
    cases,
    chosen_on,
    columns,
    figures,
    judged_on,
    measure,
    recogniser,
    right,
)

from policymatch.intake.headers import ASK_BELOW, Around, Column, Ignored, Role, Why
from policymatch.intake.headers.around import said_basis, said_unit, said_year
from policymatch.intake.headers.kinds import kind_of_sheet
from policymatch.intake.headers.parts import parts_of, unit_of
from policymatch.intake.table import Percent, Raw

PRECISION = 0.99
RECALL = 0.9


def column(header: str, *cells: Raw, **around: object) -> Column:
    given: dict[str, object] = {"data_year": 2024, **around}
    return recogniser().column(header, 1, Around(**given), cells)  # type: ignore[arg-type]


# -- the benchmark -------------------------------------------------------------------------------------------


def test_the_benchmark_is_large_and_says_each_header_once() -> None:
    assert len(cases()) >= 300
    assert len({(case.header, case.sheet) for case in cases()}) == len(cases())


@pytest.mark.parametrize("half", [chosen_on, judged_on])
def test_what_is_taken_without_asking_is_right(half: object) -> None:
    at = figures(half(), ASK_BELOW)  # type: ignore[operator]
    assert at.precision >= PRECISION
    assert at.recall >= RECALL


def test_a_lower_threshold_would_take_too_much() -> None:
    assert figures(chosen_on(), ASK_BELOW - 5).precision < PRECISION


def test_personal_data_of_the_benchmark_is_never_kept() -> None:
    persons = ("姓名", "身份证号", "联系电话", "手机号码", "联系人", "法定代表人", "开户行", "电子邮箱")
    found = [one for case, one in columns() if case.header in persons]
    assert len(found) >= len(persons)
    assert {one.ignored for one in found} == {Ignored.PERSON}


def test_nothing_that_is_no_fact_is_taken_for_one() -> None:
    taken = [
        case
        for case, one in columns()
        if case.expected in ("none", "ignore") and not one.asks and not right(case, one)
    ]
    assert taken == []


@pytest.mark.parametrize("page", ["intake-mapping.md", "intake-mapping.zh.md"])
def test_the_page_on_mappings_tells_these_figures(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    at = figures(judged_on(), ASK_BELOW)
    assert at.precision == 1
    for told in (f"**{ASK_BELOW}**", f" {len(cases())} ", f" {at.taken} ", f"{at.recall:.0%}"):
        assert told in text, told


def test_a_wrong_label_in_the_benchmark_would_be_noticed() -> None:
    case, one = columns()[0]
    assert right(case, one)
    assert not right(Case(case.header, case.sheet, "revenue", "", "", ""), one)


# -- parts of a header ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "name", "unit", "year", "shift"),
    [
        ("营业收入(万元)", "营业收入", "万元", None, None),
        ("2024年营收", "营收", None, 2024, None),
        ("上年度研发投入（万元）", "研发投入", "万元", None, -1),
        ("２０２３年度\n营业收入　（千元）", "营业收入", "千元", 2023, None),
        ("營業收入【萬元】", "营业收入", "万元", None, None),
        ("主营业务收入_2023_万元", "主营业务收入", "万元", 2023, None),
        ("23年纳税额/万元", "纳税额", "万元", 2023, None),
        ("1、资产总计（单位：千元）", "资产总计", "千元", None, None),
        ("*企业名称（必填）", "企业名称", None, None, None),
        ("截至2024年12月31日从业人员（人）", "从业人员", "人", 2024, None),
        ("资产负债率（%）", "资产负债率", "%", None, None),
        ("增值税率（‰）", "增值税率", "‰", None, None),
        ("用地面积（亩）", "用地面积", None, None, None),
        ("营业收入（本年）", "营业收入", None, None, 0),
        ("前年营收", "营收", None, None, -2),
        ("租金（元/平方米·月）", "租金", "元/平方米·月", None, None),
    ],
)
def test_a_header_is_cut_into_its_parts(
    header: str, name: str, unit: str | None, year: int | None, shift: int | None
) -> None:
    parts = parts_of(header)
    assert (parts.name, parts.year, parts.shift) == (name, year, shift)
    assert measure(parts.unit) == measure(unit_of(unit) if unit is not None else None)


@pytest.mark.parametrize(
    "header",
    [
        "2024年1-9月营业收入",
        "上半年营收",
        "一季度产值",
        "2022-2024年营收",
        "近三年营收",
        "2025年预计营收",
        "上年同期营收",
        "期初资产总额",
    ],
)
def test_part_of_a_year_several_years_and_plans_are_no_yearly_figure(header: str) -> None:
    assert parts_of(header).part_of_year
    made = column(f"{header}（万元）")
    assert made.asks or made.role is Role.UNKNOWN


# -- what a column is ----------------------------------------------------------------------------------------


def test_relative_years_count_from_the_year_of_the_data() -> None:
    assert column("上年度营业收入(万元)", data_year=2025).year == 2024
    assert column("本年营业收入(万元)", data_year=2025).year == 2025
    assert column("营业收入(万元)", data_year=2025).year == 2025
    assert column("2021年营业收入(万元)", data_year=2025).year == 2021


@pytest.mark.parametrize("header", ["营业收入(万元)", "上年度营业收入(万元)"])
def test_without_a_year_of_the_data_a_yearly_figure_asks(header: str) -> None:
    made = column(header, data_year=None)
    assert made.asks
    assert made.year is None
    assert Why.NO_YEAR in made.why
    assert [one.field for one in made.candidates] == ["revenue"]


def test_the_year_of_a_campaign_is_not_that_of_bare_figures() -> None:
    assert column("营业收入(万元)", covers_bare=False).asks
    assert column("上年度营业收入(万元)", covers_bare=False).year == 2023


def test_money_needs_a_unit_from_header_sheet_or_cells() -> None:
    assert Why.NO_UNIT in column("2024年营收").why
    assert measure(column("2024年营收", unit=unit_of("万元")).unit) == measure(unit_of("万元"))
    assert not column("2024年营收", "2350万元", "—", None, 0).asks
    assert column("2024年营收", "2350万元", "100").asks


def test_a_unit_of_another_kind_asks() -> None:
    made = column("出口额（万美元）")
    assert made.asks
    assert Why.OTHER_UNIT in made.why
    assert not column("实际利用外资（万美元）").asks


def test_firms_and_people_may_be_counted_with_any_counter() -> None:
    made = column("发明专利数（项）")
    assert made.unit is not None
    assert not made.asks
    assert made.unit.dimension == (("item", 1),)
    assert measure(column("员工人数（个）").unit) == measure(unit_of("人"))


def test_a_basis_comes_from_the_header_before_the_source() -> None:
    assert column("研发费用（万元，统计口径）", basis="tax").basis == "stat"
    assert column("研发费用（万元）", basis="tax").basis == "tax"
    assert column("税务口径研发费用（万元）").basis == "tax"
    assert column("员工人数", basis="tax").basis is None
    assert column("员工人数（税务口径）").asks


@pytest.mark.parametrize(
    ("header", "fitting", "unlike"),
    [
        ("成立日期", [date(2020, 1, 1), "2020年1月", 44000, "2020.1"], ["甲公司", "乙公司"]),
        ("员工人数", [5, "12人", "50-99", Decimal(3)], ["是", "否", "是"]),
        ("是否规上企业", ["是", "否", True, "√"], ["2023年5月入库的企业", "从业人员不足五人"]),
        ("资产负债率（%）", [Percent(Decimal("0.3")), "35.2"], [date(2020, 1, 1)]),
    ],
)
def test_cells_that_cannot_be_what_the_header_says_ask(
    header: str, fitting: list[Raw], unlike: list[Raw]
) -> None:
    assert not column(header, *fitting).asks
    made = column(header, *unlike)
    assert made.asks
    assert Why.VALUES in made.why


def test_a_note_that_may_change_the_meaning_asks() -> None:
    made = column("从业人员（不含劳务派遣）")
    assert made.asks
    assert made.field == "employees"
    assert not column("从业人员（人，必填）").asks


def test_the_bare_word_for_unit_is_a_firm_or_a_unit() -> None:
    assert column("单位", "万元", "人").role is Role.UNIT
    assert column("单位", "甲有限公司", "乙有限公司").role is Role.NAME
    assert column("单位").asks


def test_an_honour_as_a_header_is_a_record_of_it() -> None:
    made = column("是否高新技术企业")
    assert (made.role, made.kind, made.honour) == (Role.HONOUR, "honour", "high_tech_enterprise")


def test_upper_levels_that_only_group_do_not_count_and_others_ask() -> None:
    assert column("基本情况|员工人数").confidence == 100
    assert column("2023年|营业收入|万元").year == 2023
    assert column("研发|费用(万元)").field == "rd_expense"
    made = column("母公司|营业收入（万元）")
    assert made.field != "revenue" or made.asks


def test_what_is_like_nothing_is_left_out_without_asking() -> None:
    made = column("建设内容")
    assert made.role is Role.UNKNOWN
    assert not made.asks


# -- what stands around --------------------------------------------------------------------------------------


def test_the_year_of_a_sheet() -> None:
    assert said_year(["2024年度企业经营情况表"]) == (2024, True)
    assert said_year(["企业情况", "2023年数据"]) == (2023, True)
    assert said_year(["2025年专精特新企业申报汇总表"]) == (2025, False)
    assert said_year(["2023年、2024年对比"]) is None
    assert said_year(["2022-2024年情况"]) is None
    assert said_year(["截至2024年6月企业情况"]) is None


def test_the_unit_over_a_table() -> None:
    assert said_unit(["表一", "单位：万元"]) == unit_of("万元")
    assert said_unit(["金额单位:千元　　制表日期：2024-1-1"]) == unit_of("千元")
    assert said_unit(["单位：万元", "单位：元"]) is None
    assert said_unit(["填报单位：市统计局"]) is None


@pytest.mark.parametrize(
    ("source", "basis"),
    [
        ("市税务局2024年数据", "tax"),
        ("统计局", "stat"),
        ("2024年审计报告数据", "audit"),
        ("宿州海关总署导出", "customs"),
        ("2024年企业情况统计表", None),
        ("税务局与统计局比对", None),
    ],
)
def test_the_basis_of_a_source(source: str, basis: str | None) -> None:
    assert said_basis([source], recogniser().vocabulary) == basis


@pytest.mark.parametrize(
    ("name", "headers", "kind"),
    [
        ("贷款台账", "企业名称 贷款银行 贷款金额 员工人数", "loan"),
        ("项目清单", "项目单位 项目名称 总投资", "project"),
        ("引进人才", "用人单位 姓名 学历", "person"),
        ("专利明细", "专利权人 专利号 申请日", "patent"),
        ("人才工作企业情况", "企业名称 营业收入 员工人数", None),
        ("Sheet1", "企业名称 营业收入", None),
    ],
)
def test_the_kind_of_records_of_a_sheet(name: str, headers: str, kind: str | None) -> None:
    one = recogniser()
    assert kind_of_sheet([name], headers.split(), one.vocabulary, one.names).kind == kind


def test_a_list_of_firms_with_an_honour_gives_each_that_honour() -> None:
    one = recogniser()
    found = kind_of_sheet(
        ["2024年高企名单", "高新技术企业名单"], ["企业名称", "证书编号"], one.vocabulary, one.names
    )
    assert (found.kind, dict(found.fixed)) == ("honour", {"name": "高新技术企业"})


def test_columns_alone_only_suggest_a_kind() -> None:
    one = recogniser()
    found = kind_of_sheet(
        ["Sheet1"], ["企业名称", "合同编号", "年利率", "放款日期", "担保方式"], one.vocabulary, one.names
    )
    assert (found.kind, found.sure) == ("loan", False)
