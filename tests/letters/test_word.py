"""A paper as a Word document says what the paper says, in the structure that Word and WPS know."""

import io
import zipfile
from itertools import pairwise

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from tests.letters.word_papers import PAPERS, head, opened, paragraphs, said, sample, shown

from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import Bars, Timeline
from policymatch.letters.render.word import docx_of


@given(PAPERS)
@settings(deadline=None, max_examples=100)
def test_any_paper_is_said_without_fields_in_tables_that_fit(paper: Paper) -> None:
    # Of each paper one document is made, and all that must hold of it is asked.
    raw = docx_of(paper)
    says_what_the_paper_says(paper, raw)
    document = opened(raw)
    no_data_becomes_a_field_or_a_link(document)
    tables_fit_their_grid_and_the_page(document)


def says_what_the_paper_says(paper: Paper, raw: bytes) -> None:
    wanted = [*head(paper), *said(paper.blocks), paper.annex_title or "", *said(paper.annex)]
    wanted = [shown(text) for text in wanted if text]
    found = [text for text in paragraphs(raw) if text]
    if any(isinstance(block, Bars | Timeline) for block in (*paper.blocks, *paper.annex)):
        # Between what a chart states stand its months, and today.
        rest = iter(found)
        assert all(text in rest for text in wanted)
    else:
        assert found == wanted


def no_data_becomes_a_field_or_a_link(document: Document) -> None:
    body = document.element.body
    assert not list(body.iter(qn("w:fldChar"), qn("w:fldSimple"), qn("w:instrText"), qn("w:hyperlink")))


def tables_fit_their_grid_and_the_page(document: Document) -> None:
    section = document.sections[0]
    width = ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) // 635
    for table in document.element.body.iter(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        assert len(grid) <= 63
        assert all(column > 0 for column in grid)
        assert sum(grid) <= width
        for row in table.iter(qn("w:tr")):
            at = 0
            for cell in row.iter(qn("w:tc")):
                spans = [int(span.get(qn("w:val"))) for span in cell.iter(qn("w:gridSpan"))]
                end = at + (spans[0] if spans else 1)
                assert int(next(cell.iter(qn("w:tcW"))).get(qn("w:w"))) == sum(grid[at:end])
                assert cell[-1].tag == qn("w:p")
                at = end
            assert at == len(grid)


def test_two_tables_never_touch() -> None:
    body = opened(docx_of(sample())).element.body
    assert not [1 for one, two in pairwise(body) if one.tag == two.tag == qn("w:tbl")]


def test_headings_are_those_of_word() -> None:
    document = opened(docx_of(sample()))
    named = [
        (p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")
    ]
    assert named == [("Heading 1", "一、可以申报"), ("Heading 2", "（一）奖励"), ("Heading 1", "附件")]
    assert all(
        p.paragraph_format.keep_with_next
        for p in document.paragraphs
        if p.style and p.style.name.startswith(("Heading", "Caption"))
    )


def test_header_rows_are_repeated_and_no_row_is_broken() -> None:
    document = opened(docx_of(sample()))
    table = next(table for table in document.tables if table.cell(0, 0).text == "政策")
    headers = [bool(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows]
    assert headers == [True] + [False] * 20
    rows = list(document.element.body.iter(qn("w:tr")))
    assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)


def test_the_annex_begins_a_page() -> None:
    document = opened(docx_of(sample()))
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["附件"]


def test_pages_are_counted_and_the_first_has_no_running_head() -> None:
    section = opened(docx_of(sample())).sections[0]
    assert section.different_first_page_header_footer
    assert [p.text for p in section.header.paragraphs] == ["建议书 · 甲机械有限公司"]
    assert [p.text for p in section.first_page_header.paragraphs] == [""]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "决定号 pm-1\t第 1 页 共 1 页"
        fields = [field.text.strip() for field in footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_lists_are_counted_by_word_each_from_one() -> None:
    document = opened(docx_of(sample()))
    lists = {
        p.text: number.get(qn("w:val")) for p in document.paragraphs for number in p._p.iter(qn("w:numId"))
    }
    assert lists["问一"] == lists["问二"] != lists["再问"] != lists["点"]
    numbers = document.part.numbering_part.element
    starts = {n.get(qn("w:numId")) for n in numbers.iter(qn("w:num")) if list(n.iter(qn("w:startOverride")))}
    assert starts == {lists["问一"], lists["再问"]}


def test_charts_are_told_in_words() -> None:
    body = opened(docx_of(sample())).element.body
    told = [text.get(qn("w:val")) for text in body.iter(qn("w:tblDescription"))]
    assert told == ["表1", "奖励50万元", "七月至九月"]


def test_a_bar_is_as_long_as_its_figure() -> None:
    document = opened(docx_of(sample()))
    chart = next(
        table for table in document.tables if table.cell(0, 0).text == "奖励" and len(table.rows) == 2
    )
    widths = [int(cell.tcPr.width.twips) for cell in chart.rows[0]._tr.tc_lst][1:-1]  # type: ignore[union-attr]
    assert sum(widths[:1]) / sum(widths) == pytest.approx(50 / 80 * 9 / 10, abs=0.01)


def test_nothing_tells_of_the_machine() -> None:
    first, second = docx_of(sample()), docx_of(sample())
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = opened(first).core_properties
    assert core.title == "一企一策专项规划建议书 甲机械有限公司"
    assert (core.author, core.last_modified_by, core.language) == ("甲市企业服务中心", "", "zh-CN")
    assert core.created == core.modified


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en-US")])
def test_the_language_is_told(lang: str, tag: str) -> None:
    document = opened(docx_of(sample().model_copy(update={"lang": lang})))
    language = next(document.styles.element.iter(qn("w:lang")))
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == (tag, "zh-CN")


def test_compact_papers_have_small_type_and_narrow_margins() -> None:
    usual, compact = (opened(docx_of(sample().model_copy(update={"compact": c}))) for c in (False, True))
    assert compact.sections[0].left_margin < usual.sections[0].left_margin  # type: ignore[operator]
    assert compact.styles["Letter Text"].font.size < usual.styles["Letter Text"].font.size


def test_a_row_of_other_columns_is_refused() -> None:
    paper = sample()
    table = next(block for block in paper.blocks if block.kind == "table")
    wrong = paper.model_copy(update={"blocks": (table.model_copy(update={"rows": ((),)}),)})
    with pytest.raises(ValueError, match="zip"):
        docx_of(wrong)
