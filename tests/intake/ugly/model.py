"""What an ugly workbook is made by, and what must come out of it at every stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from policymatch.enterprise.credit_code import check_digit
from policymatch.intake import Merged, Raw

Aside = Literal["title", "total", "note", "header", "blank"]
Why = Literal["error", "no-result", "lost-digits", "unreadable"]
Layout = Literal["wide", "long", "form"]
Firm = Mapping[str, str]


@dataclass(frozen=True)
class Expected:
    """What must come out, stage by stage.

    Firms and columns are named by the keys of a profile; `营业收入` without a year is that of the data year,
    which whoever reads the workbook states (2024), and `营业收入[2023]` says its year itself. Values are
    written as in a profile. What is unknown is left out: a dash gives no value, and a zero gives 0.
    """

    columns: Mapping[str, str]
    """Header as it stands (rows of a header joined by /) → the key that it means; '' where it means none."""
    firms: tuple[Firm, ...]
    raw: Mapping[str, Raw]
    """Some cells as read: B3, or 贷款!B3 where there are several sheets."""
    header: tuple[int, ...] = (1,)
    """The rows of the header; none in a form."""
    aside: Mapping[int, Aside] = field(default_factory=dict)
    """Rows that are neither header nor data, and why."""
    rejected: Mapping[str, Why] = field(default_factory=dict)
    """Cells that hold something which is no value."""
    merged: tuple[Merged, ...] = ()
    layout: Layout = "wide"
    sheet: str | None = "企业"
    """The sheet that holds the firms."""
    hidden: tuple[str, ...] = ()
    """Sheets that are hidden."""


@dataclass(frozen=True)
class Ugly:
    """A workbook whose name says its ugliness."""

    name: str
    make: Callable[[Path], Path]
    expected: Expected

    def __str__(self) -> str:
        return self.name


def _code(first: str) -> str:
    return first + check_digit(first)


CODES = tuple(_code(first) for first in ("91341300MA2XKHTG5", "91341302MA8N1CXY2", "913413007389K5M1T"))
NAMES = ("宿州恒拓机械有限公司", "宿州云桥软件有限公司", "安徽淮泗食品有限公司")

CODE, NAME, REVENUE, STAFF = "统一社会信用代码", "企业名称", "营业收入(万元)", "员工人数"
HEADER = (CODE, NAME, REVENUE, STAFF)
COLUMNS = {CODE: CODE, NAME: NAME, REVENUE: "营业收入", STAFF: "员工人数"}
ROWS = (
    (CODES[0], NAMES[0], 2350, 120),
    (CODES[1], NAMES[1], 880.5, 46),
    (CODES[2], NAMES[2], 15600, 310),
)


def firm(n: int, **facts: str) -> Firm:
    """Return what is known of the firm number `n`."""
    return {CODE: CODES[n], NAME: NAMES[n], **facts}


FIRMS = (
    firm(0, 营业收入="2350万元", 员工人数="120"),
    firm(1, 营业收入="880.5万元", 员工人数="46"),
    firm(2, 营业收入="15600万元", 员工人数="310"),
)
