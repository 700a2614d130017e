"""Ugly layouts where the year or the field does not stand in one header row: merged, long, and forms."""

from __future__ import annotations

from decimal import Decimal

from tests.intake.ugly.layouts import plain
from tests.intake.ugly.model import CODE, CODES, COLUMNS, FIRMS, NAME, NAMES, Expected, Ugly, firm

from policymatch.intake import Merged

_YEARS = {
    CODE: CODE,
    NAME: NAME,
    "2023年/营业收入(万元)": "营业收入[2023]",
    "2023年/研发费用(万元)": "研发费用[2023]",
    "2024年/营业收入(万元)": "营业收入[2024]",
    "2024年/研发费用(万元)": "研发费用[2024]",
}


def _of_years(n: int, *figures: str) -> dict[str, str]:
    keys = ("营业收入[2023]", "研发费用[2023]", "营业收入[2024]", "研发费用[2024]")
    return dict(firm(n, **{key: f"{figure}万元" for key, figure in zip(keys, figures, strict=True)}))


SIDEWAYS: tuple[Ugly, ...] = (
    plain(
        "two_header_rows_merged",
        (
            (CODE, NAME, "2023年", None, "2024年", None),
            (None, None, "营业收入(万元)", "研发费用(万元)", "营业收入(万元)", "研发费用(万元)"),
            (CODES[0], NAMES[0], 2100, 95, 2350, 120.25),
            (CODES[1], NAMES[1], 700, 180, 880.5, 210),
        ),
        Expected(
            _YEARS,
            (_of_years(0, "2100", "95", "2350", "120.25"), _of_years(1, "700", "180", "880.5", "210")),
            {"C1": "2023年", "D1": None, "E2": "营业收入(万元)", "F3": Decimal("120.25")},
            header=(1, 2),
            merged=(Merged(1, 1, 2, 1), Merged(1, 2, 2, 2), Merged(1, 3, 1, 4), Merged(1, 5, 1, 6)),
        ),
        *("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    ),
    plain(
        "three_header_rows_merged",
        (
            (CODE, NAME, "经营情况（单位：万元）", None, None, None),
            (None, None, "2023年", None, "2024年", None),
            (None, None, "营业收入", "研发费用", "营业收入", "研发费用"),
            (CODES[0], NAMES[0], 2100, 95, 2350, 120.25),
        ),
        Expected(
            {
                CODE: CODE,
                NAME: NAME,
                "经营情况（单位：万元）/2023年/营业收入": "营业收入[2023]",
                "经营情况（单位：万元）/2023年/研发费用": "研发费用[2023]",
                "经营情况（单位：万元）/2024年/营业收入": "营业收入[2024]",
                "经营情况（单位：万元）/2024年/研发费用": "研发费用[2024]",
            },
            (_of_years(0, "2100", "95", "2350", "120.25"),),
            {"C1": "经营情况（单位：万元）", "E2": "2024年", "F3": "研发费用", "C4": 2100},
            header=(1, 2, 3),
            merged=(
                Merged(1, 1, 3, 1),
                Merged(1, 2, 3, 2),
                Merged(1, 3, 1, 6),
                Merged(2, 3, 2, 4),
                Merged(2, 5, 2, 6),
            ),
        ),
        *("A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"),
    ),
    plain(
        "years_side_by_side",
        (
            (CODE, NAME, "2023年营收（万元）", "2024年营收（万元）", "2023研发投入", "2024研发投入"),
            (CODES[0], NAMES[0], 2100, 2350, "95万元", "120.25万元"),
        ),
        Expected(
            {
                CODE: CODE,
                NAME: NAME,
                "2023年营收（万元）": "营业收入[2023]",
                "2024年营收（万元）": "营业收入[2024]",
                "2023研发投入": "研发费用[2023]",
                "2024研发投入": "研发费用[2024]",
            },
            (_of_years(0, "2100", "95", "2350", "120.25"),),
            {"C2": 2100, "E2": "95万元"},
        ),
    ),
    plain(
        "year_before_in_words",
        ((CODE, NAME, "上年度研发投入（万元）", "本年度研发投入（万元）"), (CODES[0], NAMES[0], 95, 120.25)),
        Expected(
            {
                CODE: CODE,
                NAME: NAME,
                "上年度研发投入（万元）": "研发费用[2023]",
                "本年度研发投入（万元）": "研发费用[2024]",
            },
            (firm(0, **{"研发费用[2023]": "95万元", "研发费用[2024]": "120.25万元"}),),
            {"C2": 95, "D2": Decimal("120.25")},
        ),
    ),
    plain(
        "long_indicator_and_value",
        (
            (CODE, NAME, "年度", "指标", "数值", "单位"),
            (CODES[0], NAMES[0], 2023, "营业收入", 2100, "万元"),
            (CODES[0], NAMES[0], 2024, "营业收入", 2350, "万元"),
            (CODES[0], NAMES[0], 2024, "员工人数", 120, "人"),
            (CODES[1], NAMES[1], 2024, "营业收入", 8805000, "元"),
        ),
        Expected(
            {CODE: CODE, NAME: NAME, "年度": "", "指标": "", "数值": "", "单位": ""},
            (
                firm(0, **{"营业收入[2023]": "2100万元", "营业收入[2024]": "2350万元", "员工人数": "120"}),
                firm(1, **{"营业收入[2024]": "8805000元"}),
            ),
            {"C2": 2023, "E5": 8805000, "F5": "元"},
            layout="long",
        ),
    ),
    plain(
        "long_row_per_firm_and_year",
        (
            (CODE, NAME, "年份", "营业收入(万元)"),
            (CODES[0], NAMES[0], "2023年", 2100),
            (CODES[0], NAMES[0], "2024年", 2350),
            (CODES[1], NAMES[1], 2024, 880.5),
        ),
        Expected(
            {CODE: CODE, NAME: NAME, "年份": "", "营业收入(万元)": "营业收入"},
            (
                firm(0, **{"营业收入[2023]": "2100万元", "营业收入[2024]": "2350万元"}),
                firm(1, **{"营业收入[2024]": "880.5万元"}),
            ),
            {"C2": "2023年", "C4": 2024},
            layout="long",
        ),
    ),
    plain(
        "form_of_one_firm",
        (
            ("企业信息采集表",),
            ("企业名称：", NAMES[0], "统一社会信用代码：", CODES[0]),
            ("营业收入（万元）", 2350, "员工人数（人）", 120),
            ("填表日期：2025年3月1日",),
        ),
        Expected(
            {
                "企业名称：": NAME,
                "统一社会信用代码：": CODE,
                "营业收入（万元）": "营业收入",
                "员工人数（人）": "员工人数",
            },
            FIRMS[:1],
            {"B2": NAMES[0], "D2": CODES[0], "B3": 2350},
            header=(),
            aside={1: "title", 4: "note"},
            merged=(Merged(1, 1, 1, 4), Merged(4, 1, 4, 4)),
            layout="form",
        ),
        *("A1:D1", "A4:D4"),
    ),
    plain(
        "fields_down_firms_across",
        (
            (NAME, *NAMES),
            (CODE, *CODES),
            ("营业收入(万元)", 2350, 880.5, 15600),
            ("员工人数", 120, 46, 310),
        ),
        Expected(COLUMNS, FIRMS, {"B1": NAMES[0], "D4": 310}, header=(), layout="form"),
    ),
)
