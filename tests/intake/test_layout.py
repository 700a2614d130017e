"""Where the header is, which rows are data, and why the others are not."""

import pytest
from tests.intake.fake import FakeTable, grid
from tests.intake.header_benchmark import recogniser

from policymatch.intake.layout import Body, Layout, Shape, find_layout
from policymatch.intake.table import ErrorCell, Merged, NoResult


def layout_of(table: FakeTable) -> Layout:
    found = find_layout(table, recogniser())
    assert found is not None
    return found


def reasons(table: FakeTable, *keys: int) -> list[str]:
    body = Body(table, find_layout(table, recogniser()), frozenset(keys))
    return [line.reason.value if line.reason is not None else "data" for line in body.lines()]


def test_titles_units_totals_and_footnotes_are_set_aside() -> None:
    table = FakeTable(
        grid(
            """
            | 2024年度企业经营情况表 | | | |
            | 填报单位：市统计局 | | | 单位：万元 |
            | 序号 | 企业名称 | 营业收入 | 利润总额 |
            | 甲 | 乙 | 1 | 2 |
            | 一、工业企业 | | | |
            | 1 | 甲有限公司 | 500 | 20 |
            | 2 | 乙有限公司 | 700 | -3 |
            | 小计 | | 1200 | 17 |
            | | | | |
            | 序号 | 企业名称 | 营业收入 | 利润总额 |
            | 3 | 全家合计商贸有限公司 | 5 | 0 |
            | | 合　计 | 1205 | 17 |
            | 注：1.数据由统计局提供 | | | |
            | 2.未经审计 | | | |
            | 填表人：张三 | | 审核人：李四 | |
            """
        ),
        merged=(Merged(1, 1, 1, 4),),
    )
    assert layout_of(table).header == (3, 3)
    assert layout_of(table).titles == ("2024年度企业经营情况表", "填报单位：市统计局", "单位：万元")
    assert reasons(table) == [
        "title", "unit", "header", "numbers", "section", "data", "data", "subtotal", "blank", "repeated",
        "data", "total", "footnote", "footnote", "footnote",
    ]  # fmt: skip


def test_a_firm_whose_name_ends_like_a_total_is_data_when_its_code_stands_beside_it() -> None:
    table = FakeTable(
        grid(
            """
            | 企业名称 | 统一社会信用代码 | 员工人数 |
            | 宿州合计 | 91341300MA2XKHTG50 | 3 |
            | 宿州合计 | | 3 |
            """
        )
    )
    assert reasons(table) == ["header", "data", "subtotal"]


def test_a_row_of_errors_is_no_blank_row() -> None:
    table = FakeTable(
        [["企业名称", "员工人数"], [ErrorCell("#N/A"), ErrorCell("#REF!")], [NoResult("A1"), None]]
    )
    assert reasons(table) == ["header", "data", "data"]


def test_rows_of_a_header_are_joined_by_what_is_merged() -> None:
    table = FakeTable(
        grid(
            """
            | 企业名称 | 2024年 | | 2023年 | | 职工 |
            | | 营业收入 | 利润总额 | 营业收入 | 利润总额 | |
            | | 万元 | 万元 | 万元 | 万元 | 人 |
            | 甲有限公司 | 500 | 20 | 1 | 2 | 5 |
            """
        ),
        merged=(Merged(1, 1, 2, 1), Merged(1, 2, 1, 3), Merged(1, 4, 1, 5), Merged(1, 6, 2, 6)),
    )
    assert layout_of(table).header == (1, 3)
    assert layout_of(table).headers == (
        "企业名称",
        "2024年|营业收入|万元",
        "2024年|利润总额|万元",
        "2023年|营业收入|万元",
        "2023年|利润总额|万元",
        "职工|人",
    )


def test_without_merged_cells_a_group_reaches_to_the_next_one() -> None:
    table = FakeTable(
        grid(
            """
            | 企业名称 | 2024年 | | 2023年 | |
            | | 营业收入 | 利润总额 | 营业收入 | 利润总额 |
            | 甲有限公司 | 500 | 20 | 1 | 2 |
            """
        )
    )
    assert layout_of(table).headers[1:] == (
        "2024年|营业收入",
        "2024年|利润总额",
        "2023年|营业收入",
        "2023年|利润总额",
    )


def test_a_title_over_the_whole_table_is_no_group() -> None:
    table = FakeTable(
        grid(
            """
            | | 2024年企业情况 | |
            | 企业名称 | 营业收入 | 利润总额 |
            | 甲有限公司 | 500 | 20 |
            """
        ),
        merged=(Merged(1, 2, 1, 3),),
    )
    assert layout_of(table).headers[0] == "企业名称"


