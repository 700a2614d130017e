"""A need answered: categories, policies, and the firm's verdicts beside them."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from policymatch import Enterprise, PolicyLibrary, recommend
from policymatch.needs import NeedAnswer, answer_need
from policymatch.needs.answer import scores_of

DAY = date(2026, 3, 16)
MACHINES = "想买几台新机床，资金周转不开"


@cache
def library() -> PolicyLibrary:
    return PolicyLibrary.load()


def asked(need: str) -> NeedAnswer:
    return answer_need(need, library(), as_of=DAY)


def test_categories_and_policies_with_their_words() -> None:
    found = asked(MACHINES)
    assert [one.category.id for one in found.categories[:2]] == ["tech_renovation", "loan_interest"]
    assert found.special is None
    assert found.policies
    assert {one.answering.category for one in found.policies} <= {one.category.id for one in found.categories}
    assert any("资金" in word for one in found.categories for word in one.words)


@pytest.mark.parametrize(
    ("need", "special"),
    [
        ("去年批下来的奖补到现在还没到账", "payout_service"),
        ("厂门口的路灯坏了半个月没人修", "not_policy"),
        ("客户欠我八十万货款不给", "not_policy"),
    ],
)
def test_no_policy_is_pushed_where_none_answers(need: str, special: str) -> None:
    found = asked(need)
    assert found.special == special
    assert found.categories[0].category.id == special
    assert found.policies == ()


def test_damaged_text_is_read_as_what_was_meant() -> None:
    clean, damaged = asked("企业想申报专精特新"), asked("企業想申報專精特新")
    assert damaged.text == clean.text
    assert damaged.categories == clean.categories


def test_only_policies_in_force_are_named() -> None:
    for one in asked("设备更新贷款能贴息吗").policies:
        assert one.policy.document.status(DAY).applies


def test_the_firms_verdicts_stand_beside_and_what_it_cannot_get_comes_last() -> None:
    firm = recommend(Enterprise.load("examples/suzhou-machinery.yaml"), library(), DAY)
    found = answer_need(MACHINES, library(), firm)
    verdicts = [one.match.verdict.value for one in found.policies if one.match is not None]
    assert len(verdicts) == len(found.policies)
    assert verdicts == sorted(verdicts, key=lambda verdict: verdict == "ineligible")
    assert verdicts[0] == "eligible"
    for one in found.policies:
        assert one.match == firm.match(one.policy.id)


def test_a_category_that_a_city_made_up_is_read_from_the_policys_text() -> None:
    from dataclasses import replace

    from policymatch.needs.policies import answering

    shipped = library()
    renamed = {key: replace(policy, category="本市专项") for key, policy in shipped.policies.items()}
    other = replace(shipped, policies=renamed)
    text, scores = "买设备", {"tech_renovation": 1.0}
    found = list(answering(other, text, scores))
    assert "changfeng/2018-manufacturing/tech-renovation" in {one.policy.id for one in found[:8]}


def test_a_policy_asked_for_by_its_title_comes_first() -> None:
    found = asked("小微企业和个体工商户六税两费减半")
    assert found.policies[0].policy.id == "cn/mof-2023-12/six-taxes-two-fees"


def test_nothing_readable_is_answered_with_nothing() -> None:
    found = asked("\u200b \n")
    assert (found.categories, found.policies, found.special) == ((), (), None)


def test_a_very_long_text_is_read_from_its_beginning() -> None:
    assert len(asked("设备" * 50_000).text) <= 2_000


class Letters:
    """An embedder for the test: counts of a few characters."""

    name = "letters-1"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1.0, *(text.count(one) for one in "税贷房证")] for text in texts], np.float32)


def test_an_embedder_is_heard_beside_the_model() -> None:
    plain, heard = scores_of("税"), scores_of("税", Letters())
    assert heard != plain
    assert heard.keys() == plain.keys()
    again = scores_of("税", Letters())
    assert heard == pytest.approx(again)
