"""From scores to an answer: what is special, what is said beside it, and in which order."""

from policymatch.needs.category import categories
from policymatch.needs.ranked import ranked, special_of

NOTHING = dict.fromkeys(categories(), 0.0)


def test_the_best_come_first_and_noise_is_left_out() -> None:
    scores = NOTHING | {"tax": 0.4, "loan_interest": 0.9, "agri": 0.04, "not_policy": 0.2}
    assert special_of(scores) is None
    assert ranked(scores) == ("loan_interest", "tax", "not_policy")


def test_a_special_category_wins_a_tie_and_stands_first() -> None:
    scores = NOTHING | {"payout_service": 0.50, "service_industry": 0.52, "tax": 0.07}
    assert special_of(scores) == "payout_service"
    assert ranked(scores) == ("payout_service", "service_industry")


def test_a_special_category_well_behind_is_none() -> None:
    assert special_of(NOTHING | {"payout_service": 0.40, "service_industry": 0.52}) is None


def test_at_most_five() -> None:
    assert len(ranked(dict.fromkeys(categories(), 0.5))) == 5
