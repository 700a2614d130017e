"""The nearest step, worked by hand: one example for each construct of the language."""

from collections.abc import Mapping
from datetime import date

import pytest
from tests.support.policies import AS_OF, DOCUMENT, policy_of

from policymatch import Enterprise, Match
from policymatch.matching.firm import context_of
from policymatch.nearest import Step, steps_of

FIRM = {"数据年度": 2025, "清单完整": ["资质", "项目"]}


def match_of(eligible: str, facts: Mapping[str, object], rest: str = "", as_of: date = AS_OF) -> Match:
    body = f"eligible: {eligible}\nbenefit: {{kind: subsidy, amount: 10万元}}\n{rest}"
    policy, library = policy_of(body, DOCUMENT)
    firm = Enterprise.from_dict({"企业名称": "测试企业", **FIRM, **facts}, library.vocabulary)
    return Match.of(policy, context_of(firm, as_of, library))


def told(steps: tuple[Step, ...], lang: str = "zh") -> list[str]:
    return [step.text("zh" if lang == "zh" else "en") for step in steps]


@pytest.mark.parametrize(
    ("eligible", "facts", "steps"),
    [
        # Figures.
        ("研发费用 >= 200万元", {"研发费用": "163.5万元"}, ["2025年研发费用增加36.5万元，达到200万元"]),
        ("员工人数 >= 50人", {"员工人数": "40-45人"}, ["员工人数增加5人–10人，达到50人"]),
        ("员工人数 <= 300人", {"员工人数": "310人"}, ["员工人数减少10人，降到300人"]),
        (
            "营业收入 > 2000万元",
            {"营业收入": "1500万元"},
            ["2025年营业收入做到超过2,000万元（现为1,500万元）"],
        ),
        (
            "营业收入 > 2000万元",
            {"营业收入": "2000万元"},
            ["2025年营业收入做到超过2,000万元（现为2,000万元）"],
        ),
        ("营业收入 < 50万元", {"营业收入": "50万元"}, ["2025年营业收入降到低于50万元（现为50万元）"]),
        ("员工人数 < 300人", {"员工人数": "310人"}, ["员工人数减少11人，降到299人"]),
        (
            "研发费用（税务口径） >= 2万元",
            {"研发费用（税务口径）": "1万元"},
            ["2025年研发费用（税务口径）增加1万元，达到2万元"],
        ),
        # 3% × 5000万元 = 150万元; sales are not to be cut down.
        (
            "研发费用 / 营业收入 >= 3%",
            {"研发费用": "113.5万元", "营业收入": "5000万元"},
            ["2025年研发费用增加36.5万元，达到150万元"],
        ),
        # 3% × 3333.33万元 = 99.9999万元 exactly; to the fen.
        (
            "研发费用 / 营业收入 >= 3%",
            {"研发费用": "90万元", "营业收入": "33333333.34元"},
            ["2025年研发费用增加100,000.01元，达到1,000,000.01元"],
        ),
        # (115 − 100) ÷ 100; 研发强度 by its definition.
        (
            "同比增长率(营业收入) >= 15%",
            {"营业收入": {2024: "100万元", 2025: "110万元"}},
            ["2025年营业收入增加5万元，达到115万元"],
        ),
        (
            "研发强度 >= 3%",
            {"研发费用": "20万元", "营业收入": "1000万元"},
            ["2025年研发费用增加10万元，达到30万元"],
        ),
        # A stated share that agrees with its definition follows the figures; 20 / 1000 = 2%.
        (
            "研发强度 >= 3%",
            {"研发费用": "20万元", "营业收入": "1000万元", "研发强度": "2%"},
            ["2025年研发费用增加10万元，达到30万元"],
        ),
        # (100 + 100 + x) ÷ 3 = 120: the years before the last stand.
        (
            "近三年平均(研发费用) >= 120万元",
            {"成立日期": "2015-01-01", "研发费用": {2023: "100万元", 2024: "100万元", 2025: "100万元"}},
            ["2025年研发费用增加60万元，达到160万元"],
        ),
        # Words, tags, certificates.
        ("拥有自主品牌", {"拥有自主品牌": "否"}, ["做到“拥有自主品牌”"]),
        ("资质 具有 高新技术企业", {}, ["取得高新技术企业认定"]),
        ("资质 持有有效 高新技术企业", {}, ["取得高新技术企业认定"]),
        (
            "资质 具有 高新技术企业、瞪羚企业",
            {},
            ["取得高新技术企业认定", "取得瞪羚企业认定"],
        ),
        ("资质 具有 绿色工厂（国家级）", {}, ["取得国家级绿色工厂认定"]),
        # Groups: both of an all, the stricter of two bounds, either of an any, two of three.
        (
            "{all: [研发费用 >= 2万元, 员工人数 >= 5人]}",
            {"研发费用": "1万元", "员工人数": "4人"},
            ["2025年研发费用增加1万元，达到2万元；同时员工人数增加1人，达到5人"],
        ),
        ("{all: [员工人数 >= 5人, 员工人数 >= 8人]}", {"员工人数": "4人"}, ["员工人数增加4人，达到8人"]),
        ("{all: [员工人数 >= 8人, 员工人数 <= 5人]}", {"员工人数": "6人"}, []),
        (
            "{any: [研发费用 >= 100万元, 资质 具有 高新技术企业]}",
            {"研发费用": "80万元"},
            ["2025年研发费用增加20万元，达到100万元", "取得高新技术企业认定"],
        ),
        (
            "{at_least: {count: 2, of: [员工人数 >= 10人, 研发费用 >= 100万元, 成立日期 < 2000-01-01]}}",
            {"员工人数": "9人", "研发费用": "90万元", "成立日期": "2015-01-01"},
            ["员工人数增加1人，达到10人；同时2025年研发费用增加10万元，达到100万元"],
        ),
        ("{none: [员工人数 > 300人]}", {"员工人数": "310人"}, ["员工人数减少10人，降到300人"]),
        ("非 (研发费用 < 100万元)", {"研发费用": "60万元"}, ["2025年研发费用增加40万元，达到100万元"]),
        # One change helps one criterion and breaks the other: research must follow sales. 3% × 3000万元.
        (
            "{all: [研发费用 / 营业收入 >= 3%, 营业收入 >= 3000万元]}",
            {"研发费用": "60万元", "营业收入": "2000万元"},
            ["2025年营业收入增加1,000万元，达到3,000万元；同时2025年研发费用增加30万元，达到90万元"],
        ),
        # Not in the firm's hands, or not known: no step.
        ("成立日期 < 2000-01-01", {"成立日期": "2015-01-01"}, []),
        ("注册地 属于 合肥市", {"注册地": "宿州市"}, []),
        ("研发费用[2023] >= 2万元", {"研发费用[2023]": "1万元"}, []),
        ("{all: [员工人数 >= 5人, 研发费用 >= 1万元]}", {"员工人数": "4人"}, []),
        # What a person judges stays open, and is no hindrance.
        ("{all: [员工人数 >= 5人, {check: 管理规范}]}", {"员工人数": "4人"}, ["员工人数增加1人，达到5人"]),
        ("{if: 拥有自主品牌, presume: 否}", {}, ["做到“拥有自主品牌”"]),
    ],
)
def test_step_is_what_is_worked_out_by_hand(
    eligible: str, facts: Mapping[str, object], steps: list[str]
) -> None:
    assert told(steps_of(match_of(eligible, facts))) == steps


