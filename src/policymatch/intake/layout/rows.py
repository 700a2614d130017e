"""Which rows below a header are no data: totals, footnotes, blank and repeated rows. One row at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policymatch.intake.headers.parts import folded
from policymatch.intake.layout.head import text_of
from policymatch.intake.layout.model import Reason
from policymatch.intake.table import Raw

_TOTAL = re.compile(
    r"(?:全[市县区省国]|本[页表县市区]|以上|总)?(?:合计|总计|共计|汇总|总和|累计|平均|平均值|均值|总数|total)(?:数|值)?[:：]?"
    r"|(?:合计|总计|共计|共)[:：(]?[0-9]+[家户个条项笔人]?(?:企业)?[)]?[:：]?"
)
_SUBTOTAL = re.compile(r"(?:.{0,12}(?:小计|分计|subtotal)|.{2,12}(?:合计|总计))[:：]?")
# What 合计 at the end of a text may not be: the end of a firm's name never is.
_NOTE = re.compile(
    r"(?:备?注|说明|附注|填[报表]说明|数据来源|来源|资料来源|数据说明|提示|声明)[0-9]{0,2}[:：、.]|[*※]|以上(?:数据|内容|企业|信息)|"
    r"本表|上述|数据截[至止]|此表|(?:填报|制表|审核|填表|负责|联系|经办|复核|统计|单位负责|编制|校对|分管)人?[^:：]{0,6}[:：]|"
    r"(?:填报|制表|填表|打印|报出|导出)?(?:日期|时间)[:：]|联系电话[:：]|第[0-9]+页|——"
)
_MORE_NOTES = re.compile(r"[(]?[0-9①-⑳]{1,2}[)、.．]|[①-⑳]")
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(][一二三四五六七八九十]{1,3}[)]|第[一二三四五六七八九十]+[部批]"
)
_COUNTED = re.compile(r"[(]?(?:[0-9]{1,3}|[a-z甲乙丙丁戊己庚辛壬癸])[)]?|[0-9]{1,2}=[0-9+\-*/()]+")
_CREDIT_CODE = re.compile(r"[0-9a-z]{15,20}")


class RowRules:
    """Tells rows of one table that are no data. Only that a footnote was met is remembered."""

    def __init__(self, headers: Sequence[Sequence[Raw]], spans: dict[int, int]) -> None:
        """Take the header's own rows, and over how many columns the first cell of a row is merged."""
        self._headers = [_said(row) for row in headers]
        self._plain = not any(_CREDIT_CODE.fullmatch(text) for row in self._headers for text in row)
        self._spans = spans
        self._first = True
        self._noted = False

    def reason(self, number: int, cells: Sequence[Raw]) -> Reason | None:
        """Return why the row is no data, or None when it is."""
        if self._plain and _is_of_firm(cells):
            # No rule below is about such a row, and nearly all rows of a large table are such.
            self._first = self._noted = False
            return None
        said = _said(cells)
        found = self._reason(number, said, len(cells))
        if found is not Reason.BLANK:
            self._first = False
            self._noted = found is Reason.FOOTNOTE
        return found

    def _reason(self, number: int, said: list[str], width: int) -> Reason | None:
        if not said:
            return Reason.BLANK
        if any(said == header for header in self._headers if header):
            return Reason.REPEATED
        counted = len(said) >= 2 and all(_COUNTED.fullmatch(text) for text in said)
        if self._first and counted and len(set(said)) == len(said):
            return Reason.NUMBERS
        if not any(_CREDIT_CODE.fullmatch(text) for text in said):
            if any(_TOTAL.fullmatch(text) for text in said[:2]):
                return Reason.TOTAL
            if any(_SUBTOTAL.fullmatch(text) for text in said[:2]):
                return Reason.SUBTOTAL
        if all(_NOTE.match(text) for text in said) or (len(said) <= 2 and _NOTE.match(said[0])):
            return Reason.FOOTNOTE
        if len(said) > 1 or width < 2:
            return None
        if self._noted and _MORE_NOTES.match(said[0]):
            return Reason.FOOTNOTE
        if _SECTION.match(said[0]):
            return Reason.SECTION
        if self._spans.get(number, 1) > width / 2:
            return Reason.SECTION if len(said[0]) <= 20 else Reason.FOOTNOTE
        return None


def _is_of_firm(cells: Sequence[Raw]) -> bool:
    """Return whether one of three cells or more that hold something is a credit code as it is written."""
    codes = (cell for cell in cells if isinstance(cell, str) and 15 <= len(cell) <= 20)
    if not any(cell.isascii() and cell.isalnum() for cell in codes):
        return False
    filled = (cell for cell in cells if cell is not None and (not isinstance(cell, str) or cell.strip()))
    return all(next(filled, None) is not None for _ in range(3))


def _said(cells: Sequence[Raw]) -> list[str]:
    return [text for cell in cells if (text := folded(text_of(cell)))]
