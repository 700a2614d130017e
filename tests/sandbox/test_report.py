"""The report of a draft whose title is hostile: a page, a workbook, data, and what the command says."""

import json
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import openpyxl
import pytest
from typer.testing import CliRunner

from policymatch.cli import app
from policymatch.problems import PolicyMatchError

FILES = Path(__file__).parent / "files"
ASKED = ["simulate", str(FILES / "draft.yaml"), str(FILES / "firms.jsonl"), "--rules", str(FILES / "rules")]
GROWTH = [*ASKED, "--policy", "draft/growth", "--as-of", "2026-03-16", "--budget", "1,800,000"]


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, arguments)
    # What the program itself says of an error it says in `main`.
    said = done.exception.say("zh") if isinstance(done.exception, PolicyMatchError) else ""
    return done.exit_code, done.stdout, done.stderr + said


@pytest.mark.parametrize(
    ("lang", "marks"),
    [
        (
            "zh",
            (
                "政策沙盘",
                "符合的企业数",
                "≥ 3,000万元",
                "≥ 2,000万元（草案）",
                "只能享受其一",
                "安徽省宿州市埇桥区",
            ),
        ),
        (
            "en",
            ("Policy sandbox", "Firms that qualify", "≥ CNY 30,000,000", "(draft)", "only one of the two"),
        ),
    ],
)
def test_a_page_that_runs_and_loads_nothing(lang: str, marks: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    code, said, _ = run(*GROWTH, "-o", str(out), "--lang", lang)
    assert (code, "report.html" in said) == (0, True)
    page = out.read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    for mark in (*marks, "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;", "default-src 'none'"):
        assert mark in page
    # Whatever the draft is called; and no firm is named.
    for never in ("<script", "<b>", "://", "src=", "甲公司"):
        assert never not in page
    pictures = [part.split("</svg>")[0] for part in page.split('<svg class="chart"')[1:]]
    assert len(pictures) == 4
    for one in pictures:
        ElementTree.fromstring(f"<svg {one}</svg>")


def test_a_workbook_and_data(tmp_path: Path) -> None:
    book, data = tmp_path / "report.xlsx", tmp_path / "report.json"
    assert [run(*GROWTH, "-o", str(one))[0] for one in (book, data)] == [0, 0]
    told = json.loads(data.read_text("utf-8"))
    assert (told["eligible"], told["money"]["high"], told["if_eligible"]["high"]) == (3, 2_000_000, 1_000_000)
    assert [one["costs_firms"] for one in told["funnel"]] == [1, 1, 2, 0, 0]
    assert told["curves"][0]["budget_certain"]["fits"]["value"] == 30_000_000
    assert json.loads(run(*GROWTH, "--format", "json")[1]) == told
    sheets = openpyxl.load_workbook(book)
    rows = [[cell.value for cell in row] for row in sheets.worksheets[1].iter_rows()]
    assert rows[4][:5] == [3, "上年营业收入不低于2,000万元", "第二条", 3, 5]


def test_what_the_terminal_says() -> None:
    code, said, _ = run(*GROWTH)
    assert code == 0
    for mark in ("3 家一定符合", "最松可到 ≥ 3,000万元", "卡住企业最多的是第 3 条", "每家企业都满足"):
        assert mark in said.replace("\n  ", "")
    assert "甲公司" not in said


def test_mistakes(tmp_path: Path) -> None:
    code, _, error = run(*ASKED)
    assert (code, "draft/growth, draft/projects" in error) == (1, True)
    code, _, error = run(*ASKED, "--policy", "draft/growt")
    assert (code, "draft/growth" in error) == (1, True)
    draft = tmp_path / "draft.yaml"
    text = (FILES / "draft.yaml").read_text("utf-8").replace("营业收入 >= 2000万元", "营业收人 >= 2000万元")
    draft.write_text(text, "utf-8")
    code, _, error = run("simulate", str(draft), *GROWTH[2:])
    assert (code, f"{draft}:17:11: [unknown-field] draft/growth" in error) == (1, True)
    assert "营业收入" in error
    for wrong in (["--budget", "一百万"], ["--budget", "-1"], ["-o", str(tmp_path / "report.pdf")]):
        assert run(*ASKED, *wrong)[0] == 2
    assert run("simulate", str(tmp_path / "none.yaml"), *GROWTH[2:])[0] == 1