def test_points_of_several_items_together() -> None:
    eligible = """
  score:
    items:
      - {tiers: [{if: 员工人数 >= 100人, points: 40}, {if: 员工人数 >= 50人, points: 20}], else: 0}
      - {tiers: [{if: 研发费用 >= 100万元, points: 40}], else: 10}
    at_least: 60分
"""
    # Neither item alone brings 60: 20 + 40 or 40 + 40, of which the smaller change is shown first.
    match = match_of(eligible, {"员工人数": "40人", "研发费用": "80万元"})
    assert told(steps_of(match)) == ["员工人数增加10人，达到50人；同时2025年研发费用增加20万元，达到100万元"]


def test_step_of_a_record_names_it() -> None:
    match = match_of(
        "项目.设备投资 >= 500万元",
        {"项目": [{"名称": "甲", "设备投资": "300万元"}, {"名称": "乙", "设备投资": "450万元"}]},
        "for: 项目",
    )
    assert told(steps_of(match)) == [
        "“乙”的设备投资增加50万元，达到500万元",
        "“甲”的设备投资增加200万元，达到500万元",
    ]
    assert (
        told(steps_of(match), "en")[0]
        == 'raise equipment investment of "乙" by CNY 500,000, to CNY 5,000,000'
    )


def test_money_is_worked_out_anew_with_the_changed_facts() -> None:
    body = "eligible: 研发费用 >= 200万元\nbenefit: {kind: subsidy, amount: 10% * 研发费用}"
    policy, library = policy_of(body)
    firm = Enterprise.from_dict({"企业名称": "甲", **FIRM, "研发费用": "150万元"}, library.vocabulary)
    (step,) = steps_of(Match.of(policy, context_of(firm, AS_OF, library)))
    assert str(step.amount) == "200,000.00"  # 10% × 200万元, not of 150万元
    assert step.worth is not None
    assert step.worth.zh == "20万元"


def test_a_step_must_stand_by_the_end_of_the_window_or_counts_next_year() -> None:
    window = "apply: {window: {every_year: [03-01, 04-30]}}"
    (soon,) = steps_of(match_of("员工人数 >= 5人", {"员工人数": "4人"}, window))
    assert (soon.by, soon.next_filing) == (date(2026, 4, 30), False)
    # The figure of 2025 is reported: that of 2026 is what can still be changed.
    (later,) = steps_of(match_of("研发费用 >= 2万元", {"研发费用": "1万元"}, window))
    assert (later.by, later.next_filing) == (date(2026, 12, 31), True)
    assert "2026 年的数" in (later.when("zh") or "")
    (never,) = steps_of(match_of("员工人数 >= 5人", {"员工人数": "4人"}))
    assert (never.by, never.when("zh")) == (None, None)


def test_a_stated_fact_that_its_definition_contradicts_counts_as_it_is_stated() -> None:
    facts = {"研发费用": "20万元", "营业收入": "1000万元", "研发强度": "2.5%"}
    steps = steps_of(match_of("研发强度 >= 3%", facts))
    assert told(steps) == ["2025年研发强度增加0.5个百分点，达到3%"]


@pytest.mark.parametrize("staff", ["5人", None])
def test_no_step_where_nothing_fails(staff: str | None) -> None:
    facts = {} if staff is None else {"员工人数": staff}
    assert steps_of(match_of("员工人数 >= 5人", facts)) == ()
