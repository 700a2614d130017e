"""The measures, on answers that can be worked out by hand."""

from math import log2

import pytest

from policymatch.needs.cases import Case
from policymatch.needs.measures import measures

LOAN = Case("x", {"loan_interest": 2, "guarantee_credit": 1}, "test")
LATE = Case("y", {"payout_service": 2}, "test")


def test_a_perfect_answer() -> None:
    found = measures([(LOAN, ["loan_interest", "guarantee_credit", "tax"], None)])
    assert (found.recall_at_3, found.ndcg_at_5, found.silenced) == (1, 1, 0)


def test_an_answer_in_the_wrong_order() -> None:
    found = measures([(LOAN, ["tax", "guarantee_credit", "agri", "loan_interest"], None)])
    # One of two among the first three; gains 1 at place 2 and 3 at place 4, at best 3 and 1.
    assert found.recall_at_3 == 0.5
    assert found.ndcg_at_5 == pytest.approx((1 / log2(3) + 3 / log2(5)) / (3 + 1 / log2(3)))


def test_more_than_three_relevant_ones_cannot_all_stand_among_three() -> None:
    vague = Case("z", dict.fromkeys(["tax", "digital", "green", "agri"], 2), "test")
    assert measures([(vague, ["tax", "digital", "green"], None)]).recall_at_3 == 1


def test_a_policy_pushed_at_a_special_need() -> None:
    found = measures(
        [(LATE, ["tax"], None), (LATE, ["payout_service"], "payout_service"), (LOAN, [], "not_policy")]
    )
    assert (found.false_push, found.silenced) == (0.5, 1)
