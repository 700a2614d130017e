"""Points: intervals summed, then compared; shown item by item."""

import pytest
from tests.support.policies import match_of

from policymatch import UndecidedBy, Verdict

RULE = """
eligible:
  score:
    items:
      - {if: 员工人数 >= 100人, points: 40}
      - {tiers: [{if: 参保人数 >= 50人, points: 30}, {if: 参保人数 >= 20人, points: 20}], else: 5}
      - {check: 现场评审通过, points: 30分}
    at_least: 60
benefit: {kind: award, amount: 10万元}
"""


@pytest.mark.parametrize(
    ("firm", "verdict", "by"),
    [
        ({"员工人数": "100人", "参保人数": "20人"}, Verdict.ELIGIBLE, None),  # 40 + 20
        (
            {"员工人数": "99人", "参保人数": "50人"},
            Verdict.UNDECIDED,
            UndecidedBy.CHECK,
        ),  # 30, and 30 to judge
        ({"员工人数": "99人", "参保人数": "49人"}, Verdict.INELIGIBLE, None),  # 20 and at most 30
        ({"员工人数": "80-120人", "参保人数": "20人"}, Verdict.UNDECIDED, UndecidedBy.FACTS),  # 20 to 60
        ({"员工人数": "100人"}, Verdict.UNDECIDED, UndecidedBy.CHECK),  # at least 45, and 30 to judge
        ({}, Verdict.UNDECIDED, UndecidedBy.FACTS),
    ],
)
def test_points_are_summed_as_far_as_known(
    firm: dict[str, object], verdict: Verdict, by: UndecidedBy | None
) -> None:
    match = match_of(RULE, firm)
    assert (match.verdict, match.undecided_by) == (verdict, by)


def test_each_item_says_what_it_is_worth() -> None:
    (reason,) = match_of(RULE, {"员工人数": "100人", "参保人数": "20-60人"}).reasons()
    assert (reason.kind, reason.mark, reason.required) == ("score", "✓", "得分不低于60分")
    assert [(item.kind, item.actual) for item in reason.items] == [
        ("points", "40分"),
        ("points", "20分–30分"),
        ("points", "0分–30分"),
    ]


def test_the_missing_facts_of_a_score_are_asked_for() -> None:
    match = match_of(RULE, {"参保人数": "20人"})
    assert [missing.key for missing in match.missing] == ["employees"]
