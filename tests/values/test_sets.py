"""Words, codes and lists: what is certain of a fact that is only partly known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.values import ANY_CODE, ANY_TEXT, UNKNOWN_LIST, Choice, Codes, Listing, Truth

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
ANHUI, SUZHOU, YONGQIAO, HEBEI = "34", "3413", "341302", "13"


@pytest.mark.parametrize(
    ("known", "target", "truth"),
    [
        (YONGQIAO, SUZHOU, T),
        (SUZHOU, SUZHOU, T),
        (ANHUI, SUZHOU, U),
        (ANHUI, HEBEI, F),
        ("", SUZHOU, U),
    ],
)
def test_a_coarse_code_stands_for_all_below_it(known: str, target: str, truth: Truth) -> None:
    assert Codes.exact(known).within(frozenset((target,))) is truth


def test_several_possible_codes() -> None:
    either = Codes(frozenset((YONGQIAO, HEBEI)))
    assert either.within(frozenset((SUZHOU,))) is U
    assert either.within(frozenset((SUZHOU, HEBEI))) is T
    assert either.within(frozenset(("32",))) is F
    assert ANY_CODE.within(frozenset(("",))) is T


def test_words() -> None:
    small_or_micro = Choice(frozenset(("small", "micro")))
    assert small_or_micro.among(frozenset(("small", "micro", "medium"))) is T
    assert small_or_micro.among(frozenset(("small",))) is U
    assert small_or_micro.among(frozenset(("large",))) is F
    assert ANY_TEXT.among(frozenset(("x",))) is U


def test_absence_proves_nothing_in_an_open_list() -> None:
    assert UNKNOWN_LIST.holds("a") is U
    assert Listing(("a",)).holds("b") is U
    assert Listing(("a",), closed=True).holds("b") is F
    assert Listing(("a",)).holds("a") is T


@given(
    st.sets(st.sampled_from("abcd"), min_size=1),
    st.sets(st.sampled_from("abcd"), min_size=1),
    st.sets(st.sampled_from("abcd"), min_size=1),
)
def test_narrowing_words_never_flips_an_answer(known: set[str], part: set[str], asked: set[str]) -> None:
    narrower = known & part or known
    before = Choice(frozenset(known)).among(frozenset(asked))
    after = Choice(frozenset(narrower)).among(frozenset(asked))
    assert before in (Truth.UNKNOWN, after)
