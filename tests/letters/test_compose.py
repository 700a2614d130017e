"""What a letter says of a firm: every figure worked out by hand in given.py."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from tests.letters.given import letter_of, recommended

from policymatch.benefit import Nature
from policymatch.letters import Letter, Letterhead, Note, compose
from policymatch.letters.model import Stage, Verdict


def test_policies_stand_in_their_parts_and_are_numbered_through() -> None:
    letter = letter_of()
    assert [one.title for one in letter.to_file] == ["设备补助", "技改补助"]
    assert [one.title for one in letter.tax] == ["税款减免"]
    # What waits for a person alone stands before what waits for facts.
    assert [one.title for one in letter.open] == ["重点产业链奖励", "人才奖励"]
    assert [one.title for one in letter.near] == ["专利奖励"]
    assert [one.number for one in letter.advice] == [1, 2, 3, 4, 5, 6]


def test_an_amount_comes_with_its_arithmetic_its_clause_and_how_to_file() -> None:
    one = letter_of().to_file[0]
    assert one.money is not None
    assert (one.money.low, one.money.high) == (Decimal(500_000), Decimal(500_000))
    assert one.amount == "50万元"
    assert one.promised
    assert one.arithmetic == ("公式：10% × 上年研发费用", "10% × 5,000,000 = 500,000 元")
    assert one.cite == "第四条"
    assert one.window is not None
    assert (one.window.closes, one.window.days_left) == (date(2026, 4, 30), 45)
    assert one.materials == ("营业执照", "审计报告")
    assert one.contact == "0557-1234567"
    assert "验收后" in one.terms[0]
    assert [(line.truth, line.required) for line in one.criteria] == [
        ("true", "上年营业收入不低于2,000万元"),
        ("true", "规上企业：是"),
    ]


def test_the_summary_counts_the_lawful_package_and_keeps_natures_apart() -> None:
    summary = letter_of().summary
    assert (summary.eligible, summary.open, summary.near) == (3, 2, 1)
    totals = {one.nature: one for one in summary.totals}
    # 设备补助 50万元 and 技改补助 30万元 exclude each other: 50, not 80. What is open: 8 + 15.
    assert totals[Nature.PAYMENT].sure == 500_000
    assert totals[Nature.PAYMENT].to_verify == 0
    assert totals[Nature.PAYMENT].possible == 230_000
    assert totals[Nature.TAX_SAVING].sure == 200_000
    assert summary.deadline is not None
    assert (summary.deadline.title, summary.deadline.day) == ("设备补助", date(2026, 4, 30))


def test_the_package_says_what_was_left_out_and_why() -> None:
    package = letter_of().package
    assert package is not None
    assert [(one.title, one.paid) for one in package.chosen] == [
        ("设备补助", Decimal(500_000)),
        ("税款减免", Decimal(200_000)),
    ]
    assert [(one.title, one.because) for one in package.left_out] == [
        ("技改补助", "不能与设备补助同时享受；选它总额少 200,000元")
    ]


def test_what_is_open_says_what_it_waits_for() -> None:
    judged, missing = letter_of().open
    assert (judged.verdict, judged.awaits) == (Verdict.CHECK, ("属于市重点产业链",))
    assert missing.verdict is Verdict.OPEN
    assert missing.awaits == ("参保人数",)
    (question,) = letter_of().questions
    assert (question.id, question.policies) == ("insured_count", 1)


def test_a_near_miss_names_its_step_and_what_it_brings() -> None:
    (near,) = letter_of().near
    (step,) = near.steps
    assert step.text == "有效发明专利数增加2件，达到10件"
    assert step.worth == "5万元"
    assert near.amount == "5万元"


def test_one_checklist_over_all_policies() -> None:
    materials = letter_of().materials
    assert [(one.text, one.policies) for one in materials[:2]] == [("审计报告", (1, 2)), ("营业执照", (1,))]
    revenue = next(one for one in materials if one.text == "上年营业收入")
    assert revenue.policies == (1, 2, 3)


def test_risks_name_the_limit_and_what_is_lost_beyond() -> None:
    warnings = letter_of().warnings
    cliff = next(one for one in warnings if one.kind == "cliff")
    assert "5,500万元" in cliff.text
    assert "税款减免（节税 20万元）" in cliff.text
    assert cliff.policies == (3,)
    assert [one.policies for one in warnings if one.kind == "instalments"] == [(1,)]


def test_the_calendar_is_in_the_order_of_the_days() -> None:
    entries = [(one.last, one.title) for one in letter_of().calendar if one.kind == "window"]
    assert entries == [
        (date(2026, 4, 30), "设备补助"),
        (date(2026, 5, 31), "人才奖励"),
        (date(2026, 10, 31), "技改补助"),
    ]


def test_a_certificate_that_expires_is_renewed_in_its_year() -> None:
    honour = {"名称": "高新技术企业", "认定日期": "2024-10-28", "有效期至": "2026-10-27"}
    letter = letter_of(资质=[honour])
    (entry,) = [one for one in letter.calendar if one.kind == "honour"]
    assert entry.last == date(2026, 10, 27)
    assert letter.firm.honours == ("高新技术企业（至 2026-10-27）",)


def test_the_road_of_the_shipped_rules_gives_each_honour_a_stage() -> None:
    from policymatch import Enterprise, PolicyLibrary, recommend

    library = PolicyLibrary.load()
    letter = compose(recommend(Enterprise.load("examples/suzhou-machinery.yaml"), library))
    stages = {one.honour: (one.stage, one.year) for one in letter.road}
    assert stages["高新技术企业"] == (Stage.RENEW, 2027)
    assert stages["科技型中小企业"] == (Stage.CLEAR_UP, 2026)


def test_facts_come_with_their_source_and_day() -> None:
    (revenue,) = [one for one in letter_of().firm.facts if one.label == "2025年营业收入"]
    assert (revenue.value, revenue.source, revenue.day) == ("5,200万元", "税务", "2026-02-28")


def test_a_letter_reads_back_from_its_json() -> None:
    letter = compose(
        recommended(),
        "en",
        Letterhead(office="企业服务中心"),
        [Note(text="先做复核", author="张三", day=date(2026, 3, 18))],
    )
    assert Letter.model_validate_json(letter.model_dump_json()) == letter


def test_the_same_recommendation_gives_the_same_letter() -> None:
    assert letter_of().model_dump_json() == letter_of().model_dump_json()


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="lang must be one of"):
        compose(recommended(), "fr")  # type: ignore[arg-type]


@settings(max_examples=25)
@drawn(
    st.fixed_dictionaries(
        {},
        optional={
            "营业收入": st.integers(0, 9000).map("{}万元".format),
            "研发费用": st.integers(0, 900).map("{}万元".format),
            "参保人数": st.integers(0, 300).map("{}人".format),
            "有效发明专利数": st.integers(0, 20).map("{}件".format),
            "规上企业": st.sampled_from(("是", "否")),
        },
    )
)
def test_nothing_is_invented(facts: dict[str, str]) -> None:
    """Every policy, amount and verdict of a letter is that of a match, and no eligible policy is missed."""
    recommendation = recommended(**facts)
    letter = compose(recommendation)
    matches = {match.policy_id: match for match in recommendation.matches}
    for one in letter.advice:
        match = matches[one.policy_id]
        if one.money is not None:
            assert match.worth is not None
            assert (one.money.low, one.money.high) == (match.worth.low, match.worth.high)
        assert one.promised == match.promised
    filed = {one.policy_id for one in (*letter.to_file, *letter.tax)}
    assert filed == {match.policy_id for match in recommendation.eligible}
    assert {one.policy_id for one in letter.open} == {match.policy_id for match in recommendation.undecided}
