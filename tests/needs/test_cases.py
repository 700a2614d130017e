"""The graded needs: well formed, distinct, and split by author."""

from collections import Counter

from policymatch.needs.cases import cases
from policymatch.needs.category import answered_by, categories
from policymatch.needs.lexicon import lexicon
from policymatch.text import normalise


def test_every_case_is_graded_by_known_categories() -> None:
    for case in cases():
        assert case.query.strip()
        assert case.relevant
        assert case.relevant.keys() <= categories().keys(), case.query
        assert set(case.relevant.values()) <= {1, 2}, case.query
        assert 2 in case.relevant.values(), case.query


def test_no_need_stands_in_two_sets() -> None:
    sets: dict[str, set[str]] = {}
    for case in cases():
        sets.setdefault(normalise(case.query), set()).add(case.split)
    shared = [query for query, of in sets.items() if len(of) > 1]
    # The shortest needs ("专利质押") are said alike by everybody.
    assert [query for query in shared if len(query) > 8] == []


def test_every_category_is_asked_for_in_every_set() -> None:
    for split in ("train", "dev", "test"):
        asked = Counter(key for case in cases() if case.split == split for key in case.relevant)
        assert asked.keys() == categories().keys(), split


def test_only_categories_that_policies_answer_have_policies() -> None:
    assert {one.id for one in categories().values() if one.special} == {"payout_service", "not_policy"}
    assert all(bool(one.policies) is not one.special for one in categories().values())
    assert len(answered_by()) == sum(len(one.policies) for one in categories().values())


def test_the_lexicon_names_known_categories() -> None:
    for word, asks in lexicon().items():
        assert asks.keys() <= categories().keys(), word
        assert all(0 < weight <= 1 for weight in asks.values()), word
