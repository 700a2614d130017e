"""Policies that rest on verified facts alone: what the firm only says of itself leaves them open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from tests.support.policies import AS_OF, DOCUMENT, library_of, match_of

from policymatch import Enterprise, Match, PolicyLibrary, UndecidedBy, Verdict, questions_of, recommend
from policymatch.matching.firm import context_of

FIXED = "benefit: {kind: award, amount: 10万元}\n"
E_, U_, I_ = Verdict.ELIGIBLE, Verdict.UNDECIDED, Verdict.INELIGIBLE


def sure(value: object) -> dict[str, object]:
    return {"值": value, "已核验": "是"}


def declared(value: object) -> dict[str, object]:
    return {"值": value, "已核验": "否"}


def match(
    condition: str, firm: Mapping[str, object], verified: str = "true", benefit: str = FIXED, more: str = ""
) -> Match:
    body = f"verified: {verified}\n{more}eligible: {condition}\n{benefit}"
    return match_of(body, {"数据年度": 2025, **firm})


def labels(found: Match) -> list[str]:
    return [one.label.zh for one in found.missing]


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        (sure("3000万元"), E_),
        (sure("1000万元"), I_),
        (declared("3000万元"), U_),
        (declared("1000万元"), U_),
        ("3000万元", U_),
    ],
)
def test_only_what_is_verified_decides(revenue: object, expected: Verdict) -> None:
    found = match("营业收入 >= 2000万元", {"营业收入": revenue})
    assert found.verdict is expected
    assert found.undecided_by is (UndecidedBy.FACTS if expected is U_ else None)


def test_what_is_missing_tells_unverified_from_not_given() -> None:
    found = match("{all: [营业收入 >= 2000万元, 员工人数 >= 50人]}", {"营业收入": "3000万元"})
    revenue, staff = found.missing
    assert revenue.to_verify
    assert "（须核验）" in revenue.label.zh
    assert "(to be verified)" in revenue.label.en
    assert revenue.to_dict("zh")["to_verify"] is True
    assert not staff.to_verify
    assert "须核验" not in staff.label.zh


def test_fields_named_must_be_verified_and_others_need_not() -> None:
    rule = "{all: [营业收入 >= 2000万元, 员工人数 >= 50人]}"
    firm = {"营业收入": sure("3000万元"), "员工人数": "80人"}
    assert match(rule, firm).verdict is U_
    assert match(rule, firm, "[营业收入]").verdict is E_
    assert match(rule, firm, "[员工人数]").verdict is U_


def test_a_field_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(Exception, match="营业收人"):
        match("营业收入 >= 2000万元", {}, "[营业收人]")


def test_amounts_rest_on_verified_facts() -> None:
    benefit = "benefit: {kind: award, amount: 1% * 营业收入, cap: {firm: 100万元}}\n"
    firm = {"营业收入": "3000万元", "员工人数": sure("80人")}
    found = match("员工人数 >= 50人", firm, benefit=benefit)
    assert found.verdict is E_
    assert found.amount is not None
    assert found.amount.low == 0
    assert found.amount.high == 1_000_000
    assert any("须核验" in label for label in labels(found))


def test_a_record_nobody_verified_may_not_be_there() -> None:
    firm = {"人才": [{"学历": sure("博士")}, {"学历": "博士"}], "员工人数": sure("80人")}
    assert match("人数(人才 其中 学历 = 博士) >= 1", firm).verdict is E_
    assert match("人数(人才 其中 学历 = 博士) >= 2", firm).verdict is U_
    assert match("人数(人才) >= 1", firm).verdict is E_
    assert match("人数(人才) >= 2", firm).verdict is U_


def test_records_count_by_their_own_verified_fields() -> None:
    project = {"类型": sure("技术改造"), "设备投资": "800万元"}
    rule = "{all: [项目.类型 = 技术改造, 项目.设备投资 >= 500万元]}"
    benefit = "benefit: {kind: subsidy, amount: 10% * 项目.设备投资}\n"
    found = match(rule, {"项目": [project]}, benefit=benefit, more="for: 项目\n")
    assert found.verdict is U_
    assert any(one.key == "equipment_investment" and one.to_verify for one in found.missing)
    full = {"项目": [{"类型": sure("技术改造"), "设备投资": sure("800万元")}], "清单完整": True}
    assert match(rule, full, benefit=benefit, more="for: 项目\n").verdict is E_
    untold = {"项目": [{"类型": "技术改造", "设备投资": "800万元"}], "清单完整": True}
    nobody = match(rule, untold, benefit=benefit, more="for: 项目\n")
    assert nobody.verdict is U_
    assert all(one.to_verify for one in nobody.missing)


def test_the_level_that_an_honour_implies_is_as_verified_as_its_name() -> None:
    rule = "资质 具有 高新技术企业(国家级)"
    assert match(rule, {"资质": [{"名称": sure("高新技术企业")}]}).verdict is E_
    assert match(rule, {"资质": ["高新技术企业"]}).verdict is U_


def test_a_list_is_complete_where_all_that_is_stated_is_verified() -> None:
    rule = "人数(人才) <= 1"
    people = [{"学历": sure("博士")}]
    assert match(rule, {"人才": people, "清单完整": True}).verdict is E_
    more = {"人才": people, "清单完整": True, "员工人数": "80人"}
    found = match(rule, more)
    assert found.verdict is U_
    assert any(one.to_verify and one.key == "person" for one in found.missing)
    assert match(rule, more, "[营业收入]").verdict is E_
    assert match("人数(人才) <= 0", {"清单完整": True, "人才": []}).verdict is U_


def test_nothing_is_presumed_of_what_is_stated() -> None:
    rule = "{none: [{if: 黑名单 包含 严重违法失信, presume: 否}], all: [员工人数 >= 50人]}"
    staff = {"员工人数": sure("80人")}
    assert match(rule, staff).verdict is E_
    found = match(rule, {**staff, "黑名单": declared(["严重违法失信"])})
    assert found.verdict is U_
    assert [one.to_verify for one in found.missing] == [True]
    assert match(rule, {**staff, "黑名单": sure(["严重违法失信"])}).verdict is I_


RULES = """\
policies:
  - id: test/sure
    title: 甲
    category: test
    verified: true
    eligible: {all: [营业收入 >= 2000万元, 员工人数 >= 50人]}
    benefit: {kind: award, amount: 1% * 营业收入}
  - id: test/said
    title: 乙
    category: test
    eligible: {all: [营业收入 >= 2000万元, 员工人数 >= 50人]}
    benefit: {kind: award, amount: 1% * 营业收入}
