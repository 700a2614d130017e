"""One policy in plain words: all that its rule says, and nothing that it does not."""

from datetime import date

import pytest
from tests.letters.given import library
from tests.support.policies import AS_OF, DOCUMENT, library_of

from policymatch import PolicyLibrary
from policymatch.letters.card import PolicyCard, card_paper, compose_card
from policymatch.letters.card.model import Requirement
from policymatch.letters.render.pdf import page_count_of
from policymatch.messages import LANGUAGES, Lang

RULES = (
    DOCUMENT.replace("quality: official", "quality: media")
    + """\
policies:
  - id: t/grant
    title: 设备补助
    category: equipment
    cite: 第四条
    for: 项目
    eligible:
      all:
        - {if: 注册地 属于 宿州市, cite: 第二条}
        - any:
            - 资质 具有 高新技术企业
            - all: [员工人数 >= 50人, {check: 属于市重点产业链}]
      none: [{if: 黑名单 包含 严重违法失信, presume: 否}]
    benefit:
      kind: subsidy
      amount: 10% * 项目.设备投资
      cap: {record: 300万元, firm_year: 500万元}
      instalments: [{share: 60%, when: 验收后}, {share: 40%, when: 第二年}]
      limited: 每年不超过20家
    cautions: [同一项目不重复]
    exclusive: [{group: 设备, keep: highest}]
    excludes: [t/loan]
    apply:
      window: {every_year: [03-01, 04-30]}
      channel: 企业服务平台
      materials: [营业执照, 审计报告]
      contact: 0557-1234567
    summary: 技改设备按10%补助。
    tests:
      - as_of: 2026-03-16
        firm: {注册地: 合肥市, 资质: [高新技术企业], 项目: [{设备投资: 700万元}]}
        expect: {verdict: ineligible}
      - as_of: 2026-03-16
        firm: {注册地: 宿州市, 资质: [高新技术企业], 项目: []}
        expect: {verdict: ineligible}
      - as_of: 2026-03-16
        firm: {注册地: 宿州市, 资质: [高新技术企业], 项目: [{名称: 一号线, 设备投资: 800万元}]}
        expect: {verdict: eligible, amount: 80万元}
  - id: t/upgrade
    title: 技改补助
    category: equipment
    eligible: 注册地 属于 宿州市
    benefit: {kind: subsidy, amount: 30万元}
    exclusive: [{group: 设备, keep: highest}]
  - id: t/loan
    title: 贷款贴息
    category: loan
    eligible: 注册地 属于 宿州市
    benefit: {kind: subsidy, amount: 最高 5万元}
    requires: [t/upgrade]
"""
)


@pytest.fixture(scope="module")
def rules() -> PolicyLibrary:
    return library_of(RULES)


def card_of(rules: PolicyLibrary, policy: str = "t/grant", lang: Lang = "zh") -> PolicyCard:
    return compose_card(rules.get(policy), rules, AS_OF, lang)


def flat(requirements: tuple[Requirement, ...]) -> list[str]:
    return [text for one in requirements for text in (one.text, *flat(one.items))]


def test_who_qualifies_stands_as_sentences_with_clauses_checks_and_presumptions(rules: PolicyLibrary) -> None:
    where, group, listed = card_of(rules).who
    assert where.text == "注册地属于安徽省宿州市〔第二条〕"
    assert [item.text for item in group.items] == ["具有高新技术企业〔第四条〕", "以下全部满足"]
    assert flat(group.items[1].items) == ["员工人数不低于50人〔第四条〕", "由人工判断：属于市重点产业链"]
    assert listed.text == "黑名单不包含严重违法失信（未填时推定符合）〔第四条〕"


def test_a_clause_that_all_criteria_cite_is_told_once(rules: PolicyLibrary) -> None:
    card = compose_card(library().get("t/equipment"), library(), AS_OF)
    assert [one.text for one in card.who] == ["上年营业收入不低于2,000万元", "规上企业：是"]
    assert card.source.clause == "第四条"


def test_what_it_gives_and_what_to_watch_out_for(rules: PolicyLibrary) -> None:
    card = card_of(rules)
    assert card.gives == (
        "资金支持",
        "10% × 项目的设备投资，每项目最高300万元",
        "每家企业每年最高500万元",
        "分期：验收后 60%、第二年 40%",
    )
    assert any("每年不超过20家" in text for text in card.verify)
    assert any("媒体报道" in text for text in card.verify)
    assert "同一项目不重复" in card.watch
    assert card_of(rules, "t/loan").watch[0] == "只知上限，不是承诺金额"


def test_relations_name_the_other_policies_from_both_sides(rules: PolicyLibrary) -> None:
    assert card_of(rules).relations == ("“设备”只能得其一，就高：技改补助", "不能同时享受：贷款贴息")
    assert card_of(rules, "t/loan").relations == ("不能同时享受：设备补助", "须先享受：技改补助")


def test_the_example_is_a_test_of_the_rule_in_which_the_firm_qualifies(rules: PolicyLibrary) -> None:
    example = card_of(rules).example
    assert example is not None
    assert example.as_of == date(2026, 3, 16)
    assert [(fact.label, fact.value) for fact in example.facts] == [("注册地", "安徽省宿州市")]
    assert [one.kind for one in example.records] == ["资质", "项目"]
    assert ("设备投资", "800万元") in [(fact.label, fact.value) for fact in example.records[1].facts]
    assert example.amount == "80万元「核实」"
    assert "10% × 8,000,000 = 800,000 元" in "".join(example.arithmetic)
    assert example.presumed == ("黑名单不包含严重违法失信",)
    assert card_of(rules, "t/upgrade").example is None


def test_when_and_how(rules: PolicyLibrary) -> None:
    card = card_of(rules)
    assert (card.filing, card.windows) == ("2026-04-30 截止，剩 45 天", ("每年 3月1日 至 4月30日",))
    assert (card.channel, card.contact) == ("企业服务平台", "0557-1234567")
    assert card.materials == ("营业执照", "审计报告")
    paper = card_paper(card).model_dump_json()
    assert all(text in paper for text in ("审计报告", "0557-1234567", "2027-12-31", "媒体报道"))
    # What the document does not say is said to be so.
    assert "文件没有列明，可问某市人民政府" in card_paper(card_of(rules, "t/loan")).model_dump_json()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shipped_policy_has_a_card_that_says_its_checks_and_its_doubts(lang: Lang) -> None:
    shipped = PolicyLibrary.load()
    for policy in shipped:
        card = compose_card(policy, shipped, AS_OF, lang)
        assert PolicyCard.model_validate_json(card.model_dump_json()) == card
        paper = card_paper(card).model_dump_json()
        sentences = flat(card.who)
        for check in policy.checks:
            assert any(check.text in text for text in (*sentences, *card.gives)), policy.id
        assert bool(card.verify) or policy.document.quality.is_verified, policy.id
        assert (card.example is not None) == any(test.verdict == "eligible" for test in policy.tests)
        assert policy.id in paper
        sums = [test.amount_low for test in policy.tests if test.verdict == "eligible" and test.amount_low]
        if sums:
            assert card.example is not None
            assert any(character.isdecimal() for character in card.example.amount), policy.id
            assert card.example.facts or card.example.records


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cards_of_shipped_policies_take_a_page(lang: Lang) -> None:
    shipped = PolicyLibrary.load()
    for policy in list(shipped)[::8]:
        assert page_count_of(card_paper(compose_card(policy, shipped, AS_OF, lang))) == 1, policy.id
