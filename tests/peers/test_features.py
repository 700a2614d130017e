"""How far apart two firms are in one feature: distances that can be checked by hand."""

import pytest
from tests.peers.firms import part

from policymatch import base_vocabulary
from policymatch.peers.features import FEATURES, TOTAL
from policymatch.peers.words import rarity, telling_words

# One fact of one firm, of the other, how far apart they are, and how much of that is known.
CASES = [
    # Money: the logarithm of (1 + yuan / 10,000), a factor of 100 being 1: log10(1000 / 10) / 2.
    ("营业收入", "999万元", "999万元", 0, 1),
    ("营业收入", "999万元", "9万元", 1, 1),
    ("营业收入", "999万元", "99万元", 0.5, 1),
    ("营业收入", "99999万元", "9万元", 1, 1),
    ("出口额", "0元", "9万元", 0.5, 1),
    # People: log10(1 + count) / 2.
    ("员工人数", "99人", "9人", 0.5, 1),
    # The least distance counts, by how far the least and the most lie apart: 9-99 against 9 may be 0 to 0.5.
    ("员工人数", "9-99人", "9人", 0, 0.5),
    ("员工人数", "9-99人", "9-99人", 0, 0.5),
    ("员工人数", "99-999人", "9人", 0.5, 0.5),
    # 9 against 99 or more may be 0.5 to 1; against 9 or more, 0 to 1: nothing is known.
    ("员工人数", "≥99人", "9人", 0.5, 0.5),
    ("员工人数", "≥9人", "9人", None, None),
    # Shares: 10 percentage points are 1. Growth: 50 points.
    ("研发强度", "3%", "8%", 0.5, 1),
    ("营业收入增速", "10%", "-15%", 0.5, 1),
    # Age in months over 12, a factor of 10 being 1: 1 + 108/12 = 10, and 1 + 0/12 = 1.
    ("成立日期", "2017-03-16", "2026-03-16", 1, 1),
    ("成立日期", "2017-03-16", "2017-03-16", 0, 1),
    # Four steps of industries: C3421 and C3422 have three in common, C3421 and C35 one, C3421 and I none.
    ("行业", "C3421", "C3421", 0, 1),
    ("行业", "C3421", "C3422", 0.25, 1),
    ("行业", "C3421", "C3511", 0.75, 1),
    ("行业", "C3421", "C35", 0.75, 1),
    ("行业", "C3421", "I6513", 1, 1),
    # C34 may be C3421, or part with it right below: 0 to 1/2.
    ("行业", "C3421", "C34", 0, 0.5),
    ("行业", "C34", "C34", 0, 0.5),
    # Three steps of regions; in Beijing two.
    ("注册地", "宿州市埇桥区", "宿州市灵璧县", 1 / 3, 1),
    ("注册地", "宿州市埇桥区", "合肥市蜀山区", 2 / 3, 1),
    ("注册地", "宿州市埇桥区", "安徽省", 0, 1 / 3),
    ("注册地", "宿州市埇桥区", "河北省", 1, 1),
    ("注册地", "北京市海淀区", "北京市朝阳区", 0.5, 1),
    # Size classes have an order: micro, small, medium, large.
    ("划型", "小型", "中型", 1 / 3, 1),
    ("划型", "微型", "大型", 1, 1),
    # Other words have none.
    ("所有制", "民营", "民营", 0, 1),
    ("所有制", "民营", "国有", 1, 1),
    ("规上企业", "是", "否", 1, 1),
]


@pytest.mark.parametrize(("fact", "left", "right", "distance", "known"), CASES)
def test_a_fact_of_two_firms(
    fact: str, left: str, right: str, distance: float | None, known: float | None
) -> None:
    for one, other in ((left, right), (right, left)):
        found = part({fact: one}, {fact: other})
        if distance is None:
            assert found is None
        else:
            assert found is not None
            assert found.compared.distance == pytest.approx(distance)
            assert found.compared.known == pytest.approx(known)


# The honours of either firm, with whether these are all; how far apart, and how much of that is known.
LISTS = [
    # Of open lists only what both name can be told: one of two here.
    (["高新技术企业"], False, ["高新技术企业", "创新型中小企业"], False, 0, 1 / 2),
    # The first list is all there is: the other's second honour is a difference.
    (["高新技术企业"], True, ["高新技术企业", "创新型中小企业"], False, 1 / 2, 1),
    (["高新技术企业"], False, ["创新型中小企业"], False, None, None),
    (["高新技术企业"], True, ["创新型中小企业"], True, 1, 1),
    (["高新技术企业"], True, ["创新型中小企业"], False, 1, 1 / 2),
    ([], True, [], True, 0, 1),
    ([], True, [], False, None, None),
    # What has expired counts no longer.
    ([{"名称": "高新技术企业", "有效期至": "2026-03-15"}], True, ["高新技术企业"], True, 1, 1),
    ([{"名称": "高新技术企业", "有效期至": "2026-03-16"}], True, ["高新技术企业"], True, 0, 1),
]


@pytest.mark.parametrize(("left", "left_closed", "right", "right_closed", "distance", "known"), LISTS)
def test_honours_of_two_firms(
    left: list[object],
    left_closed: bool,
    right: list[object],
    right_closed: bool,
    distance: float | None,
    known: float | None,
) -> None:
    one, other = (
        {"资质": honours, "清单完整": ["资质"] if closed else "否"}
        for honours, closed in ((left, left_closed), (right, right_closed))
    )
    found = part(one, other)
    if distance is None:
        assert found is None
    else:
        assert found is not None
        assert found.compared.distance == pytest.approx(distance)
        assert found.compared.known == pytest.approx(known)


def test_the_latest_year_of_both_is_compared() -> None:
    left = {"营业收入": {"2023": "9万元", "2024": "99万元", "2025": "999万元"}}
    found = part(left, {"营业收入": {"2023": "9万元", "2024": "9万元"}})
    assert found is not None
    assert found.compared.year == 2024
    assert found.compared.distance == pytest.approx(0.5)
    assert part(left, {"营业收入": {"2022": "9万元"}}) is None


def test_texts_are_compared_by_their_words_rare_ones_more() -> None:
    assert rarity("机床") > rarity("制造") > 0
    assert rarity("技术开发") == 0
    left, right = "机床制造", "机床销售"
    shared, alone = rarity("机床"), rarity("制造") + rarity("销售")
    assert set(telling_words([left, right])) == {"机床", "制造", "销售"}
    found = part({"经营范围": left}, {"经营范围": right})
    assert found is not None
    assert found.compared.distance == pytest.approx(1 - 2 * shared / (2 * shared + alone))
    assert found.compared.shared == ("机床",)


def test_a_text_of_standard_phrases_alone_says_nothing() -> None:
    assert part({"经营范围": "技术开发、技术咨询"}, {"经营范围": "技术开发、技术咨询"}) is None


def test_every_feature_is_a_fact_with_a_weight() -> None:
    vocabulary = base_vocabulary()
    for feature in FEATURES:
        field = vocabulary.field(feature.kind, feature.key)
        assert (feature.scale is not None) == (field.type.is_numeric or field.type.value == "date")
        assert feature.weight > 0
    assert TOTAL == 44
