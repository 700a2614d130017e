"""The best packages of a firm, from what the rules say of relations between policies; worked by hand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.library.folders import DOCUMENT

from policymatch import Enterprise, PolicyLibrary, recommend
from policymatch.matching.packages import FirmPackage, FirmPackages

ON = date(2026, 3, 16)


def packages(root: Path, policies: Mapping[str, str], **facts: object) -> FirmPackages:
    """The packages of a firm under policies given by id; each says all but its id, title and category."""
    text = DOCUMENT + "policies:\n"
    for policy, body in policies.items():
        text += f"  - {{id: {policy}, title: {policy}, category: c, {body}}}\n"
    (root / "rules.yaml").write_text(text, "utf-8")
    library = PolicyLibrary.load(root)
    data = {"企业名称": "甲公司", "清单完整": True, **facts}
    return recommend(Enterprise.from_dict(data, library.vocabulary), library, ON).packages


def award(amount: str, more: str = "", eligible: str = "员工人数 >= 10人") -> str:
    return f"eligible: {eligible}, benefit: {{kind: award, amount: {amount}}}{more and ', ' + more}"


def paid(package: FirmPackage) -> dict[str, int]:
    """What each candidate is paid, in 万元."""
    return {one.id: one.amount // 1_000_000 for one in package.package.chosen}


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        pytest.param(
            {
                "a": award("30万元", "exclusive: [{group: 技改}]"),
                "b": award("50万元", "exclusive: [{group: 技改}]"),
            },
            {"b": 50},
            id="the higher of a group",
        ),
        pytest.param(
            {
                "a": award("30万元", "exclusive: [{group: 梯度, keep: difference}]"),
                "b": award("50万元", "exclusive: [{group: 梯度, keep: difference}], requires: [a]"),
            },
            {"a": 30, "b": 20},
            id="the difference",
        ),
        pytest.param({"a": award("30万元", "excludes: [b]"), "b": award("20万元")}, {"a": 30}, id="a pair"),
        pytest.param(
            {
                "a": award("30万元"),
                "b": award("50万元", "same_as: a"),
                "c": award("40万元", "same_as: b"),
                "d": award("10万元"),
            },
            {"b": 50, "d": 10},
            id="one measure published three times",
        ),
        pytest.param(
            {"a": award("30万元", "same_as: elsewhere"), "b": award("20万元", "same_as: elsewhere")},
            {"a": 30},
            id="copies of a measure that is not loaded",
        ),
        pytest.param(
            {"a": award("30万元", "same_as: b"), "b": award("20万元", "same_as: a")},
            {"a": 30},
            id="two that name each other",
        ),
        pytest.param(
            {"a": award("30万元", "requires: [b]"), "b": award("20万元", "", "员工人数 >= 900人")},
            {},
            id="what is required is out of reach",
        ),
        pytest.param(
            {"a": award("30万元", "offset_by: [b], requires: [b]"), "b": award("20万元")},
            {"a": 10, "b": 20},
            id="an upper level's grant is offset",
        ),
        pytest.param(
            {
                "a": "eligible: 员工人数 >= 10人, benefit: {kind: award, amount: 30万元,"
                " shared_cap: {group: 园区, limit: 40万元}}",
                "b": "eligible: 员工人数 >= 10人, benefit: {kind: award, amount: 20万元,"
                " shared_cap: {group: 园区, limit: 40万元}}",
            },
            {"a": 30, "b": 10},
            id="a shared cap truncates",
        ),
    ],
)
def test_relations(tmp_path: Path, policies: dict[str, str], expected: dict[str, int]) -> None:
    found = packages(tmp_path, policies, 员工人数="20人")
    assert paid(found.sure) == paid(found.reachable) == expected


LOANS = {
    "city": "for: 贷款, eligible: 贷款.本金 >= 100万元, benefit: {kind: interest_discount,"
    " amount: 2% * 贷款.本金, cap: {firm: 25万元}}",
    "province": "for: 贷款, eligible: 贷款.本金 >= 800万元, benefit: {kind: interest_discount,"
    " amount: 1% * 贷款.本金}",
}


def test_no_loan_is_discounted_twice(tmp_path: Path) -> None:
    found = packages(tmp_path, LOANS, 贷款=[{"本金": "500万元"}, {"本金": "1000万元"}, {"本金": "900万元"}])
    # City: 10 + 20 + 18, but 25 at most; province: 10 for the second loan and 9 for the third. The city pays
    # its 25 for the first and the third loan already (10 + 18), so the province may have the second.
    assert sum(paid(found.sure).values()) == 35
    assert paid(found.sure)["province#1"] == 10
    assert {one.id for one in found.sure.package.left_out} == {"city#1", "province#2"}


def test_what_was_paid_this_year_bars_the_rest_of_its_group(tmp_path: Path) -> None:
    policies = {
        "a": award("30万元", "exclusive: [{group: 技改}]", "员工人数 >= 900人"),
        "b": award("50万元", "exclusive: [{group: 技改}]"),
    }
    before = [{"政策": "a", "金额": "30万元", "日期": "2026-02-01"}]
    found = packages(tmp_path, policies, 员工人数="20人", 历史获奖=before)
    assert paid(found.sure) == {}
    (left,) = found.sure.package.left_out
    assert (left.id, left.because, left.by) == ("b", "apart", ("a",))


def test_last_years_award_bars_nothing(tmp_path: Path) -> None:
    policies = {
        "a": award("30万元", "exclusive: [{group: 技改}]", "员工人数 >= 900人"),
        "b": award("50万元", "exclusive: [{group: 技改}]"),
    }
    before = [{"政策": "a", "金额": "30万元", "日期": "2025-02-01"}]
    assert paid(packages(tmp_path, policies, 员工人数="20人", 历史获奖=before).sure) == {"b": 50}


def test_a_lower_award_of_this_year_leaves_the_difference(tmp_path: Path) -> None:
    policies = {
        "a": award("30万元", "exclusive: [{group: 梯度, keep: difference}]", "员工人数 >= 900人"),
        "b": award("50万元", "exclusive: [{group: 梯度, keep: difference}]"),
    }
    before = [{"政策": "a", "金额": "30万元", "日期": "2026-02-01"}]
    found = packages(tmp_path, policies, 员工人数="20人", 历史获奖=before)
    assert paid(found.sure) == {"b": 20}


def test_what_is_sure_and_what_may_be_reached(tmp_path: Path) -> None:
    policies = {
        "a": award("10万元", "exclusive: [{group: 技改}]"),
        "b": award("40万元", "exclusive: [{group: 技改}]", "营业收入 >= 2000万元"),
        "c": award("最高 6万元"),
    }
    found = packages(tmp_path, policies, 员工人数="20人")
    assert paid(found.sure) == {"a": 10}
    assert paid(found.reachable) == {"b": 40, "c": 6}
    assert [match.policy_id for match in found.to_clear_up] == ["b"]


def test_natures_are_told_apart(tmp_path: Path) -> None:
    tax = "eligible: 员工人数 >= 10人, benefit: {kind: tax, amount: 3万元}"
    credit = "eligible: 员工人数 >= 10人, benefit: {kind: credit, amount: 900万元}"
    found = packages(tmp_path, {"a": award("10万元"), "b": tax, "c": credit}, 员工人数="20人")
    assert {nature.value: fen for nature, fen in found.sure.totals.items()} == {
        "payment": 10_000_000,
        "tax_saving": 3_000_000,
    }


def test_what_was_left_out_is_told_by_title(tmp_path: Path) -> None:
    policies = {
        "a": award("30万元", "exclusive: [{group: 技改}]"),
        "b": award("50万元", "exclusive: [{group: 技改}]"),
    }
    data = packages(tmp_path, policies, 员工人数="20人").to_dict("zh")
    sure = data["sure"]
    assert isinstance(sure, dict)
    assert sure["left_out"] == [
        {
            "id": "a",
            "because": "不能与b同时享受；选它总额少 200,000元",
            "kind": "apart",
            "by": ["b"],
            "costs": 200_000,
        }
    ]
