"""The index of texts, held to scikit-learn's vectoriser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from policymatch.similarity.index import TextIndex

WORDS = st.lists(st.sampled_from("甲乙丙丁戊己庚"), max_size=9)


def test_the_nearest_text_first_with_the_words_they_share() -> None:
    index = TextIndex([("a", ["机床", "设备"]), ("b", ["机床", "贷款", "贴息"]), ("c", ["人才"])])
    found = index.search(["贷款", "机床"])
    assert [hit.key for hit in found] == ["b", "a"]
    # 贷款 stands in one text only, and so tells more than 机床.
    assert found[0].words == ("贷款", "机床")
    assert [hit.key for hit in index.search(["贷款", "机床"], limit=1)] == ["b"]


def test_words_that_no_text_has_find_nothing() -> None:
    assert TextIndex([("a", ["机床"])]).search(["冷库"]) == []
    assert TextIndex([]).search(["冷库"]) == []


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_scores_are_scikit_learns_cosines(texts: list[list[str]], asked: list[str]) -> None:
    if not any(texts):
        return
    vectoriser = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    known = vectoriser.fit_transform(texts)
    expected = (known @ vectoriser.transform([asked]).T).toarray()[:, 0]
    found = {
        hit.key: hit.score for hit in TextIndex((str(n), text) for n, text in enumerate(texts)).search(asked)
    }
    for number, cosine in enumerate(expected):
        assert found.get(str(number), 0.0) == pytest.approx(cosine)
