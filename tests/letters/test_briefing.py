"""What to say to a room: whom each policy is for, and how much money, worked out by hand and from matches."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.letters.given import FIRM, library
from tests.support.policies import AS_OF, library_of

from policymatch import Enterprise, NotFoundError, PolicyLibrary, Verdict, recommend
from policymatch.benefit import Nature
from policymatch.firms import read
from policymatch.letters.briefing import Briefing, briefing_paper, compose_briefing
from policymatch.letters.briefing.model import Point
from policymatch.letters.render.pdf import page_count_of
from policymatch.messages import LANGUAGES, Lang
from policymatch.problems import Place, Problem

EXAMPLES = Path(__file__).parents[2] / "examples" / "firms"


def firm(name: str, **facts: object) -> Enterprise:
    data = {key: value for key, value in FIRM.items() if key != "统一社会信用代码"}
    return Enterprise.from_dict({**data, "企业名称": name, **facts}, library().vocabulary)


# 甲: equipment 10% × 500万元 = 50万元. 乙: 10% × 300万元 = 30万元, and 120 insured: 8万元. 丙 is too small
# for all but the tax relief and what nobody knows of it. 丁 is too large for that, and too few work there.
JIA = firm("甲机械公司")
YI = firm("乙机械公司", 研发费用="300万元", 参保人数="120人")
BING = firm("丙机械公司", 营业收入="100万元", 规上企业="否", 有效发明专利数="0件")
DING = firm("丁机械公司", 营业收入="1.2亿元", 规上企业="否", 参保人数="3人", 有效发明专利数="0件")
ROOM = (JIA, YI, BING, DING)


def briefed(lang: Lang = "zh", **more: object) -> Briefing:
    return compose_briefing(ROOM, library(), AS_OF, lang, **more)  # type: ignore[arg-type]


def point(briefing: Briefing, policy: str) -> Point:
    return next(one for one in briefing.points if one.policy_id == policy)


def test_firms_are_named_under_what_each_policy_is_to_them() -> None:
    briefing = briefed()
    equipment = point(briefing, "t/equipment")
    assert equipment.qualify == ("甲机械公司", "乙机械公司")
    assert (equipment.check, equipment.open, equipment.near) == ((), (), ())
    talent = point(briefing, "t/open")
    assert (talent.qualify, talent.open) == (("乙机械公司",), ("甲机械公司", "丙机械公司"))
    assert point(briefing, "t/judged").check == ("甲机械公司", "乙机械公司")
    assert point(briefing, "t/near").near == ("甲机械公司", "乙机械公司")


def test_money_is_summed_over_those_who_qualify_and_told_for_one_of_those_who_may() -> None:
    briefing = briefed()
    equipment = point(briefing, "t/equipment").stake
    assert equipment is not None
    assert (equipment.nature, equipment.sure, equipment.to_verify) == (
        Nature.PAYMENT,
        Decimal(800_000),
        Decimal(0),
    )
    assert (equipment.possible, equipment.unbounded, equipment.each) == (Decimal(800_000), 0, None)
    assert equipment.text == "资金：确定80万元"
    talent = point(briefing, "t/open").stake
    assert talent is not None
    # 丙 and 甲 lack a fact: 8万元 for each, never 16万元.
    assert (talent.sure, talent.possible, talent.each) == (Decimal(80_000),) * 3
    judged = point(briefing, "t/judged").stake
    assert judged is not None
    assert (judged.sure, judged.to_verify, judged.possible) == (Decimal(0), Decimal(0), Decimal(300_000))
    relief = point(briefing, "t/relief").stake
    assert relief is not None
    assert (relief.nature, relief.sure) == (Nature.TAX_SAVING, Decimal(600_000))


def test_what_somebody_can_file_comes_first_then_what_weighs_most() -> None:
    ids = [one.policy_id for one in briefed().points]
    assert set(ids) == {"t/equipment", "t/upgrade", "t/relief", "t/open", "t/judged", "t/near"}
    qualified = [bool(one.qualify) for one in briefed().points]
    assert qualified == sorted(qualified, reverse=True)
    assert ids.index("t/equipment") < ids.index("t/open")
    assert ids[-2:] == ["t/judged", "t/near"]


def test_the_question_is_that_of_most_and_the_sentence_says_it() -> None:
    talent = point(briefed(), "t/open")
    assert talent.question is not None
    assert (talent.question.text, talent.question.firms) == ("参保人数", 2)
    assert "在座有 1 家按现有资料已经符合" in talent.sentence
    assert "2 家缺资料，都要先说清：参保人数" in talent.sentence
    assert "2 家其余条件都够" in point(briefed(), "t/judged").sentence
    assert "2 家差一步" in point(briefed(), "t/near").sentence


def test_a_firm_that_nothing_is_for_is_said_too() -> None:
    briefing = briefed(policies=["t/open", "t/relief"])
    assert [one.policy_id for one in briefing.points] == ["t/relief", "t/open"]
    assert briefing.nothing == ("丁机械公司",)
    assert briefing.qualifying == 3
    assert "丁机械公司" in briefing_paper(briefing).model_dump_json()


def test_a_policy_asked_for_in_vain_is_said_with_why() -> None:
    alone = compose_briefing([DING], library(), AS_OF, policies=["t/open"])
    assert (alone.points, alone.for_nobody) == ((), ("人才奖励：在座没有企业符合或接近符合",))
    gone = library_of(
        "document: {title: 甲, issuer: 某市, level: city, region: 宿州市, quality: official, effective: "
        "{from: 2020-01-01, to: 2021-12-31}}\n"
        "policies: [{id: t/gone, title: 旧政策, category: x, eligible: 规上企业, benefit: {kind: award, "
        "amount: 1万元}}]\n"
    )
    old = compose_briefing([JIA], gone, AS_OF, policies=["t/gone"])
    assert old.for_nobody == ("旧政策：文件已失效",)
    with pytest.raises(NotFoundError):
        compose_briefing([JIA], library(), AS_OF, policies=["t/opne"])


def test_a_firm_that_comes_twice_counts_once() -> None:
    twin = Enterprise.from_dict(FIRM, library().vocabulary)
    assert compose_briefing([twin, twin], library(), AS_OF).firms == ("宿州甲机械有限公司",)
    # Without a credit code nobody can tell.
    assert len(compose_briefing([JIA, JIA], library(), AS_OF).firms) == 2


def test_unreadable_profiles_are_listed_and_hide_nobody() -> None:
    problem = Problem("firm-which", Place("丁机械公司.yaml"), {"file": "丁机械公司.yaml", "listed": "—"})
    told = briefed(problems=[problem])
    assert len(told.firms) == 4
    assert "丁机械公司.yaml" in told.unreadable[0]
    assert told.unreadable[0] in briefing_paper(told).model_dump_json()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_redacted_no_firm_can_be_read(lang: Lang) -> None:
    problem = Problem("firm-which", Place("丁机械公司.yaml"), {"file": "丁机械公司.yaml", "listed": "—"})
    told = briefed(lang, redact=True, problems=[problem])
    text = told.model_dump_json() + briefing_paper(told).model_dump_json()
    assert not any(one.name in text for one in ROOM)
    assert told.redacted
    plain = briefed(lang, problems=[problem])
    assert [len(one.qualify) for one in told.points] == [len(one.qualify) for one in plain.points]


def test_nobody_in_the_room_is_no_error() -> None:
    empty = compose_briefing([], library(), AS_OF)
    assert (empty.firms, empty.points) == ((), ())
    assert page_count_of(briefing_paper(empty)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_count_and_sum_is_that_of_the_matches(lang: Lang) -> None:
    shipped = PolicyLibrary.load()
    firms = list(read(EXAMPLES, shipped.vocabulary))
    briefing = compose_briefing(firms, shipped, AS_OF, lang)
    assert Briefing.model_validate_json(briefing.model_dump_json()) == briefing
    matches = {one.name: recommend(one, shipped, AS_OF) for one in firms}
    for told in briefing.points:
        found = {name: one.match(told.policy_id) for name, one in matches.items()}
        by = {verdict: [name for name in found if found[name].verdict is verdict] for verdict in Verdict}
        assert sorted(told.qualify) == sorted(by[Verdict.ELIGIBLE])
        assert sorted((*told.check, *told.open)) == sorted(by[Verdict.UNDECIDED])
        assert set(told.near) <= set(by[Verdict.INELIGIBLE])
        assert {one.nature for one in found.values()} == {told.nature}
        paid = [found[name] for name in told.qualify if found[name].amount is not None]
        if told.stake is not None:
            assert told.stake.nature is told.nature
            low = sum((one.amount.low for one in paid if one.amount is not None), Decimal(0))
            assert told.stake.sure + told.stake.to_verify == low
            sure = [one.amount.low for one in paid if one.promised and one.amount is not None]
            assert told.stake.sure == sum(sure, Decimal(0))
    served = {name for one in briefing.points for name in (*one.qualify, *one.check, *one.open, *one.near)}
    assert set(briefing.nothing) == set(briefing.firms) - served
    assert page_count_of(briefing_paper(briefing)) > 1
