"""The quality report: what comes first, what is empty, and that page and workbook are fit to be sent."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from tests.intake.ugly.model import CODES, NAMES
from tests.intake.workbooks import xlsx
from typer.testing import CliRunner

from policymatch.cli.main import app

HEADER = ("企业名称", "统一社会信用代码", "参保人数", "员工人数")
OTHERS = ("淮北青松陶瓷厂", "阜阳白鹭面粉厂", "合肥红枫软件园", "亳州金桂药行")
ONE = (
    HEADER,
    (NAMES[0], CODES[0], 9, 5),
    (NAMES[1], CODES[1], "待核实", 5),
    (NAMES[2], "1", "见附件", 1),
    *((name, None, 3, 4) for name in OTHERS),
)
OTHER = (HEADER, (NAMES[1], CODES[1], 2, 6))
EMPTY = {"br", "meta"}


class Page(HTMLParser):
    """The elements of a page: what is open must be closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def report(folder: Path, ending: str, *options: str) -> Path:
    files = [xlsx(folder / "a.xlsx", ONE), xlsx(folder / "b.xlsx", OTHER)]
    made = folder / f"report.{ending}"
    command = ["intake", *map(str, files), "-o", str(folder / "firms.jsonl"), "--report", str(made)]
    done = CliRunner().invoke(app, [*command, *options])
    assert done.exit_code == 0, done.output
    return made


@pytest.mark.parametrize(("lang", "code", "none"), [("zh", "zh-CN", "没有"), ("en", "en", "none")])
def test_the_page_is_whole_and_can_be_read_aloud(lang: str, code: str, none: str, tmp_path: Path) -> None:
    page = Page()
    page.feed(report(tmp_path, "html", "--lang", lang).read_text("utf-8"))
    assert page.open == []
    assert page.all("html") == [{"lang": code}]
    assert any(one.get("name") == "viewport" for one in page.all("meta"))
    tables = len(page.all("table"))
    assert tables == len(page.all("caption")) == len(page.all("thead"))
    assert {one.get("scope") for one in page.all("th")} == {"col", "rowgroup"}
    # Each part is named in the contents, and one that is empty says so.
    titles = page.texts["h2"]
    assert page.texts["a"] == titles
    assert len(titles) == tables + page.texts["p"].count(none)
    assert not [
        one for one in page.seen if {"src", "onclick"} & one[1].keys() or one[0] in ("script", "link")
    ]


def test_what_is_to_be_done_comes_first(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(report(tmp_path, "xlsx"))
    assert book.sheetnames == [
        "数据质量报告",
        "要改的列",
        "自相矛盾",
        "来源不一致，待核实",
        "未取的格和行",
        "各列",
        "各表行数",
        "不是数据的行",
    ]
    rows = list(book["要改的列"].values)[1:]
    # The column with most to mend first; files by their names alone.
    assert [row[:4] for row in rows] == [("a.xlsx", "企业", "参保人数", 2), ("a.xlsx", "企业", HEADER[1], 1)]
    (check,) = list(book["自相矛盾"].values)[1:]
    assert check == ("参保人数多于员工人数", NAMES[0], CODES[0], "参保人数", "9人", "员工人数", "5人")
    (differ,) = list(book["来源不一致，待核实"].values)[1:]
    assert differ[1:4] == (NAMES[1], CODES[1], "员工人数")
    assert {differ[5], differ[7]} == {"a.xlsx [企业]!D3", "b.xlsx [企业]!D2"}
    column = next(row for row in book["各列"].values if row[2] == "参保人数")
    assert column[3:8] == ("参保人数", 5, 71, 0, 2)
    assert next(row for row in book["各列"].values if row[2] == HEADER[1])[3] == HEADER[1]


def test_sheets_are_ready_to_be_filtered_and_printed(tmp_path: Path) -> None:
    for sheet in openpyxl.load_workbook(report(tmp_path, "xlsx")).worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert {cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row} == {True}
