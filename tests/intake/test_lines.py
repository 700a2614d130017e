"""The cells of mapped sheets, each with what it is a value of."""

from tests.intake.fake import FakeTable, grid
from tests.intake.header_benchmark import recogniser
from tests.intake.test_layout import ACROSS, CARD, FORM, LONG, MATRIX

from policymatch.intake.headers import Role
from policymatch.intake.lines import Entries
from policymatch.intake.mapping import propose
from policymatch.vocabulary import base_vocabulary

Told = list[list[tuple[str, int | None, str | None, object]]]


def told(drawn: str, sheet: str = "Sheet1", data_year: int | None = 2024) -> Told:
    """Return what each entry of a sheet says: field or key, year, unit, cell."""
    table = FakeTable(grid(drawn), sheet=sheet)
    mapped = propose(table, recogniser(), data_year=data_year)
    assert mapped.is_decided, (mapped.doubts, mapped.asking)
    entries = Entries(table, mapped, base_vocabulary())
    made: Told = []
    for entry in entries.entries():
        made.append([])
        for cell in entry.cells:
            column = cell.column
            what = column.field if column.role is Role.FIELD else column.honour or column.role.value
            made[-1].append((what or "", column.year, column.unit.zh if column.unit else None, cell.raw))
            assert table.grid[cell.row - 1][cell.at - 1] == cell.raw or "：" in str(
                table.grid[cell.row - 1][0]
            )
    assert entries.body.counts.total() == len(table.grid)
    return made


def test_a_wide_sheet() -> None:
    drawn = """
    | 序号 | 企业名称 | 联系人 | 营业收入(万元) | 2022年营收(亿元) | 高企 |
    | 1 | 甲公司 | 张三 | 5 | 6 | 是 |
    | 合计 | | | 5 | 6 | |
    """
    assert told(drawn) == [
        [
            ("name", None, None, "甲公司"),
            ("revenue", 2024, "万元", 5),
            ("revenue", 2022, "亿元", 6),
            ("high_tech_enterprise", None, None, "是"),
        ]
    ]


def test_a_column_of_years_dates_each_row() -> None:
    drawn = "| 企业名称 | 年度 | 营业收入(万元) |\n| 甲公司 | 2023 | 5 |\n| 甲公司 | 2022年 | 4 |"
    assert [entry[1][1] for entry in told(drawn)] == [2023, 2022]


def test_a_long_table_gives_each_fact_its_unit_and_year() -> None:
    assert told(LONG)[:2] == [
        [("name", None, None, "甲有限公司"), ("revenue", 2024, "万元", 5)],
        [("name", None, None, "甲有限公司"), ("total_profit", 2024, "万元", 5)],
    ]


def test_a_card_is_one_entry() -> None:
    assert told(CARD) == [
        [
            ("name", None, None, "甲有限公司"),
            ("established", None, None, "2020-1-1"),
            ("registered_capital", None, None, "500万元"),
            ("employees", None, None, 20),
            ("industry", None, None, "制造业"),
        ]
    ]


def test_what_stands_beside_the_values_of_a_form_is_no_value() -> None:
    assert told(FORM) == [[("name", None, None, "甲有限公司"), ("registered_capital", None, "万元", 500)]]


def test_a_card_with_years_across() -> None:
    (entry,) = told(MATRIX)
    assert entry[:3] == [
        ("name", None, None, "甲有限公司"),
        ("revenue", 2023, "万元", 500),
        ("revenue", 2024, "万元", 600),
    ]


def test_a_card_with_firms_across_is_one_entry_each() -> None:
    first, second = told(ACROSS)
    assert [cell[3] for cell in first] == ["甲有限公司", 500, 20, 20]
    assert [cell[3] for cell in second] == ["乙有限公司", 600, 30, 30]


def test_a_sheet_of_records_keeps_whose_each_is() -> None:
    drawn = "| 企业名称 | 贷款银行 | 贷款金额（万元） | 客户经理 |\n| 甲公司 | 农行 | 5 | 李四 |"
    assert told(drawn, "贷款台账") == [
        [("name", None, None, "甲公司"), ("bank", None, None, "农行"), ("principal", None, "万元", 5)]
    ]
