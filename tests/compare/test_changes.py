"""What each way of writing a change makes of a firm, exactly as if the profile had said so."""

import pytest
from tests.compare.firms import changed, firm

from policymatch import ChangeError, Enterprise


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        pytest.param({}, ["研发费用=500万元"], {"研发费用": "500万元"}, id="last year"),
        pytest.param({}, ["研发费用[2024]=5万元"], {"研发费用": {2024: "5万元"}}, id="a year of its own"),
        pytest.param({}, ["2024年研发费用 = 5万元"], {"研发费用": {2024: "5万元"}}, id="year first"),
        pytest.param(
            {},
            ["研发费用={2023: 1万元, 2024: 2万元}"],
            {"研发费用": {2023: "1万元", 2024: "2万元"}},
            id="years",
        ),
        pytest.param({}, ["研发费用（税务口径）=5万元"], {"研发费用（税务口径）": "5万元"}, id="a basis"),
        pytest.param({}, ["revenue=5000 wan_yuan"], {"营业收入": "5000万元"}, id="English"),
        pytest.param({"员工人数": "10人"}, ["从业人员＝50-99"], {"员工人数": "50-99人"}, id="alias, wide"),
        pytest.param({"员工人数": "10人"}, ["员工人数=≥50人"], {"员工人数": "≥50人"}, id="half a line"),
        pytest.param({"规上企业": "否"}, ["规上企业=是"], {"规上企业": "是"}, id="yes"),
        pytest.param({"员工人数": "10人"}, ["员工人数=?"], {}, id="forgotten"),
        pytest.param({"员工人数": "10人"}, ["员工人数=未知"], {}, id="forgotten in words"),
        pytest.param(
            {"研发费用": "1万元", "研发费用（税务口径）": "2万元"},
            ["研发费用=?"],
            {},
            id="any basis",
        ),
        pytest.param(
            {"研发费用": "1万元", "研发费用（税务口径）": "2万元"},
            ["研发费用（税务口径）=?"],
            {"研发费用": "1万元"},
            id="forgotten in one basis",
        ),
        pytest.param({}, ["资质+=高新技术企业"], {"资质": ["高新技术企业"]}, id="an honour, list unknown"),
        pytest.param(
            {"资质": ["创新型中小企业"]},
            ["资质+={名称: 高新技术企业, 认定日期: 2024-10-28}"],
            {"资质": ["创新型中小企业", {"名称": "高新技术企业", "认定日期": "2024-10-28"}]},
            id="an honour with its facts",
        ),
        pytest.param(
            {"清单完整": ["资质"], "资质": ["创新型中小企业"]},
            ["资质+=高新技术企业", "资质-=创新型中小企业"],
            {"清单完整": ["资质"], "资质": ["高新技术企业"]},
            id="a complete list stays complete",
        ),
        pytest.param({"资质": ["高新技术企业"]}, ["资质=无"], {"资质": "无"}, id="a list of nothing"),
        pytest.param({"资质": ["高新技术企业"]}, ["资质=?"], {}, id="a list forgotten"),
        pytest.param(
            {"项目": [{"名称": "一期", "设备投资": "5万元"}, {"名称": "二期"}]},
            ["项目-=一期"],
            {"项目": [{"名称": "二期"}]},
            id="a record by its title",
        ),
        pytest.param(
            {"项目": [{"类型": "技术改造", "设备投资": "5万元"}, {"类型": "技术改造", "设备投资": "6万元"}]},
            ["项目-={类型: 技术改造, 设备投资: 5万元}"],
            {"项目": [{"类型": "技术改造", "设备投资": "6万元"}]},
            id="a record by its facts",
        ),
        pytest.param({"名单": ["甲"]}, ["名单+=[乙, 甲]"], {"名单": ["甲", "乙"]}, id="tags added"),
        pytest.param({"名单": ["甲", "乙"]}, ["名单-=甲"], {"名单": ["乙"]}, id="a tag removed"),
    ],
)
def test_the_firm_is_as_a_profile_would_say(
    before: dict[str, object], changes: list[str], after: dict[str, object]
) -> None:
    assert changed(firm(**before), *changes).enterprise == firm(**after)


def test_what_is_not_changed_keeps_its_source() -> None:
    stated = {"值": "5000万元", "来源": "税务", "日期": "2026-02-28"}
    made = changed(firm(营业收入=stated, 研发费用={"值": "1万元", "来源": "审计"}), "研发费用=2万元")
    assert made.enterprise == firm(营业收入=stated, 研发费用="2万元")


def test_a_tag_added_keeps_the_source_of_its_list() -> None:
    made = changed(firm(名单={"值": ["甲"], "来源": "工信局"}), "名单+=乙").enterprise
    assert made == firm(名单={"值": ["甲", "乙"], "来源": "工信局"})


