"""Decisions of people on checks: what they do to verdicts, amounts, reasons, and which of them count."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.enterprise.reading import read

from policymatch import Enterprise, Interview, Match, PolicyLibrary, Recommendation, recommend, what_if
from policymatch.matching.firm import context_of
from policymatch.matching.reasons import Reason

HERE = Path(__file__).parent / "files" / "confirm"
LIBRARY = PolicyLibrary.load(HERE / "rules")
FIRM = (HERE / "firm.yaml").read_text("utf-8")
DAY = date(2026, 3, 16)
CHAIN, HARM, LEVEL = "企业属于数控机床产业链", "有重大环保问题", "产品达到国际先进水平"


def decided(*decisions: str) -> Recommendation:
    """Return what the rules say to the firm with decisions, each a mapping in flow style."""
    return recommend(read(FIRM + "确认:\n" + "".join(f"  - {one}\n" for one in decisions)), LIBRARY)


def said(policy: str, check: str, answer: str = "是", on: str = "2026-03-01", more: str = "") -> str:
    return f"{{政策: {policy}, 判断: '{check}', 结论: {answer}, 人: 张三, 日期: {on}{more}}}"


def verdict(found: Recommendation, policy: str) -> str:
    return found.match(policy).verdict.value


def checks_of(match: Match) -> list[Reason]:
    return [leaf for one in match.reasons() for leaf, _ in one.leaves() if leaf.check is not None]


# -- what a decision does ----------------------------------------------------------------------------------


def test_undecided_without_decisions() -> None:
    found = recommend(read(FIRM), LIBRARY)
    assert {match.verdict.value for match in found.matches} == {"undecided"}
    assert found.unused == ()


@pytest.mark.parametrize(
    ("chain", "harm", "expected"),
    [
        ("是", "否", "eligible"),
        ("否", "否", "ineligible"),
        # Under "none" a decision is negated, and not turned in favour of the firm.
        ("是", "是", "ineligible"),
    ],
)
def test_all_checks_decided(chain: str, harm: str, expected: str) -> None:
    found = decided(said("judged/firm", CHAIN, chain), said("judged/firm", HARM, harm))
    assert verdict(found, "judged/firm") == expected


def test_one_check_decided_leaves_the_other_open() -> None:
    match = decided(said("judged/firm", CHAIN)).match("judged/firm")
    assert match.verdict.value == "undecided"
    assert match.undecided_by == "check"
    assert [(one.mark, one.actual) for one in checks_of(match)] == [
        ("✓", "张三于2026-03-01确认：是"),
        ("?", "待人工判断"),
    ]


def test_a_decision_belongs_to_one_policy() -> None:
    found = decided(said("judged/other", CHAIN))
    assert verdict(found, "judged/other") == "eligible"
    assert [one.mark for one in checks_of(found.match("judged/firm"))] == ["?", "?"]


@pytest.mark.parametrize(("answer", "low", "high"), [("是", 1_000_000, 1_000_000), ("否", 100_000, 100_000)])
def test_a_check_within_tiers_settles_the_amount(answer: str, low: int, high: int) -> None:
    found = decided(
        said("judged/firm", CHAIN), said("judged/firm", HARM, "否"), said("judged/firm", LEVEL, answer)
    )
    amount = found.match("judged/firm").amount
    assert amount is not None
    assert (int(amount.low), int(amount.high or 0)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("是", None, "eligible"), ("否", None, "undecided"), (None, "否", "undecided"), ("否", "是", "eligible"),
     ("否", "否", "ineligible")],
)  # fmt: skip
def test_points_that_hang_on_checks(first: str | None, second: str | None, expected: str) -> None:
    answers = (("技术水平先进", first), ("带动作用明显", second))
    found = decided(*(said("judged/points", text, one) for text, one in answers if one is not None))
    assert verdict(found, "judged/points") == expected


@pytest.mark.parametrize("name", ["建有研发机构", "has_rd_institution"])
def test_a_check_in_the_definition_of_a_fact_is_the_facts(name: str) -> None:
    assert verdict(decided(said(name, "自建或联合设立了研发机构")), "judged/defined") == "eligible"
    # The list of honours is complete: nothing else makes it one.
    assert verdict(decided(said(name, "自建或联合设立了研发机构", "否")), "judged/defined") == "ineligible"


def test_reasons_say_who_decided_in_both_languages() -> None:
    match = decided(said("judged/other", CHAIN, more=", 备注: 现场看过")).match("judged/other")
    told = [leaf.actual for lang in ("zh", "en") for one in match.reasons(lang) for leaf, _ in one.leaves()]
    assert "张三于2026-03-01确认：是（现场看过）" in told
    assert "confirmed by 张三 on 2026-03-01: yes (现场看过)" in told
    data = next(one for one in match.criteria() if one["kind"] == "check")
    assert data["number"] == 1
    assert data["confirmation"] == {
        "policy": "judged/other",
        "check": CHAIN,
        "record": None,
        "holds": True,
        "by": "张三",
        "on": "2026-03-01",
        "note": "现场看过",
    }


def test_nothing_is_missing_or_asked_once_people_have_decided() -> None:
    # Without a complete list of honours, one of them might do as well.
    firm = FIRM.replace("[资质, 项目]", "[项目]")
    settled = read(firm + f"确认: [{said('建有研发机构', '自建或联合设立了研发机构')}]\n")
    assert Interview(read(firm), LIBRARY).questions
    assert not Interview(settled, LIBRARY).questions
    assert recommend(read(firm), LIBRARY).match("judged/defined").missing
    assert not recommend(settled, LIBRARY).match("judged/defined").missing


def test_decisions_stay_in_what_if() -> None:
    enterprise = read(FIRM + f"确认: [{said('judged/other', CHAIN)}]\n")
    compared = what_if(enterprise, "员工人数=60人", LIBRARY, DAY)
    assert verdict(compared.before, "judged/other") == "eligible"
    assert verdict(compared.after, "judged/other") == "eligible"


# -- one record --------------------------------------------------------------------------------------------

GUIDE = "项目列入技改指南"


@pytest.mark.parametrize("name", ["五轴生产线", "项目1", "project 1"])
def test_a_decision_for_one_record(name: str) -> None:
    match = decided(said("judged/project", GUIDE, more=f", 对象: {name}")).match("judged/project")
    assert match.verdict.value == "eligible"
    assert [truth.name for _, truth in match.decision.records] == ["TRUE", "UNKNOWN"]
    assert [(one.record, one.mark) for one in checks_of(match)] == [("五轴生产线", "✓"), ("铸造车间", "?")]


def test_a_decision_without_record_is_for_all_and_one_for_a_record_beats_it_on_the_same_day() -> None:
    both = said("judged/project", GUIDE), said("judged/project", GUIDE, "否", more=", 对象: 铸造车间")
    for decisions in (both, both[::-1]):
        match = decided(*decisions).match("judged/project")
        assert [truth.name for _, truth in match.decision.records] == ["TRUE", "FALSE"]
    later = said("judged/project", GUIDE, "是", on="2026-03-02")
    match = decided(both[1], later).match("judged/project")
    assert [truth.name for _, truth in match.decision.records] == ["TRUE", "TRUE"]


# -- which decisions count ---------------------------------------------------------------------------------


def test_the_later_decision_counts_whatever_their_order() -> None:
    old, new = said("judged/other", CHAIN, "是"), said("judged/other", CHAIN, "否", on="2026-03-10")
    for decisions in ((old, new), (new, old)):
        found = decided(*decisions)
        assert verdict(found, "judged/other") == "ineligible"
        assert found.unused == ()


def test_a_decision_counts_from_its_own_day() -> None:
    enterprise = read(FIRM + f"确认: [{said('judged/other', CHAIN, on='2026-03-17')}]\n")
    assert verdict(recommend(enterprise, LIBRARY, DAY), "judged/other") == "undecided"
    assert verdict(recommend(enterprise, LIBRARY, date(2026, 3, 17)), "judged/other") == "eligible"
    assert [one.why for one in recommend(enterprise, LIBRARY, DAY).unused] == ["later"]


@pytest.mark.parametrize(
    ("decision", "why", "owner", "near"),
    [
        (said("judged/othr", CHAIN), "policy", None, "judged/other"),
        (said("judged/other", "企业属于数控机床产业"), "check", "judged/other", CHAIN),
        (said("judged/other", CHAIN, more=", 对象: 五轴生产线"), "record", "judged/other", None),
        (said("judged/project", GUIDE, more=", 对象: 三期"), "record", "judged/project", None),
        (said("judged/other", CHAIN, on="2027-01-01"), "later", "judged/other", None),
    ],
)
def test_what_does_not_count_is_said(decision: str, why: str, owner: str | None, near: str | None) -> None:
    found = decided(decision)
    (one,) = found.unused
    assert (one.why, one.owner, one.near) == (why, owner, near)
    assert one.say("zh") != one.say("en")
    assert {match.verdict.value for match in found.matches} == {"undecided"}
    shown = {match.policy_id for match in found.matches if found.unused_of(match)}
    assert shown == ({match.policy_id for match in found.matches} if owner is None else {owner})
    assert found.to_dict()["unused_confirmations"] == [one.to_dict("zh")]


def test_two_records_of_one_name() -> None:
    firm = FIRM.replace("铸造车间", "五轴生产线")
    decision = said("judged/project", GUIDE, more=", 对象: 五轴生产线")
    found = recommend(read(firm + f"确认: [{decision}]\n"), LIBRARY)
    assert verdict(found, "judged/project") == "undecided"
    assert [one.why for one in found.unused] == ["several"]
    numbered = decision.replace("五轴生产线", "项目2")
    match = recommend(read(firm + f"确认: [{numbered}]\n"), LIBRARY).match("judged/project")
    assert [truth.name for _, truth in match.decision.records] == ["UNKNOWN", "TRUE"]


def test_opposite_answers_of_one_day_under_two_names_of_a_record_do_not_count() -> None:
    found = decided(
        said("judged/project", GUIDE, more=", 对象: 五轴生产线"),
        said("judged/project", GUIDE, "否", more=", 对象: 项目1"),
    )
    assert verdict(found, "judged/project") == "undecided"
    assert [one.why for one in found.unused] == ["against", "against"]


def test_the_decision_id_depends_on_decisions() -> None:
    ids = {decided(said("judged/other", CHAIN, answer)).decision_id for answer in ("是", "否")}
    assert len({*ids, recommend(read(FIRM), LIBRARY).decision_id}) == 3


# -- laws --------------------------------------------------------------------------------------------------

CHECKS = [(policy.id, check.text) for policy in LIBRARY for check in policy.checks]
CHECKS += [("建有研发机构", check.text) for check in LIBRARY.derivations["has_rd_institution"].checks]

some_decisions = st.dictionaries(
    st.tuples(st.sampled_from(CHECKS), st.sampled_from(["", ", 对象: 五轴生产线", ", 对象: 项目2"])),
    st.sampled_from(["是", "否"]),
    max_size=6,
)


def firm_with(decisions: dict[tuple[tuple[str, str], str], str]) -> Enterprise:
    listed = [said(*subject, answer, more=more) for (subject, more), answer in decisions.items()]
    return read(FIRM + f"确认: [{', '.join(listed)}]\n")


@settings(max_examples=100, deadline=None)
@given(some_decisions)
def test_the_plan_says_what_the_tree_says(decisions: dict[tuple[tuple[str, str], str], str]) -> None:
    enterprise = firm_with(decisions)
    found = recommend(enterprise, LIBRARY, DAY)
    context = context_of(enterprise, DAY, LIBRARY)
    for policy in LIBRARY:
        planned, by_tree = found.match(policy.id), Match.of(policy, context)
        assert planned.decision == by_tree.decision
        assert (planned.amount, planned.amount_if_eligible) == (by_tree.amount, by_tree.amount_if_eligible)


@settings(max_examples=50, deadline=None)
@given(some_decisions, some_decisions)
def test_a_verdict_that_is_certain_without_a_decision_is_so_with_any(
    some: dict[tuple[tuple[str, str], str], str], more: dict[tuple[tuple[str, str], str], str]
) -> None:
    # Not those for one record: they are stronger than a decision for all.
    few = {key: answer for key, answer in some.items() if not key[1]}
    before = recommend(firm_with(few), LIBRARY, DAY)
    added = {key: answer for key, answer in more.items() if not key[1] and key not in few}
    after = recommend(firm_with({**few, **added}), LIBRARY, DAY)
    for match in before.matches:
        if match.verdict != "undecided":
            assert after.match(match.policy_id).verdict is match.verdict


def test_undecided_checks_lead_only_where_some_answers_lead() -> None:
    """All answers to the checks of a policy are gone through: together they come to what is open."""
    for policy in LIBRARY:
        texts = [check.text for check in policy.checks]
        verdicts = set()
        for answers in product(("是", "否"), repeat=len(texts)):
            made = (said(policy.id, text, one) for text, one in zip(texts, answers, strict=True))
            verdicts.add(verdict(decided(*made), policy.id))
        if texts:
            assert verdicts == {"eligible", "ineligible"}, policy.id
