"""Names that may be meant, by kind: what is left out of comparing, what is sure, what never is."""

import pytest

from policymatch.names import NameIndex, NameKind, NameMatch, look_up, matches, nearest

FIRMS = ["安徽恒瑞机械制造有限公司", "安徽恒瑞食品有限公司", "宿州市宏远环保设备股份有限公司", "鼎立有限公司"]


def sure(kind: NameKind, name: str, known: list[str]) -> str | None:
    found = matches(kind, name, known)
    return found[0].name if found and found[0].sure else None


@pytest.mark.parametrize(
    ("kind", "written", "known", "meant"),
    [
        (NameKind.FIELD, "2025年营业收入（万元）", ["营业收入", "主营业务收入"], "营业收入"),
        (NameKind.FIELD, "研發費用", ["研发费用", "研发人员数"], "研发费用"),
        (NameKind.INDUSTRY, "通用设备制造", ["通用设备制造业", "专用设备制造业"], "通用设备制造业"),
        (NameKind.HONOUR, "高新技术企业认定", ["高新技术企业", "科技型中小企业"], "高新技术企业"),
        (NameKind.FIRM, "宏远环保设备有限责任公司", FIRMS, FIRMS[2]),
        (NameKind.FIRM, "宿州市宏远环保设备（集团）股份有限公司", FIRMS, FIRMS[2]),
        (
            NameKind.POLICY,
            "宿州市人民政府关于印发《宿州市促进电子商务发展若干措施（试行）》的通知",
            ["宿州市促进电子商务发展若干措施", "宿州市促进外贸发展若干措施"],
            "宿州市促进电子商务发展若干措施",
        ),
        (NameKind.POLICY, "关于支持企业做大的若干措施", ["支持企业做大若干措施"], "支持企业做大若干措施"),
    ],
)
def test_what_may_be_taken_without_asking(kind: NameKind, written: str, known: list[str], meant: str) -> None:
    assert sure(kind, written, known) == meant


@pytest.mark.parametrize(
    ("kind", "written", "known"),
    [
        # One character apart, and so may the two be that are known.
        (NameKind.REGION, "宿洲市", ["宿州市", "苏州市"]),
        # Both are as near.
        (NameKind.FIRM, "恒瑞", FIRMS),
        (NameKind.FIRM, "安徽恒瑞有限公司", FIRMS),
        # A short trade name is a part of many names.
        (NameKind.FIRM, "安徽鼎立科技有限公司", FIRMS),
        # A branch is not its firm.
        (NameKind.FIRM, "宿州市宏远环保设备股份有限公司泗县分公司", FIRMS),
        # Another edition is another policy.
        (NameKind.POLICY, "2024年稳岗返还政策", ["2025年稳岗返还政策"]),
    ],
)
def test_what_is_offered_and_never_taken(kind: NameKind, written: str, known: list[str]) -> None:
    assert matches(kind, written, known)
    assert sure(kind, written, known) is None


def test_a_name_written_as_it_is_known_is_sure_beside_any_other() -> None:
    known = ["恒瑞有限公司", "恒瑞股份有限公司"]
    assert matches(NameKind.FIRM, "恒瑞有限公司", known) == [
        NameMatch("恒瑞有限公司", 100.0, True),
        NameMatch("恒瑞股份有限公司", 99.0, False),
    ]


def test_the_name_of_two_things_is_never_sure() -> None:
    index = NameIndex(NameKind.REGION, {"鼓楼区": "350102", " 鼓楼区": "320106"})
    assert [one.sure for one in index.matches("鼓楼区")] == [False, False]


def test_names_of_one_thing_do_not_contend() -> None:
    known = {"高新技术企业": "high_tech", "高新技术企业证书": "high_tech", "技术先进型企业": "advanced"}
    found = NameIndex(NameKind.HONOUR, known).matches("高新技术企业认定")
    assert [(one.name, one.sure) for one in found] == [("高新技术企业", True)]


def test_the_likest_come_first_and_no_more_than_asked() -> None:
    known = ["营业收入", "营业外收入", "营业成本", "主营业务收入", "纳税额"]
    found = matches(NameKind.FIELD, "营业收人", known, limit=2)
    assert [one.name for one in found] == ["营业收入", "营业外收入"]


def test_what_is_no_name_has_no_match() -> None:
    assert matches(NameKind.WORD, "", ["营业收入"]) == []
    assert matches(NameKind.WORD, "营" * 101, ["营" * 101]) == []


def test_a_name_of_nothing_but_its_form_is_kept() -> None:
    assert sure(NameKind.FIRM, "有限公司", ["有限公司", "恒瑞有限公司"]) == "有限公司"


def test_looking_up_reads_other_scripts_and_widths() -> None:
    assert look_up("研發 費用", {"研发费用": 1}) == 1
    assert look_up("Ｒ＆Ｄ", {"r&d": 2}) == 2
    assert look_up("没有", {"研发费用": 1}) is None


def test_the_nearest_name_is_offered() -> None:
    assert nearest("研发投人", ["研发投入", "营业收入"]) == "研发投入"
    assert nearest("完全不同", ["研发投入", "营业收入"]) is None
    assert nearest("项木", ["项目", "资质"], short=True) == "项目"
    assert nearest("项木", ["项目", "事项", "立项", "条目", "项链"], short=True) is None
