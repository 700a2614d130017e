"""Papers as HTML: one sound file that asks for nothing, and in which a reader finds all that was said."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from tests.letters.papers import HOSTILE, every_block, paper_of, papers, texts

from policymatch.letters.paper.blocks import Heading
from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.html import html_of
from policymatch.letters.render.style import css_string
from policymatch.text.shown import shown


def parsed(html: str) -> Any:
    """Return the tree of a page; raises where a browser would have to guess what was meant."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def elements(html: str) -> set[str]:
    return {tag(one) for one in parsed(html).iter()}


@settings(deadline=None)
@given(papers)
def test_nothing_is_lost_and_the_page_is_sound(paper: Paper) -> None:
    page = said(parsed(html_of(paper)))
    for text in texts(paper):
        assert " ".join(shown(text).split()) in page


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(text: str) -> None:
    plain, hostile = html_of(paper_of("甲")), html_of(paper_of(text))
    shape = [tag(one) for one in parsed(plain).iter()]
    assert [tag(one) for one in parsed(hostile).iter()] == shape
    attributes = {name for one in parsed(hostile).iter() for name in one.attrib}
    assert attributes == {name for one in parsed(plain).iter() for name in one.attrib}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", hostile)


def test_page_asks_for_nothing() -> None:
    html = html_of(paper_of("甲"))
    tree = parsed(html)
    assert not elements(html) & {"script", "link", "img", "iframe", "object", "embed", "form", "a", "base"}
    for one in tree.iter():
        assert not {"style", "src", "href"} & set(one.attrib)
        assert not any(name.startswith("on") for name in one.attrib)
    assert "url(" not in html
    assert "@import" not in html


def test_policy_allows_the_style_of_the_page_alone() -> None:
    tree = parsed(html_of(paper_of("甲")))
    (style,) = tree.iter("style")
    (policy,) = [one.get("content") for one in tree.iter("meta") if one.get("http-equiv")]
    digest = b64encode(sha256(style.text.encode("utf-8")).digest()).decode("ascii")
    assert policy.startswith("default-src 'none'; ")
    assert re.findall("style-src ([^;]*)", policy) == [f"'sha256-{digest}'"]


def test_landmarks_and_names() -> None:
    tree = parsed(html_of(paper_of("甲")))
    for name in ("header", "main", "footer", "h1", "title"):
        assert len(list(tree.iter(name))) == 1
    names = {one.get("id") for one in tree.iter() if one.get("id")}
    for one in tree.iter():
        assert set(one.get("aria-labelledby", "").split()) <= names
    pictures = [one for one in tree.iter() if one.get("role") == "img"]
    assert len(pictures) == 4
    for picture in pictures:
        assert [tag(child) for child in picture][:2] == ["title", "desc"]
    for header in tree.iter("th"):
        assert header.get("scope") in ("col", "row")
    for box in tree.iter("input"):
        assert box.get("type") == "checkbox"


@settings(deadline=None)
@given(papers)
def test_headings_have_no_gap(paper: Paper) -> None:
    ranks = [int(tag(one)[1]) for one in parsed(html_of(paper)).iter() if re.fullmatch("h[1-6]", tag(one))]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_headings_of_the_annex_stand_below_its_title() -> None:
    headings = (Heading(level=2, text="二"), Heading(level=3, text="三"), Heading(level=2, text="又二"))
    tree = parsed(html_of(paper_of("甲", blocks=(), annex_title="附件", annex=headings)))
    found = [(tag(one), said(one)) for one in tree.iter() if re.fullmatch("h[1-6]", tag(one))]
    assert found[1:] == [("h2", "附件"), ("h3", "二"), ("h4", "三"), ("h3", "又二")]


def test_language_of_the_page() -> None:
    assert parsed(html_of(paper_of("x", lang="en"))).get("lang") == "en"
    assert parsed(html_of(paper_of("甲"))).get("lang") == "zh-CN"


def test_margins_of_printed_pages_say_head_foot_and_number() -> None:
    style = html_of(paper_of("甲", header="头", footer='尾"}</style>'))
    assert 'content: "头"' in style
    assert r'content: "尾\22 \7d \3c \2f style\3e "' in style
    assert '"第 " counter(page) " 页 共 " counter(pages) " 页"' in style


@pytest.mark.parametrize("text", HOSTILE)
def test_css_strings_end_where_they_should(text: str) -> None:
    assert re.fullmatch(r'"([^"\\<>\n]|\\[0-9a-f]+ )*"', css_string(shown(text)))


def test_same_paper_gives_the_same_page() -> None:
    assert html_of(paper_of("甲")) == html_of(paper_of("甲"))


def test_a_row_with_a_cell_too_few_is_a_mistake_of_the_composer() -> None:
    table = every_block("甲")[6]
    short = table.model_copy(update={"rows": (((),),)})
    with pytest.raises(ValueError, match="not as many cells"):
        html_of(paper_of("甲", blocks=(short,)))
