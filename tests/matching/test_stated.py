"""What reasons say of facts that are stated and not verified, where a policy counts verified facts alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.support.policies import AS_OF, match_of, policy_of

from policymatch import Enterprise, Match, Verdict
from policymatch.matching.firm import context_of
from policymatch.matching.rule_lines import verified_line

FIXED = "benefit: {kind: award, amount: 10万元}\n"


def match(
    condition: str, firm: Mapping[str, object], verified: str = "true", benefit: str = FIXED, more: str = ""
) -> Match:
    body = f"verified: {verified}\n{more}eligible: {condition}\n{benefit}"
    return match_of(body, {"数据年度": 2025, **firm})


def told(found: Match) -> list[tuple[str | None, str | None]]:
    """Return what the firm has, of each criterion in Chinese and English, as the JSON has it."""
    pairs = zip(found.criteria("zh"), found.criteria("en"), strict=True)
    return [(str(zh["actual"]), str(en["actual"])) for zh, en in pairs]


@pytest.mark.parametrize(
    ("revenue", "zh", "en"),
    [
        (
            {"值": "2350万元", "已核验": "否"},
            "2,350万元（自行申报，待核验）",
            "CNY 23,500,000 (self-declared, to be verified)",
        ),
        (
            {"值": "2350万元", "来源": "自填", "已核验": "否"},
            "2,350万元（自填，待核验）",
            "CNY 23,500,000 (自填, to be verified)",
        ),
        ("2350万元", "2,350万元（所填，待核验）", "CNY 23,500,000 (as stated, to be verified)"),
        ({"值": "2350万元", "已核验": "是"}, "2,350万元", "CNY 23,500,000"),
        (None, "未填", "not given"),
    ],
)
def test_a_figure_that_nobody_verified_is_told_with_whose_it_is(revenue: object, zh: str, en: str) -> None:
    assert told(match("营业收入 >= 2000万元", {"营业收入": revenue})) == [(zh, en)]


def test_each_of_several_facts_is_told_apart() -> None:
    firm = {"营业收入": "4000万元", "员工人数": {"值": "80人", "已核验": "是"}}
    ((zh, en),) = told(match("营业收入 / 员工人数 >= 30万元/人", firm))
    assert zh == "上年营业收入 4,000万元（所填，待核验）；员工人数 80人"
    assert (
        en
        == "operating revenue (last year): CNY 40,000,000 (as stated, to be verified); employees: 80 people"
    )


def test_fields_that_need_no_verification_are_told_plainly() -> None:
    found = match(
        "{all: [营业收入 >= 2000万元, 员工人数 >= 50人]}",
        {"营业收入": "3000万元", "员工人数": "80人"},
        "[营业收入]",
    )
    assert [zh for zh, _ in told(found)] == ["3,000万元（所填，待核验）", "80人"]


def test_honours_that_await_verification_keep_their_names() -> None:
    firm = {"资质": [{"名称": {"值": "高新技术企业", "已核验": "是"}}, "科技型中小企业"]}
    ((zh, en),) = told(match("资质 具有 专精特新中小企业", firm))
    assert zh == "高新技术企业、科技型中小企业（待核验）（清单未注明完整）"
    assert en is not None
    assert en.count("(to be verified)") == 1
    ((zh, _),) = told(match("资质 具有 专精特新中小企业", {**firm, "清单完整": ["资质"]}))
    assert zh == "高新技术企业、科技型中小企业（待核验）（所填清单完整，待核验）"


def test_records_are_counted_with_and_without_those_that_await_verification() -> None:
    doctor = {"学历": {"值": "博士", "已核验": "是"}}
    people = {"人才": [doctor, {"学历": "博士"}]}
    ((zh, en),) = told(match("人数(人才 其中 学历 = 博士) >= 2", people))
    assert zh == "≥1人，计入待核验的为≥2人"
    assert en == "≥1 person; ≥2 people with what is still to be verified"
    assert told(match("人数(人才) >= 1", {"人才": [doctor]})) == [("≥1人", "≥1 person")]


def test_what_a_person_may_look_at_includes_what_awaits_verification() -> None:
    ((zh, _),) = told(match("{check: 产品属于重点产业链, hint: [主营产品]}", {"主营产品": ["数控机床"]}))
    assert zh == "待人工判断（主营产品 数控机床（清单未注明完整）（所填，待核验））"


PROJECT = "for: 项目\n"
SHARE = "benefit: {kind: subsidy, amount: 10% * 项目.设备投资}\n"


def test_a_record_goes_by_its_name_and_its_decision_counts_though_the_name_awaits_verification() -> None:
    project = {"名称": "五轴生产线", "设备投资": {"值": "800万元", "已核验": "是"}}
    decision = {"政策": "test/one", "判断": "项目属于重点产业链", "结论": "是", "人": "张三"}
    profile = {
        "企业名称": "甲",
        "项目": [project],
        "确认": [{**decision, "日期": "2026-03-01", "对象": "五轴生产线"}],
    }
    rule = "eligible: {all: [项目.设备投资 >= 500万元, {check: 项目属于重点产业链}]}\n"
    policy, library = policy_of(f"verified: true\n{PROJECT}{rule}{SHARE}")
    firm = Enterprise.from_dict(profile, library.vocabulary)
    found = Match.of(policy, context_of(firm, AS_OF, library))
    assert {one["record"] for one in found.criteria("zh")} == {"五轴生产线"}
    assert found.steps("zh")[0].startswith("【五轴生产线】")
    assert found.verdict is Verdict.ELIGIBLE


def test_a_project_of_which_nothing_is_verified_still_tells_its_figures() -> None:
    firm = {"项目": [{"名称": "五轴生产线", "设备投资": "800万元"}]}
    found = match("项目.设备投资 >= 500万元", firm, benefit=SHARE, more=PROJECT)
    assert told(found)[0][0] == "800万元（所填，待核验）"


@pytest.mark.parametrize(
    ("verified", "zh", "en"),
    [
        (
            "true",
            "只认已核验的资料，企业自行申报的不算",
            "only verified facts count, not what the firm declares itself",
        ),
        ("[营业收入]", "须经核验才算：营业收入", "counts only if verified: operating revenue"),
        ("false", None, None),
    ],
)
def test_a_rule_says_that_it_counts_verified_facts(verified: str, zh: str | None, en: str | None) -> None:
    found = match("营业收入 >= 2000万元", {}, verified)
    vocabulary = found.context.vocabulary
    assert verified_line(found.policy, vocabulary, "zh") == zh
    assert verified_line(found.policy, vocabulary, "en") == en