def test_the_firm_given_is_not_touched() -> None:
    given = firm(资质=["高新技术企业"], 员工人数="10人")
    changed(given, "资质=?", "员工人数=20人")
    assert given == firm(资质=["高新技术企业"], 员工人数="10人")


def test_a_change_tells_the_year_and_both_values() -> None:
    (change,) = changed(firm(研发费用="280万元"), "研发费用=500万元").changes
    assert (change.year, change.basis) == (2025, None)
    assert (change.label.zh, change.before.zh, change.after.zh) == ("2025年研发费用", "280万元", "500万元")
    assert change.label.en == "research expense of 2025"
    assert change.notes == ()


def notes(enterprise: Enterprise, change: str) -> list[str]:
    return [note.zh for one in changed(enterprise, change).changes for note in one.notes]


def test_notes() -> None:
    by_basis = firm(**{"研发费用（税务口径）": "2万元"})
    (told,) = notes(by_basis, "研发费用=3万元")
    assert told.startswith("2025年研发费用（税务口径）没有随之改动")
    open_list = firm(资质=["高新技术企业"])
    assert notes(open_list, "资质-=高新技术企业") == ["清单未注明完整：去掉之后只是不知道有没有，不等于没有"]
    assert notes(firm(清单完整="是", 资质=["高新技术企业"]), "资质-=高新技术企业") == []
    assert notes(open_list, "资质+=高新技术企业") == ["清单里原来就有"]
    assert notes(firm(名单=["甲"]), "名单+=甲") == ["清单里原来就有"]


def test_a_zone_as_the_place_of_registration_says_in_which_zone_the_firm_is() -> None:
    made = changed(firm(), "注册地=合肥高新区")
    assert made.enterprise == firm(注册地="合肥高新区")
    assert [change.key for change in made.changes] == ["region", "zone"]


def test_a_zone_left_leaves_its_kind_unless_another_zone_has_it() -> None:
    zones = firm(开发区=["合肥高新区", "郑州高新区", "合肥经开区"])
    made = changed(zones, "开发区-=[合肥高新区, 合肥经开区]").enterprise
    assert made == firm(开发区=["郑州高新区"])


@pytest.mark.parametrize(
    ("change", "code", "zh", "en"),
    [
        ("研发投人=5万元", "unknown-field", "您是否想写“研发投入”", "did you mean '研发投入'"),
        ("资质+=高新技术企", "unknown-honour", "您是否想写“高新技术企业”", "there is no honour"),
        ("项目+={设备投次: 5万元}", "unknown-field", "您是否想写“设备投资”", "did you mean '设备投资'"),
        ("项目+=甲", "expected-record", "项目", "must be a mapping"),
        ("研发费用=500", "money-without-unit", "500", "500"),
        ("研发费用（税务口经）=5万元", "unknown-basis", "税务口径", "did you mean '税务口径'"),
        ("员工人数[2025]=5人", "not-yearly", "员工人数", "员工人数"),
        ("资质+={名称: 甲", "yaml-syntax", "YAML", "YAML"),
        ("研发费用 500万元", "change-form", "字段=值", "field=value"),
        ("研发费用>=500万元", "change-form", "字段=值", "field=value"),
        ("研发费用=", "change-empty", "字段=?", "field=?"),
        ("资质+=?", "change-empty", "“+=”", "'+='"),
        ("项目-={}", "change-empty", "“-=”", "'-='"),
        ("清单完整=是", "change-identity", "“清单完整”", "--as-of"),
        ("项目.设备投资=5万元", "change-in-record", "先用 -= 去掉", "remove the record"),
        ("研发费用+=5万元", "change-not-a-list", "“研发费用”不是清单", "takes no +="),
        ("资质-=高新技术企业", "change-not-listed", "资质里没有“高新技术企业”", "to remove"),
        ("名单-=重点企业单", "change-not-listed", "您是否想写“重点企业”", "did you mean '重点企业'"),
    ],
)
def test_mistakes(change: str, code: str, zh: str, en: str) -> None:
    with pytest.raises(ChangeError) as caught:
        changed(firm(名单=["重点企业"]), change)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place.line is None
    assert problem.line("zh").startswith(f"{change}: [{code}] ")
    assert zh in problem.line("zh")
    assert en in problem.line("en")


def test_all_mistakes_of_all_changes_at_once() -> None:
    wrong = ["研发投人=5万元", "资质+={名称: 高新, 级別: 省}", "员工人数=5人", "员工人数=6人"]
    with pytest.raises(ChangeError) as caught:
        changed(firm(), *wrong)
    codes = [(problem.place.file, problem.code) for problem in caught.value.problems]
    assert codes[0] == (wrong[0], "unknown-field")
    assert {code for place, code in codes if place == wrong[1]} >= {"unknown-honour"}
    assert codes[-1] == (wrong[3], "change-twice")
