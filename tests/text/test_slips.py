"""Slips are mended towards known terms, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.text.data import lines_of, pairs_of

from policymatch.text import Change, mended
from policymatch.text.dictionary import terms

DAMAGED = pairs_of("damaged.tsv")
SOUND = [sentence for line in lines_of("sound.txt") for sentence in line.split("|")]


def test_the_lists_are_long_enough_to_measure_by() -> None:
    assert len(DAMAGED) >= 150
    assert len(set(SOUND)) >= 300
    assert 400 <= len(terms()) == len(set(terms()))


def test_what_is_mended_is_mended_right_and_most_is() -> None:
    made = {damaged: mended(damaged).text for damaged, _ in DAMAGED}
    right = [damaged for damaged, meant in DAMAGED if made[damaged] == meant]
    wrong = [damaged for damaged, meant in DAMAGED if made[damaged] not in (damaged, meant)]
    assert wrong == []
    assert len(right) / len(DAMAGED) >= 0.85


def test_nothing_changes_in_a_sound_sentence() -> None:
    found = {sentence: mended(sentence).changes for sentence in SOUND}
    assert {sentence: changes for sentence, changes in found.items() if changes} == {}


def test_a_term_is_never_changed() -> None:
    found = {term: mended(f"{term}的{term}").changes for term in terms()}
    assert {term: changes for term, changes in found.items() if changes} == {}


def test_changes_tell_what_stood_and_what_was_meant() -> None:
    found = mended("想报专经特新，也想做计改")
    assert found.text == "想报专精特新，也想做技改"
    assert found.changes == (Change("专经特新", "专精特新", 2, 6), Change("计改", "技改", 10, 12))


@pytest.mark.parametrize(
    "text",
    [
        "高薪",
        "高薪聘请",
        "计划",
        "技术",
        "土地使用权",
        "应税收入",
        "高新技术产业",
        "两免三减半",
        "三免三减半",
        "省级单项冠军",
    ],
)
def test_words_that_only_resemble_a_term_stay(text: str) -> None:
    assert mended(text).text == text


def test_callers_may_know_more_terms() -> None:
    assert mended("皖北机床帮扶计化").text == "皖北机床帮扶计化"
    assert mended("皖北机床帮扶计化", ["机床帮扶计划"]).text == "皖北机床帮扶计划"


def test_two_terms_that_may_be_meant_alike_leave_the_text_alone() -> None:
    assert mended("蓝鲸榜企业").text == "蓝鲸榜企业"
    assert mended("蓝京榜企业", ["蓝鲸榜企业"]).text == "蓝鲸榜企业"
    assert mended("蓝京榜企业", ["蓝鲸榜企业", "蓝晶榜企业"]).text == "蓝京榜企业"


@given(
    st.lists(st.sampled_from([*"技改专精特新企业贴息税1 a，的\ud800", *terms()[:60]]), max_size=20).map(
        "".join
    )
)
def test_changes_account_for_the_text(text: str) -> None:
    found = mended(text)
    at, made = 0, ""
    for change in found.changes:
        assert text[change.start : change.end] == change.was != change.meant
        made += text[at : change.start] + change.meant
        at = change.end
    assert made + text[at:] == found.text


@given(st.text(max_size=60))
def test_random_text_is_read(text: str) -> None:
    mended(text)
