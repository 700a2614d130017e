"""The nearest of many firms, and what they qualify for that the firm does not."""

import json
from pathlib import Path

import pytest
from tests.peers.firms import AS_OF, firm, likeness

from policymatch import Enterprise, PolicyLibrary
from policymatch.peers import Peers, Way, peers_of
from policymatch.peers.distance import Part
from policymatch.peers.features import TOTAL

RULES = """\
document:
  title: 关于支持企业发展的若干措施
  issuer: 某市人民政府
  level: city
  region: 宿州市
  quality: official
  effective: {from: 2025-01-01, to: 2027-12-31}
policies:
  - id: t/research
    title: 研发奖励
    category: a
    eligible: 研发费用 >= 300万元
    benefit: {kind: award, amount: 10% * 研发费用}
  - {id: t/people, title: 就业补贴, category: a, eligible: 参保人数 >= 100人, benefit: {kind: award}}
  - {id: t/here, title: 本地奖励, category: a, eligible: 注册地 属于 灵璧县, benefit: {kind: award}}
  - id: t/judged
    title: 重点产业
    category: a
    eligible: {any: [规上企业, {check: 属于重点产业}]}
    benefit: {kind: award}
"""
ONE_CODE, OTHER_CODE = "91341300MA2XKHTG50", "91341300MA2N0ABC0F"


@pytest.fixture
def library(tmp_path: Path) -> PolicyLibrary:
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")
    return PolicyLibrary.load(tmp_path)


def found(library: PolicyLibrary, own: Enterprise, *others: Enterprise, limit: int = 10) -> Peers:
    return peers_of(own, others, library, AS_OF, limit)


def names(peers: Peers) -> list[str]:
    return [peer.enterprise.name for peer in peers.nearest]


def test_likeness_is_the_weighted_mean_of_what_is_known_of_both() -> None:
    # Industry, of weight 6, is apart by ¼; revenue, of weight 3, by ½; the place is not known of both.
    one = firm(行业="C3421", 营业收入="999万元", 注册地="宿州市")
    found = likeness(one, firm(行业="C3422", 营业收入="99万元"))
    assert found.distance == pytest.approx((6 / 4 + 3 / 2) / 9)
    assert found.score == pytest.approx(100 * (1 - 3 / 9))
    assert found.confidence == pytest.approx(9 / TOTAL)
    # As if another fifth of 44 were known and half alike: (3 + 4.4) / (9 + 8.8).
    assert found.discounted == pytest.approx(100 * (1 - 7.4 / 17.8))


def keys(parts: tuple[Part, ...]) -> list[str]:
    return [part.feature.key for part in parts]


def test_the_features_that_weigh_most_are_told() -> None:
    one = firm(
        行业="C3421", 注册地="宿州市埇桥区", 划型="小型", 营业收入="999万元", 所有制="民营", 规上企业="是"
    )
    other = firm(
        行业="C3421", 注册地="合肥市蜀山区", 划型="小型", 营业收入="999万元", 所有制="国有", 规上企业="否"
    )
    found = likeness(one, other)
    assert keys(found.alike) == ["industry", "revenue", "size_class"]
    assert keys(found.different) == ["region", "above_scale"]


def test_the_nearest_come_first_and_what_rests_on_little_later(library: PolicyLibrary) -> None:
    own = firm("自己", 行业="C3421", 注册地="宿州市埇桥区", 员工人数="99人", 营业收入="999万元")
    twin = firm("双胞胎", 行业="C3422", 注册地="宿州市埇桥区", 员工人数="99人", 营业收入="999万元")
    little = firm("仅知一项", 员工人数="99人")
    far = firm("远", 行业="I6513", 注册地="河北省", 员工人数="9人", 营业收入="99万元")
    nothing = firm("无可比", 出口额="3万元")
    peers = found(library, own, far, little, nothing, twin)
    assert names(peers) == ["双胞胎", "仅知一项", "远"]
    assert peers.seen == 3
    assert peers.nearest[1].likeness.score == 100 > peers.nearest[0].likeness.score
    assert names(found(library, own, far, little, twin, limit=1)) == ["双胞胎"]


def test_likeness_does_not_depend_on_who_else_is_there(library: PolicyLibrary) -> None:
    own, other = firm("自己", 营业收入="999万元"), firm("乙", 营业收入="99万元")
    alone = found(library, own, other).nearest[0].likeness
    among = found(library, own, firm("丙", 营业收入="9亿元"), firm("丁", 营业收入="1元"), other)
    assert next(one.likeness for one in among.nearest if one.enterprise.name == "乙") == alone


