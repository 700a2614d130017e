"""Papers as Markdown, read back by a parser: all text is there as it was, and none of it is markup."""

from functools import cache

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.letters.papers import HOSTILE, every_block, paper_of, papers, run, texts, without_charts

from policymatch.letters.paper.blocks import Bullets, Checklist, Line, Pair, Pairs, Table, Text, Tone
from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.markdown import markdown_of
from policymatch.letters.render.markdown_line import line_of
from policymatch.text.markdown import escaped
from policymatch.text.shown import shown


@cache
def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(markdown: str) -> list[Token]:
    """Return blocks and what is in lines, flat."""
    return [
        one
        for block in parser().parse(markdown)
        for one in ((block.children or []) if block.children else [block])
    ]


def said(markdown: str) -> str:
    """Return what a reader reads; the breaks of lines within cells are the only HTML."""
    parts = []
    for token in tokens(markdown):
        if token.type in ("html_inline", "html_block"):
            assert token.content == "<br>"
        silent = token.type.startswith("strong")
        parts.append(token.content if token.type == "text" else "" if silent else " ")
    return "".join(parts)


def squeezed(text: str) -> str:
    return "".join(text.split())


def shape(markdown: str) -> list[str]:
    kinds = [token.type for token in tokens(markdown)]
    return [kind for kind in kinds if kind != "text" and not kind.startswith("strong")]


@settings(deadline=None)
@given(papers)
def test_nothing_is_lost_and_no_markup_comes_from_a_paper(paper: Paper) -> None:
    markdown = markdown_of(paper)
    page = squeezed(said(markdown))
    for text in texts(without_charts(paper)):
        assert squeezed(shown(text)) in page
    kinds = {token.type for token in tokens(markdown)}
    assert not kinds & {"link_open", "image", "em_open", "s_open", "code_inline", "code_block", "fence"}
    stars_are_never_shown_where_text_is_strong(paper)


def stars_are_never_shown_where_text_is_strong(paper: Paper) -> None:
    for block in paper.blocks:
        if isinstance(block, Text):
            there = "".join(shown(one.text) for one in block.line).count("*")
            assert said(line_of(block.line)).count("*") == there


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_has_the_shape_of_harmless_text(text: str) -> None:
    assert shape(markdown_of(paper_of(text))) == shape(markdown_of(paper_of("甲")))


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert squeezed(said(escaped(text))) == squeezed(shown(text))
    assert shape(f"- {escaped(text)}") == shape("- 甲")


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ((run("符合"), run("（一）", Tone.STRONG), run("的")), "符合（**一**）的"),
        ((run("甲", Tone.STRONG), run("乙", Tone.STRONG)), "**甲乙**"),
        ((run("！？", Tone.STRONG),), "！？"),
        ((run("1"), run(". 甲")), r"1\. 甲"),
        ((run("&am"), run("p;")), r"\&amp;"),
        ((run("http:"), run("//a.cn", Tone.STRONG)), r"http\://**a.cn**"),
        ((run("R&D 5,000.50元 -5%"),), "R&D 5,000.50元 -5%"),
    ],
)
def test_lines(line: Line, made: str) -> None:
    assert line_of(line) == made


def test_lists_side_by_side_stay_apart() -> None:
    item: Line = (run("甲"),)
    lists = (
        Checklist(items=(item,)),
        Bullets(items=(item,)),
        Pairs(items=(Pair(label="乙", line=item),)),
        Bullets(items=(item,), ordered=True),
        Bullets(items=(item,), ordered=True),
    )
    kinds = [token.type for token in tokens(markdown_of(paper_of("甲", blocks=lists, annex=())))]
    assert kinds.count("bullet_list_open") == 3
    assert kinds.count("ordered_list_open") == 2


def test_cells_hold_lines() -> None:
    (table,) = [block for block in every_block("甲") if isinstance(block, Table) and block.caption]
    page = markdown_of(paper_of("甲", blocks=(table,), annex=(), annex_title=None))
    assert "| 甲 |  |\n| :-- | :-- |\n| 甲**甲**甲甲<br>甲**甲**甲甲 | 甲**甲**甲甲 |" in page


def test_boxes_of_a_checklist() -> None:
    page = markdown_of(paper_of("甲", blocks=(Checklist(items=((run("营业执照"),),)),)))
    assert "- [ ] 营业执照" in page
