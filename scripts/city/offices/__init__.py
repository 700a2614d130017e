"""The workbooks of five departments. Each function writes one and returns the rows of data of each sheet."""

from collections.abc import Callable
from pathlib import Path

from scripts.city.firm import Firm
from scripts.city.mistakes import Mistakes
from scripts.city.offices import labour, registry, science, statistics, tax

Write = Callable[[list[Firm], Mistakes, Path], dict[str, int]]

BOOKS: dict[str, tuple[str, Write]] = {
    "registry": ("市场监管局_企业登记信息.xlsx", registry.write),
    "tax": ("税务局_2023-2025年纳税数据.xls", tax.write),
    "statistics": ("统计局_一套表导出.csv", statistics.write),
    "labour": ("人社局_参保和就业情况.xlsx", labour.write),
    "science": ("科技和工信局_台账.xlsx", science.write),
}
