"""What a definition presumes of a firm stands among what the match presumes."""

from datetime import date

from policymatch import Enterprise, Verdict
from policymatch.library import PolicyLibrary
from policymatch.matching import Match
from policymatch.matching.firm import context_of

LIBRARY = PolicyLibrary.load()
SMALL = {
    "企业名称": "甲",
    "数据年度": 2025,
    "法律形式": "公司",
    "增值税纳税人类型": "一般纳税人",
    "应纳税所得额": "300万元",
    "季度平均从业人数": "300人",
    "季度平均资产总额": "5000万元",
}


def match(**more: object) -> Match:
    firm = Enterprise.from_dict({**SMALL, **more}, LIBRARY.vocabulary)
    policy = LIBRARY.get("cn/mof-2023-12/six-taxes-two-fees")
    return Match.of(policy, context_of(firm, date(2026, 5, 20), LIBRARY))


def test_what_a_derived_fact_rests_on_is_listed_as_it_is_presumed() -> None:
    found = match()
    assert found.verdict is Verdict.ELIGIBLE
    assert found.presumed() == ("限制和禁止行业：否",)
    assert "presumed" in [flag.code for flag in found.flags]


def test_what_is_stated_is_not_presumed() -> None:
    assert match(限制和禁止行业="否").presumed() == ()
    assert match(小型微利企业="是").presumed() == ()


def test_what_is_still_open_rests_on_no_presumption() -> None:
    found = match(应纳税所得额="200万元至400万元")
    assert found.verdict is Verdict.UNDECIDED
    assert found.presumed() == ()