def test_the_firm_itself_is_left_out_and_others_count_once(library: PolicyLibrary) -> None:
    facts = {"员工人数": "99人"}
    own = firm("自己", 统一社会信用代码=ONE_CODE, **facts)
    renamed = firm("曾用名", 统一社会信用代码=ONE_CODE, **facts)
    without_code = firm("自己", **facts)
    namesake = firm("自己", 统一社会信用代码=OTHER_CODE, **facts)
    assert names(found(library, own, own, renamed, without_code, namesake, namesake)) == ["自己"]
    assert names(found(library, without_code, own)) == []
    assert names(found(library, own, firm("乙", **facts), firm("乙", **facts))) == ["乙"]


def test_a_limit_below_one_is_refused(library: PolicyLibrary) -> None:
    with pytest.raises(ValueError, match="above zero"):
        found(library, firm(), limit=0)


def test_what_peers_get_and_why_the_firm_does_not(library: PolicyLibrary) -> None:
    facts = {"行业": "C3421", "员工人数": "99人"}
    own = firm("自己", 研发费用="280万元", 注册地="宿州市埇桥区", 规上企业="否", **facts)
    peers = found(
        library,
        own,
        firm("甲", 研发费用="300万元", 参保人数="100人", 规上企业="是", **facts),
        firm("乙", 研发费用="400-500万元", 注册地="宿州市灵璧县", **facts),
        firm("丙", **facts),
    )
    by_id = {one.match.policy.id: one for one in peers.policies}
    assert {id: one.way for id, one in by_id.items()} == {
        "t/research": Way.STEP,
        "t/people": Way.TELL,
        "t/here": Way.CLOSED,
        "t/judged": Way.JUDGE,
    }
    # Most of the nearest first.
    assert peers.policies[0] is by_id["t/research"]
    research = by_id["t/research"].amount()
    assert research is not None
    assert research.to_dict() == {"low": 300_000, "high": 500_000}
    assert by_id["t/people"].amount() is None
    (step,) = by_id["t/research"].steps
    assert step.changes[0].after == 3_000_000
    weights = {one.enterprise.name: one.likeness.discounted for one in peers.nearest}
    assert by_id["t/research"].share == pytest.approx((weights["甲"] + weights["乙"]) / sum(weights.values()))


def test_what_the_firm_qualifies_for_itself_is_not_told(library: PolicyLibrary) -> None:
    facts = {"研发费用": "300万元", "行业": "C3421"}
    assert found(library, firm("自己", **facts), firm("乙", **facts)).policies == ()


def test_without_names_only_what_three_firms_share_is_told(library: PolicyLibrary) -> None:
    own = firm("自己", 研发费用="280万元", 员工人数="99人")
    several = [
        firm(f"某某{index}", 研发费用=f"{300 + index}万元", 员工人数="99人", 统一社会信用代码=None)
        for index in range(3)
    ]
    one = firm("独此一家", 参保人数="100人", 员工人数="99人", 注册地="灵璧县")
    peers = found(library, own, *several, one)
    assert {policy.match.policy.id for policy in peers.shown(anonymous=True)} == {"t/research"}
    told = peers.to_dict(anonymous=True)
    text = json.dumps(told, ensure_ascii=False)
    assert not any(other.name in text for other in (*several, one))
    assert "灵璧" not in text
    assert (told["nearest"], told["withheld"]) == (4, 2)
    assert told["often_alike"] == [
        {"feature": "员工人数", "peers": 4},
        {"feature": "研发费用", "peers": 3},
    ]
    amount = peers.shown(anonymous=True)[0].amount(anonymous=True)
    assert amount is not None
    assert amount.to_dict() == {"low": 300_000, "high": 302_000}


def test_of_two_firms_nothing_is_told_without_names(library: PolicyLibrary) -> None:
    own = firm("自己", 研发费用="280万元")
    peers = found(library, own, firm("乙", 研发费用="300万元"), firm("丙", 研发费用="310万元"))
    told = peers.to_dict(anonymous=True)
    assert (told["likeness"], told["often_alike"], told["policies"]) == (None, [], [])


def test_an_amount_of_less_than_three_is_not_told_without_names(library: PolicyLibrary) -> None:
    own = firm("自己", 研发费用="280万元", 员工人数="99人")
    peers = found(library, own, *(firm(f"乙{n}", 研发费用="301万元", 员工人数="99人") for n in range(2)))
    (policy,) = peers.policies
    assert policy.amount() is not None
    assert policy.amount(anonymous=True) is None
