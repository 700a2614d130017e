"""统计: a text file in gb18030, one row for each firm, indicator and year, as a system exports it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from scripts.city.firm import YEARS, Firm
from scripts.city.mistakes import Mistakes

_HEADER = ("单位代码", "单位名称", "指标", "年份", "数值", "计量单位")


def write(firms: list[Firm], mistakes: Mistakes, path: Path) -> dict[str, int]:
    """Write the figures of firms on the register."""
    rows = [row for firm in firms if "statistics" in firm.offices for row in _rows(firm, mistakes)]
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_HEADER)
        writer.writerows(rows)
    return {"": len(rows)}


def _rows(firm: Firm, mistakes: Mistakes) -> Iterator[tuple[object, ...]]:
    last = YEARS[-1] if firm.is_open else YEARS[-2]
    for year in YEARS[-2:]:
        if year not in firm.stat_revenue:
            continue
        yield _row(firm, "营业收入（统计口径）", year, firm.stat_revenue[year], "千元")
        research = firm.stat_research.get(year)
        if research is not None:
            shown = mistakes.cell("statistics", firm, f"研发费用{year}", research)
            yield _row(firm, "研发费用（统计口径）", year, shown, "千元")
    if firm.stat_revenue:
        yield _row(firm, "资产总计", last, firm.assets, "千元")
        yield _row(firm, "从业人员期末人数", last, firm.employees, "人")


def _row(firm: Firm, indicator: str, year: int, value: object, unit: str) -> tuple[object, ...]:
    return firm.code, firm.name, indicator, year, value, unit
