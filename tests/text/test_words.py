"""Everyday words, and the cutting into words."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.text.data import lines_of

from policymatch.text import clean, plain, words_of
from policymatch.text.dictionary import lines_in, terms


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("俺们想整点补贴咋整", "我们想弄点补贴怎么办"),
        ("咱厂有啥政策", "我们厂有什么政策"),
        ("木有钱搞技改", "没有钱做技改"),
        ("莫得抵押物啷个办", "没有抵押物怎么办"),
        ("我哋公司有冇補貼", "我们公司有没有补贴"),
        ("唔知點樣申請嘅", "不知道怎样申请的"),
        ("这样弄得劲不", "这样弄合适不"),
        ("林木有补助", "林木有补助"),
        ("整点报时", "整点报时"),
    ],
)
def test_everyday_words_are_said_plainly(said: str, meant: str) -> None:
    assert plain(clean(said)) == meant


def test_plain_sentences_stay() -> None:
    for line in lines_of("sound.txt"):
        assert plain(line) == line


def test_what_is_plain_stays_plain() -> None:
    words = [line.split("\t") for line in lines_in("everyday.tsv")]
    assert len({said for said, _ in words}) == len(words)
    for said, meant in words:
        assert clean(said) == said
        assert plain(said) == meant
        assert plain(meant) == meant


def test_terms_stay_whole_and_empty_words_go() -> None:
    assert words_of("我们想申请专精特新小巨人企业的一次性奖励，怎么办？") == [
        "申请",
        "专精特新小巨人企业",
        "一次性奖励",
    ]


def test_a_cut_does_not_hang_on_what_was_cut_before() -> None:
    code = "from policymatch.text import words_of; print(words_of('设备更新和技术改造贷款贴息'))"
    alone = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for term in terms()[:50]:
        words_of(term)
    assert str(words_of("设备更新和技术改造贷款贴息")) == alone.strip()


def test_importing_the_texts_loads_no_dictionary() -> None:
    code = (
        "import sys; from policymatch.text import clean, mended, plain, quantities, words_of; "
        "print([name for name in ('rjieba', 'opencc', 'rapidfuzz') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@given(st.text(max_size=60))
def test_random_text_is_read(text: str) -> None:
    plain(text)
    assert all(len(word) > 1 for word in words_of(text))
