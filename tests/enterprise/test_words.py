"""Values that are words: yes and no, text, enumerations, lists, regions and industries."""

import pytest
from tests.enterprise.reading import firm, message, problem, problems, value

from policymatch import Enterprise
from policymatch.values import Choice, Codes, Listing, Truth


def choice(*words: str) -> Choice:
    return Choice(frozenset(words))


@pytest.mark.parametrize("written", ["是", "有", True, "true", "yes", "YES"])
def test_yes(written: object) -> None:
    assert value("链主企业", written) is Truth.TRUE


@pytest.mark.parametrize("written", ["否", "无", False, "false", "没有"])
def test_no(written: object) -> None:
    assert value("链主企业", written) is Truth.FALSE


@pytest.mark.parametrize("written", ["也许", 1, ["是"], {"a": 1}])
def test_neither_yes_nor_no(written: object) -> None:
    assert problem({"链主企业": written}).code in ("yes-or-no", "unexpected-mapping")


def test_text_is_kept_as_written() -> None:
    assert value("经营范围", "  齿轮、轴承 制造 ") == choice("齿轮、轴承 制造")
    assert value("经营范围", 123) == choice("123")
    assert value("经营范围", ["甲", "乙"]) == choice("甲", "乙")


@pytest.mark.parametrize("written", ["民营", "private", "私营企业", "民營", "ＰＲＩＶＡＴＥ"])
def test_enumerations_by_any_name(written: str) -> None:
    assert value("所有制", written) == choice("private")


def test_one_of_several() -> None:
    assert value("所有制", ["民营", "国有"]) == choice("private", "state")
    assert problem({"所有制": []}).code == "empty-choice"


def test_an_unknown_member_names_the_nearest_and_all() -> None:
    found = problem({"所有制": "私营企也"})
    assert (found.code, found.nearest) == ("unknown-value", "私营企业")
    assert "国有、集体、民营、外商投资、港澳台投资、混合所有制" in found.message()
    assert "state, collective, private" in found.message("en")


def test_open_enumerations_take_other_words() -> None:
    kinds = [{"类型": "技改"}, {"类型": "tech_renovation"}, {"类型": "异地搬迁"}]
    found = [record.value("type") for record in firm(项目=kinds).records("project").items]
    assert found == [choice("tech_renovation"), choice("tech_renovation"), choice("异地搬迁")]


def test_lists() -> None:
    assert value("产品标签", ["绿色食品", "green_food", "自创产品"]) == Listing(("green_food", "自创产品"))
    assert value("产品标签", "绿色食品") == Listing(("green_food",))
    assert value("产品标签", []) == Listing(())


@pytest.mark.parametrize("written", ["无", "無", "没有", "none"])
def test_nothing_to_list_is_a_complete_list(written: str) -> None:
    assert value("产品标签", written) == Listing((), closed=True)
    assert firm(项目=written).records("project") == Listing((), closed=True)


def test_unknown_has_no_place_in_a_list() -> None:
    assert [one.place.path for one in problems({"产品标签": ["绿色食品", "未知", None]})] == [
        "产品标签[1]",
        "产品标签[2]",
    ]
    assert problems({"产品标签": [None]})[0].code == "unknown-in-list"


@pytest.mark.parametrize("written", ["宿州市", "安徽省宿州市", "宿州", "341300", 341300, 3413])
def test_regions(written: object) -> None:
    assert value("注册地", written) == Codes.exact("3413")


@pytest.mark.parametrize("written", ["C3829", 3829, "3829", "其他输配电及控制设备制造", "c3829"])
def test_industries(written: object) -> None:
    assert value("行业", written) == Codes.exact("C3829")


def test_several_codes_are_one_of_them() -> None:
    assert value("注册地", ["宿州市", "合肥市"]) == Codes(frozenset(("3413", "3401")))


def test_an_ambiguous_region_lists_the_candidates() -> None:
    found = problem({"注册地": "鼓楼区"})
    assert found.code == "ambiguous-code"
    for candidate in ("江苏省南京市鼓楼区 320106", "福建省福州市鼓楼区 350102"):
        assert candidate in found.message()


def test_an_unknown_region_names_the_nearest() -> None:
    found = problem({"注册地": "安徽省宿洲市"})
    assert (found.code, found.nearest) == ("unknown-code", "安徽省宿州市")


def test_text_is_bounded_and_clean() -> None:
    assert message({"经营范围": "长" * 2001}) == "文字有 2001 个字，最多 2000 个"
    assert message({"经营范围": "a\0b"}) == "“a�b”含有控制字符，请删去"
    assert problem({"经营范围": "\ud800"}).code == "control-character"
    assert value("经营范围", "长" * 2000) == choice("长" * 2000)
    assert message({"产品标签": ["x"] * 10_001}) == "列表有 10001 项，最多 10000 项"


def test_regions_by_the_names_of_the_day_that_the_profile_describes() -> None:
    def place(written: str, on: str) -> object:
        return firm(基准日=on, 注册地=written).value("region")

    assert place("余杭区", "2026-03-01") == Codes(frozenset({"330110"}))
    assert place("余杭区", "2020-12-31") == Codes(frozenset({"330110", "330113"}))
    assert place("杭州市江干区", "2026-03-01") == Codes(frozenset({"330102/330104", "330114/330104"}))
    assert problem({"注册地": "江北区"}).code == "ambiguous-code"
    assert "重庆市原江北区" in problem({"注册地": "江北区"}).message()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("杭州市江干区", "浙江省杭州市原江干区"),
        ("崇文区", "北京市原崇文区"),
        ("莱芜市", ["山东省济南市莱芜区", "山东省济南市钢城区"]),
    ],
)
def test_a_region_that_is_no_more_is_written_as_it_was(written: str, said: object) -> None:
    enterprise = firm(注册地=written)
    assert enterprise.to_dict()["注册地"] == said
    for lang in ("zh", "en"):
        assert Enterprise.from_dict(enterprise.to_dict(lang)).facts == enterprise.facts
