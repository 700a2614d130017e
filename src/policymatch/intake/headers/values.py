"""Whether the cells below a header can be what the header says, judged by the first of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from policymatch.intake.headers.parts import folded, unit_of
from policymatch.intake.table import ErrorCell, LostDigits, NoResult, Percent, Raw
from policymatch.vocabulary import Field, Type

# What stands in a cell where nothing is known.
BLANK = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "\\",
        "无",
        "n/a",
        "na",
        "null",
        "none",
        "不详",
        "未知",
        "暂无",
        "空",
    )
)
_NUMBER = re.compile(r"[-+(≥≤<>约]*[¥$]?[0-9][0-9,.]*(?:e[-+]?[0-9]+)?[)%‰]*")
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-./年]?(?:[0-9]{1,2}[-./月]?(?:[0-9]{1,2}日?)?)?(?:[t ]?[0-9:.]*)?|长期.*|永久"
)
# What stands behind the last figure of a text.
_BEHIND = re.compile(r"[0-9]([^0-9.,]+)$")
_YES_NO = frozenset(
    ("是", "否", "有", "无", "y", "n", "yes", "no", "true", "false", "√", "×", "✓", "✔", "1", "0", "x")
)


def said(raw: Raw) -> str:
    """Return what a cell says, folded; nothing where it is blank, a dash or an error."""
    if raw is None or isinstance(raw, (ErrorCell, NoResult)):
        return ""
    text = folded(raw.text) if isinstance(raw, LostDigits) else folded(str(raw))
    return "" if text in BLANK else text


def share_fitting(field: Field, cells: Sequence[Raw]) -> float | None:
    """Return how many of the cells that say something can be values of `field`; None if none says anything.

    Words (choices, regions, texts) are not judged: only their own readers know them.
    """
    told = [cell for cell in cells if said(cell)]
    if field.type is Type.BOOL:
        # Here 无 and / answer the question.
        told = [cell for cell in cells if cell is not None and folded(str(cell))]
    if not told or (field.type not in _CHECKED and not field.type.is_numeric):
        return None
    return sum(_fits(field, cell) for cell in told) / len(told)


_CHECKED = (Type.DATE, Type.BOOL, Type.TEXT, Type.ENUM, Type.REGION)


def _fits(field: Field, cell: Raw) -> bool:
    text = folded(str(cell))
    match field.type:
        case Type.DATE:
            # Excel's own number of a day; a smaller number is no day anybody writes.
            is_day = (
                isinstance(cell, (int, Decimal)) and not isinstance(cell, bool) and 20_000 < cell < 80_000
            )
            return isinstance(cell, date) or is_day or _DATE.fullmatch(text) is not None
        case Type.BOOL:
            return isinstance(cell, bool) or text in _YES_NO or text in BLANK or len(text) <= 4
        case Type.TEXT | Type.ENUM | Type.REGION:
            return not isinstance(cell, (date, Decimal, Percent, bool))
    if isinstance(cell, (bool, date)):
        return False
    return not isinstance(cell, str) or text[:1].isdigit() or _NUMBER.match(text) is not None


def all_say_unit(cells: Sequence[Raw]) -> bool:
    """Return whether each cell that says something says its unit as well (2350万元), and some does."""
    told = [text for cell in cells if (text := said(cell)) and text != "0"]
    return bool(told) and all(_says_unit(text) for text in told)


def _says_unit(text: str) -> bool:
    behind = _BEHIND.search(text)
    return text[:1] in "¥$" or (behind is not None and unit_of(behind[1]) is not None)
