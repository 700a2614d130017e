"""A bureau's own template: its looks win, its placeholders are filled, what it must not hold is refused."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.letters.word_papers import opened, paragraphs, said, sample
from tests.letters.word_templates import MISTAKES, RELATIONS, TRAPS, changed, own, problems, saved
from tests.mistakes.codes import codes_of

from policymatch.letters.letterhead import Letterhead
from policymatch.letters.render.word import docx_of, starter
from policymatch.letters.render.word.placeholders import NAMES

ROOT = Path(__file__).parents[2]


def test_every_code_has_a_template() -> None:
    assert list(MISTAKES) == codes_of("word")


@pytest.mark.parametrize("code", MISTAKES)
def test_mistakes_are_told(code: str, tmp_path: Path) -> None:
    (problem,) = problems(MISTAKES[code](tmp_path / "a.docx"))
    assert problem.code == code
    assert problem.place.file == str(tmp_path / "a.docx")
    assert "{where}" not in problem.message("zh") + problem.message("en")


@pytest.mark.parametrize("trap", TRAPS)
def test_traps_are_refused(trap: str, tmp_path: Path) -> None:
    code, make = TRAPS[trap]
    assert [problem.code for problem in problems(make(tmp_path / "a.docx"))] == [code]


def test_a_template_that_is_not_there_or_no_document(tmp_path: Path) -> None:
    (missing,) = problems(tmp_path / "none.docx")
    assert missing.code == "file-unreadable"
    (tmp_path / "a.docx").write_text("hello")
    (text,) = problems(tmp_path / "a.docx")
    assert text.code == "intake-damaged"


def test_all_unknown_names_are_told_with_their_places(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("抬头")
    document.add_paragraph("敬启 {{titl}}")
    document.add_paragraph("{{letter}}")
    document.add_table(2, 3).cell(1, 2).text = "{{offise}}"
    document.sections[0].header.paragraphs[0].text = "{{标体}}"
    document.sections[0].footer.paragraphs[0].text = "{{zzz}}"
    found = problems(saved(document, tmp_path / "a.docx"))
    told = {problem.nearest: problem.message("zh").split("：")[0] for problem in found}
    assert told == {
        "title": "第 2 段",
        "office": "第 1 个表格第 2 行第 3 格",
        "标题": "页眉第 1 段",
        None: "页脚第 1 段",
    }
    assert "paragraph 2: there is no placeholder named 'titl'" in found[0].message("en")


def test_the_shipped_template_is_one_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(starter())
    assert docx_of(sample(), tmp_path / "a.docx") == docx_of(sample())


def test_placeholders_are_filled_in_both_languages(tmp_path: Path) -> None:
    paper = sample().model_copy(update={"blocks": sample().blocks[-1:], "annex": (), "annex_title": None})
    lines = [f"{name}={{{{{name}}}}} {{{{ {NAMES[name]} }}}}" for name in NAMES if name != "letter"]
    found = paragraphs(docx_of(paper, own(tmp_path / "a.docx", *lines, "{{正文}}")))
    assert found[: len(lines)] == [
        "title=一企一策专项规划建议书 一企一策专项规划建议书",
        "subtitle=甲机械有限公司 甲机械有限公司",
        "header=建议书 · 甲机械有限公司 建议书 · 甲机械有限公司",
        "footer=决定号 pm-1 决定号 pm-1",
        "office=甲市企业服务中心 甲市企业服务中心",
        "address=一路1号 一路1号",
        "phone=电话：0000 电话：0000",
        "seal=（盖章处） （盖章处）",
        "day=2026年3月16日 2026年3月16日",
    ]
    # What the template says itself, the letter does not say again.
    assert [text for text in found[len(lines) :] if text] == list(said(paper.blocks))


def test_a_placeholder_may_be_cut_into_runs_and_formatted(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("致：{")
    paragraph.add_run("{sub").bold = True
    paragraph.add_run("ti")
    paragraph.add_run("tle}} 与 {{off")
    paragraph.add_run("ice}}{{day}}。")
    document.add_paragraph("{{letter}}")
    made = opened(docx_of(sample(), saved(document, tmp_path / "a.docx")))
    assert made.paragraphs[0].text == "致：甲机械有限公司 与 甲市企业服务中心2026年3月16日。"


def test_cells_text_boxes_running_heads_and_feet_are_filled(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{office}}"
    text = "<w:p><w:r><w:t>{{seal}}</w:t></w:r></w:p>"
    box = f"<w:pict {nsdecls('w')}><w:txbxContent>{text}</w:txbxContent></w:pict>"
    document.add_paragraph("{{day}} ").add_run()._r.append(parse_xml(box))
    document.add_paragraph("{{letter}}")
    document.sections[0].header.paragraphs[0].text = "{{header}}"
    document.sections[0].footer.paragraphs[0].text = "{{footer}}!"
    made = opened(docx_of(sample(), saved(document, tmp_path / "a.docx")))
    assert made.tables[0].cell(0, 0).text == "甲市企业服务中心"
    assert made.paragraphs[0].text == "2026年3月16日 "
    texts = [text.text for text in next(made.element.body.iter(qn("w:txbxContent"))).iter(qn("w:t"))]
    assert texts == ["（盖章处）"]
    assert made.sections[0].header.paragraphs[0].text == "建议书 · 甲机械有限公司"
    assert made.sections[0].footer.paragraphs[0].text == "决定号 pm-1!"


def test_data_is_never_taken_for_a_placeholder(tmp_path: Path) -> None:
    paper = sample().model_copy(
        update={"title": "{{subtitle}}<?policymatch day?>", "letterhead": Letterhead(office="{{letter}}")}
    )
    found = paragraphs(docx_of(paper, own(tmp_path / "a.docx", "{{title}}|{{office}}", "{{letter}}")))
    assert found[0] == "{{subtitle}}<?policymatch day?>|{{letter}}"


def test_a_paragraph_of_nothing_is_left_out(tmp_path: Path) -> None:
    paper = sample().model_copy(update={"letterhead": Letterhead(), "subtitle": None})
    template = own(tmp_path / "a.docx", "{{address}} {{phone}}", "{{office}}：", "{{title}}", "{{letter}}")
    assert paragraphs(docx_of(paper, template))[:2] == ["：", paper.title]


def test_the_looks_of_the_template_win_and_ours_are_added(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("信函正文", 1).font.name = "Courier New"
    document.styles["Heading 1"].font.name = "Impact"
    document.add_paragraph("{{letter}}")
    made = opened(docx_of(sample(), saved(document, tmp_path / "a.docx")))
    by_text = {p.text: p.style for p in made.paragraphs}
    assert by_text["已经符合"].font.name == "Courier New"  # type: ignore[union-attr]
    assert by_text["一、可以申报"].font.name == "Impact"  # type: ignore[union-attr]
    assert by_text["☐\t执照"].name == "Letter Checklist"  # type: ignore[union-attr]
    assert made.styles["Letter Checklist"].font.name == "Times New Roman"
    ids = [style.get(qn("w:styleId")) for style in made.styles.element.iter(qn("w:style"))]
    assert len(ids) == len(set(ids))


def test_lists_of_the_template_stay_as_they_are(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一", style="List Number")
    document.add_paragraph("{{letter}}")
    template = saved(document, tmp_path / "a.docx")
    before = [n.get(qn("w:numId")) for n in document.part.numbering_part.element.iter(qn("w:num"))]
    after = opened(docx_of(sample(), template)).part.numbering_part.element
    ids = [n.get(qn("w:numId")) for n in after.iter(qn("w:num"))]
    assert ids[: len(before)] == before
    assert len(ids) == len(set(ids)) == len(before) + 3


def test_the_letter_is_as_wide_as_the_page_of_its_section(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{letter}}")
    document.add_section()
    wide, narrow = document.sections
    wide.page_width, narrow.page_width = docx.shared.Mm(420), docx.shared.Mm(148)
    made = opened(docx_of(sample(), saved(document, tmp_path / "a.docx")))
    grid = next(made.element.body.iter(qn("w:tblGrid")))
    room = (docx.shared.Mm(420) - (wide.left_margin or 0) - (wide.right_margin or 0)) / 635
    assert sum(int(column.get(qn("w:w"))) for column in grid) == pytest.approx(room, abs=2)
    assert len(made.sections) == 2


def test_a_template_that_is_saved_anew_is_read_anew(tmp_path: Path) -> None:
    path = own(tmp_path / "a.docx", "甲", "{{letter}}")
    assert paragraphs(docx_of(sample(), path))[0] == "甲"
    own(path, "乙乙", "{{letter}}")
    assert paragraphs(docx_of(sample(), path))[0] == "乙乙"


def test_a_link_to_click_is_no_link_to_a_file(tmp_path: Path) -> None:
    def link(part: bytes) -> bytes:
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        made = (
            b'<Relationship Id="x" Type="%b" Target="http://x" TargetMode="External"/></Relationships>' % kind
        )
        return part.replace(b"</Relationships>", made)

    template = changed(tmp_path / "a.docx", RELATIONS, link)
    assert docx_of(sample(), template)


def test_a_picture_of_the_template_is_kept_as_it_is(tmp_path: Path) -> None:
    document = docx.Document()
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005"
        "000201a2b1c1d40000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(pixel))
    document.add_paragraph("{{letter}}")
    made = opened(docx_of(sample(), saved(document, tmp_path / "a.docx")))
    assert len(made.inline_shapes) == 1
    assert pixel in [part.blob for part in made.part.package.iter_parts()]


@pytest.mark.parametrize("page", ["letter-word-template.md", "letter-word-template.zh.md"])
def test_the_page_names_every_placeholder_and_style(page: str) -> None:
    from policymatch.letters.render.word.styles import ALIASES, Style

    text = (ROOT / "docs" / page).read_text("utf-8")
    names = [f"`{{{{{name}}}}}`" for pair in NAMES.items() for name in pair]
    styles = [f"`{name}`" for name in (*Style, *ALIASES.values())]
    assert [name for name in (*names, *styles) if name not in text] == []
