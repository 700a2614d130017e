"""A firm whose name, facts and notes are markup of every kind: they stand in the letter as text."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pypdf
from tests.letters.given import FIRM, RULES, library
from tests.support.policies import AS_OF

from policymatch import Enterprise, PolicyLibrary, recommend
from policymatch.letters import Note, compose, render
from policymatch.letters.bulk import Job, write_letters
from policymatch.letters.render import Form
from policymatch.problems import Place

NAME = (
    "=cmd|'/C calc'!A0 <script>alert(1)</script> {{7*7}} #eval(1) *粗* [甲](http://a.cn) \\LaTeX{} 有限公司"
)
HOSTILE = {**FIRM, "企业名称": NAME, "主营产品": ["<img src=x onerror=alert(1)>", "${7*7}", "# 标题"]}


def test_no_format_takes_a_profile_for_markup() -> None:
    firm = Enterprise.from_dict(HOSTILE, library().vocabulary)
    letter = compose(recommend(firm, library(), AS_OF), notes=[Note(text="</p><b>{{letter}} $x$")])
    html = render(letter, "html").decode()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in render(letter, "md").decode().replace("\\<", "")
    body = zipfile.ZipFile(io.BytesIO(render(letter, "docx"))).read("word/document.xml").decode()
    assert "&lt;script&gt;" in body
    pages = pypdf.PdfReader(io.BytesIO(render(letter, "pdf"))).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    assert re.sub(r"\s", "", NAME) in text
    assert "{{letter}}$x$" in text
    assert "49" not in re.findall(r"=cmd.*?有限公司", text)[0]


def test_a_name_is_no_path_and_no_formula(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rules.yaml").write_text(RULES, "utf-8")
    shipped = PolicyLibrary.load(rules)
    firm = Enterprise.from_dict({**HOSTILE, "企业名称": "=../../甲"}, shipped.vocabulary)
    out = tmp_path / "out"
    job = Job(out, (Form.MD,), (rules,), as_of=AS_OF)
    outcome = write_letters([(Place("firms.jsonl", 1), firm)], job, shipped)
    assert outcome.index is not None
    assert sorted(path.suffix for path in out.glob("[!.]*")) == [".csv", ".md"]
    assert not list(tmp_path.glob("*甲*"))
    (row,) = csv.DictReader(outcome.index.read_text("utf-8-sig").splitlines())
    assert row["企业名称"] == "'=../../甲"