"""


def both(firm: Mapping[str, object]) -> tuple[Match, Match]:
    library = library_of(DOCUMENT + RULES)
    found = recommend(Enterprise.from_dict({"企业名称": "甲", "数据年度": 2025, **firm}), library, AS_OF)
    by_id = {one.policy_id: one for one in found.matches}
    return by_id["test/sure"], by_id["test/said"]


def test_policies_matched_together_share_no_answers_with_those_on_verified_facts() -> None:
    strict, lenient = both({"营业收入": "3000万元", "员工人数": "80人"})
    assert (strict.verdict, lenient.verdict) == (U_, E_)
    assert strict.amount is None
    strict, lenient = both({"营业收入": sure("3000万元"), "员工人数": sure("80人")})
    assert strict.decision == lenient.decision
    assert strict.amount == lenient.amount


def test_nobody_asks_the_firm_what_must_be_verified() -> None:
    said = RULES.replace("verified: true\n", "verified: [营业收入]\n")

    def asked(rules: str) -> set[str]:
        firm = Enterprise.from_dict({"企业名称": "甲"})
        only = library_of(DOCUMENT + rules.split("  - id: test/said")[0])
        return {one.id for one in questions_of(recommend(firm, only, AS_OF))}

    assert asked(RULES) == set()
    assert asked(said) == {"employees"}


def test_what_follows_from_verified_facts_is_verified() -> None:
    library = PolicyLibrary.load()
    rules = "verified: true\neligible: 划型 = 小型\n" + FIXED
    policy = match_of(rules, {}).policy
    facts = {"行业": "C2231", "营业收入": "5000万元", "员工人数": "80人"}
    profile = {"企业名称": "甲", "数据年度": 2025}

    def verdict(firm: Mapping[str, object]) -> Verdict:
        read = Enterprise.from_dict({**profile, **firm}, library.vocabulary)
        return Match.of(policy, context_of(read, date(2026, 3, 16), library)).verdict

    checked = {key: sure(value) for key, value in facts.items()}
    assert verdict(checked) is E_
    assert verdict({**checked, "营业收入": facts["营业收入"], "员工人数": facts["员工人数"]}) is U_
    # What is stated without proof stands in nobody's way.
    assert verdict({**checked, "划型": "大型"}) is E_


def test_the_examples_of_a_rule_are_verified_unless_they_say_otherwise() -> None:
    from policymatch.matching.rule_tests import run_tests

    rules = """\
policies:
  - id: test/sure
    title: 甲
    category: test
    verified: true
    eligible: 营业收入 >= 2000万元
    benefit: {kind: award, amount: 10万元}
    tests:
      - {as_of: 2026-03-15, firm: {数据年度: 2025, 营业收入: 3000万元}, expect: {verdict: eligible}}
      - as_of: 2026-03-15
        firm: {数据年度: 2025, 营业收入: {值: 3000万元, 已核验: 否}}
        expect: {verdict: undecided}
"""
    assert [one.wrong for one in run_tests(library_of(DOCUMENT + rules))] == [(), ()]


def test_an_honour_that_the_firm_itself_says_has_expired_is_not_held() -> None:
    # The name is verified, the day on which it ended is not: leaving that out would make it a certificate.
    name = {"值": "高新技术企业", "已核验": "是"}
    honour = {"名称": name, "有效期至": {"值": "2025-06-12", "已核验": "否"}}
    found = match_of(
        "eligible: 资质 具有 高新技术企业\nverified: true\nbenefit: {kind: award}", {"资质": [honour]}
    )
    assert found.verdict is not Verdict.ELIGIBLE