def test_a_merged_key_holds_for_each_row_and_a_merged_amount_for_none_but_its_own() -> None:
    table = FakeTable(
        grid(
            """
            | 企业名称 | 贷款银行 | 贷款金额 |
            | 甲有限公司 | 农行 | 500 |
            | | 工行 | |
            | | 建行 | 30 |
            | 乙有限公司 | 农行 | 7 |
            """
        ),
        merged=(Merged(2, 1, 4, 1), Merged(2, 3, 3, 3)),
    )
    body = Body(table, layout_of(table), frozenset({1}))
    assert [line.cells for line in body.lines() if line.reason is None] == [
        ("甲有限公司", "农行", 500),
        ("甲有限公司", "工行", None),
        ("甲有限公司", "建行", 30),
        ("乙有限公司", "农行", 7),
    ]


LONG = """
| 企业名称 | 年度 | 指标 | 数值 | 计量单位 |
| 甲有限公司 | 2024 | 营业收入 | 5 | 万元 |
| 甲有限公司 | 2024 | 利润总额 | 5 | 万元 |
| 乙有限公司 | 2024 | 营业收入 | 5 | 万元 |
| 乙有限公司 | 2024 | 研发费用 | 5 | 万元 |
"""
CARD = """
| 企业信息采集表 | | | |
| 企业名称 | 甲有限公司 | 成立日期 | 2020-1-1 |
| 注册资本 | 500万元 | 员工人数 | 20 |
| 行业 | 制造业 | 联系人 | |
| 填表人：张三 | | | |
"""
FORM = """
| 指标 | 填报内容 | 怎么填 | 例 |
| 企业名称 | 甲有限公司 | 全称 | |
| 成立日期 | | 年-月-日 | 2020-1-1 |
| 注册资本（万元） | 500 | 填数字 | 2350 |
| 员工人数 | | 填整数 | 企业 |
"""
MATRIX = """
| 企业名称：甲有限公司 | | | |
| 指标 | 计量单位 | 2023年 | 2024年 |
| 营业收入 | 万元 | 500 | 600 |
| 利润总额 | 万元 | 20 | 30 |
| 研发费用 | 万元 | 20 | 30 |
"""
ACROSS = """
| 企业名称 | 甲有限公司 | 乙有限公司 |
| 营业收入(万元) | 500 | 600 |
| 利润总额(万元) | 20 | 30 |
| 研发费用(万元) | 20 | 30 |
"""
HONOURS = """
| 企业名称 | 荣誉名称 | 级别 |
| 甲有限公司 | 高新技术企业 | 国家级 |
| 乙有限公司 | 瞪羚企业 | 省级 |
| 丙有限公司 | 雏鹰企业 | 市级 |
| 丁有限公司 | 绿色工厂 | 市级 |
"""


@pytest.mark.parametrize(
    ("drawn", "shape"),
    [
        (LONG, Shape.LONG),
        (CARD, Shape.CARD),
        (MATRIX, Shape.CARD),
        (ACROSS, Shape.CARD),
        (HONOURS, Shape.WIDE),
    ],
)
def test_the_shape_of_a_sheet(drawn: str, shape: Shape) -> None:
    assert layout_of(FakeTable(grid(drawn))).shape is shape


def test_a_card_knows_its_labels_years_and_units() -> None:
    assert layout_of(FakeTable(grid(CARD))).labels == (1, 3)
    matrix = layout_of(FakeTable(grid(MATRIX)))
    assert (matrix.labels, matrix.years, matrix.units) == ((1,), {3: 2023, 4: 2024}, (2,))
    assert layout_of(FakeTable(grid(ACROSS))).across
    assert reasons(FakeTable(grid(CARD))) == ["title", "data", "data", "data", "note"]
    assert reasons(FakeTable(grid(MATRIX))) == ["data", "header", "data", "data", "data"]


def test_what_has_no_header_is_unreadable_and_not_lost() -> None:
    table = FakeTable(grid("| 1 | 2 |\n| | |\n| 4 | 5 |"))
    assert find_layout(table, recogniser()) is None
    assert reasons(table) == ["unreadable", "blank", "unreadable"]


def test_a_lone_text_over_a_repeated_header_names_a_part() -> None:
    table = FakeTable(
        grid(
            """
            | 统一社会信用代码 | 企业名称 | 员工人数 |
            | 91341300MA2XKHTG50 | 甲有限公司 | 3 |
            | | | |
            | 规下企业 | | |
            | | | |
            | 统一社会信用代码 | 企业名称 | 员工人数 |
            | 91341302MA8N1CXY2A | 乙有限公司 | 4 |
            | | 丙有限公司 | |
            """
        )
    )
    assert reasons(table) == ["header", "data", "blank", "section", "blank", "repeated", "data", "data"]
