"""Relevance: words that a policy and a firm's business share; it moves the order and nothing else."""

from datetime import date
from functools import cache

from policymatch import Enterprise, PolicyLibrary, recommend
from policymatch.similarity.relevance import NOT_RELEVANT, Relevances

DAY = date(2026, 3, 16)


@cache
def library() -> PolicyLibrary:
    return PolicyLibrary.load()


def firm(**facts: object) -> Enterprise:
    return Enterprise.from_dict({"name": "某企业", "as_of": "2026-03-16", **facts})


def test_a_policy_for_cold_chains_is_near_a_firm_with_cold_stores() -> None:
    found = Relevances(firm(business_scope="冷链物流；冷库出租；普通货运"), library())
    near = found.of("hunan/2020-13/cold-chain-stars")
    assert near.score > 0.5
    assert near.words[0] in ("冷链物流", "冷链")
    assert found.of("cn/cit-law-28/high-tech-rate") == NOT_RELEVANT


def test_a_firm_of_which_no_business_is_known_is_near_nothing() -> None:
    found = Relevances(firm(region="宿州市", employees=50), library())
    assert {found.of(policy.id) for policy in library()} == {NOT_RELEVANT}


def test_what_a_firm_needs_counts_as_what_it_does() -> None:
    policy = "hunan/2020-13/cold-chain-stars"
    assert Relevances(firm(needs=["想建冷链物流"]), library()).of(policy).score > 0
    assert Relevances(firm(), library(), "想建冷链物流").of(policy).score > 0


def test_relevance_moves_scores_by_its_points_and_no_verdict() -> None:
    facts = {"region": "宿州市", "industry": "C3421"}
    silent = recommend(firm(**facts), library())
    telling = recommend(firm(**facts, business_scope="工业机器人和数控机床技术改造，设备制造"), library())
    moved = 0
    for match in silent.matches:
        other = telling.match(match.policy.id)
        assert (other.verdict, other.amount) == (match.verdict, match.amount)
        difference = round(other.score.total - match.score.total, 1)
        assert difference == round(other.score.relevance - match.score.relevance, 1)
        if match.verdict == "ineligible":
            assert match.score.relevance == 0
        moved += difference > 0
    assert moved
