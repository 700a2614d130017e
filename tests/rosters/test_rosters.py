"""Rosters worked by hand: five firms in files/now.jsonl, four of them and another in files/before.jsonl."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.mistakes.cases import SOUND_RULE

from policymatch import Enterprise, PolicyLibrary
from policymatch.firms import read
from policymatch.library import shipped_rules
from policymatch.matching.rule_tests import run_tests
from policymatch.problems import InputError, NotFoundError
from policymatch.rosters import (
    Listed,
    MoveKind,
    Reason,
    Where,
    list_firms,
    moves_between,
    read_list,
    roster_in,
    rosters_of,
    standing,
)

FILES = Path(__file__).parent / "files"
LIBRARY = PolicyLibrary.load(FILES / "rules")
ROSTER = roster_in(LIBRARY, "test-city/listing")
DAY = date(2026, 3, 16)


def listed(name: str) -> Listed:
    return list_firms(read(FILES / f"{name}.jsonl", LIBRARY.vocabulary), ROSTER, LIBRARY, DAY)


def firm(**facts: object) -> Enterprise:
    return Enterprise.from_dict({"企业名称": "甲", "数据年度": 2025, **facts}, LIBRARY.vocabulary)


def test_who_is_where() -> None:
    found = {one.name: (one.where, one.tier) for one in listed("now").firms}
    assert found == {
        "甲公司": (Where.IN, "key"),
        "乙公司": (Where.IN, "growing"),
        "丙公司": (Where.IN, "growing"),
        "丁公司": (Where.UNDECIDED, None),
        "戊公司": (Where.OUT, None),
    }


def test_what_is_undecided_names_the_fact() -> None:
    waiting = {one.name: [(part.tier, part.missing) for part in one.undecided] for one in listed("now").firms}
    # The third's list of honours is open: it may be a 高新技术企业.
    assert waiting["丙公司"] == [("key", ("资质清单是否完整",))]
    # The fourth's is closed, so the higher tier is out of the question.
    assert waiting["丁公司"] == [("growing", ("上年营业收入",))]


def test_one_step_from_a_higher_tier() -> None:
    (near,) = listed("now").entering
    assert near.name == "乙公司"
    assert near.entry is not None
    assert near.entry.tier == "key"
    assert "增加200万元" in near.entry.text


def test_the_nearer_of_two_tiers_is_told() -> None:
    found = standing(
        firm(营业收入="4000万元", 员工人数="400人", 资质=[], 清单完整=["资质"]), ROSTER, LIBRARY, DAY
    )
    assert found.where is Where.OUT
    assert found.entry is not None
    # A hundred people fewer of four hundred; the higher tier wants a certificate and ten million more.
    assert found.entry.tier.key == "growing"


def test_what_may_cost_the_tier() -> None:
    risks = {one.name: one.leaving for one in listed("now").firms if one.leaving}
    assert {name: [risk.reason for risk in found] for name, found in risks.items()} == {
        "甲公司": [Reason.EXPIRING, Reason.FALLING],
        "乙公司": [Reason.LIMIT],
    }
    expiring, falling = risks["甲公司"]
    assert expiring.by == date(2026, 10, 31)
    # 7,100 − 6,000 = 1,100 less; as much again is 4,900, below the 5,000 asked for.
    assert "少1,100万元" in falling.text
    assert "低于5,000万元" in falling.text


def test_a_fall_that_leaves_room_is_not_told() -> None:
    fell = firm(营业收入={"2025": "6000万元", "2024": "6900万元"}, 员工人数="100人", 资质=[])
    assert standing(fell, ROSTER, LIBRARY, DAY).leaving == ()


def test_certificates_that_stand_for_each_other() -> None:
    held = [{"名称": "高新技术企业", "有效期至": day} for day in ("2026-10-31", "2026-12-31")]
    both = standing(firm(营业收入="9000万元", 员工人数="1人", 资质=held), ROSTER, LIBRARY, DAY)
    assert [risk.by for risk in both.leaving] == [date(2026, 10, 31), date(2026, 12, 31)]
    held[1]["有效期至"] = "2028-12-31"
    one = standing(firm(营业收入="9000万元", 员工人数="1人", 资质=held), ROSTER, LIBRARY, DAY)
    assert one.tier is ROSTER.tiers[0]
    assert one.leaving == ()


def test_a_certificate_that_ends_after_a_year_is_not_told() -> None:
    for day, told in (("2027-03-16", 1), ("2027-03-17", 0)):
        held = [{"名称": "高新技术企业", "有效期至": day}]
        found = standing(firm(营业收入="9000万元", 员工人数="1人", 资质=held), ROSTER, LIBRARY, DAY)
        assert len(found.leaving) == told


def test_who_entered_and_left_and_why() -> None:
    moves = moves_between(listed("before"), listed("now"))
    assert [(one.kind, one.name, one.before, one.after, one.known) for one in moves] == [
        (MoveKind.ENTERED, "乙公司", None, "growing", True),
        (MoveKind.ENTERED, "丙公司", None, "growing", False),
        (MoveKind.LEFT, "戊公司", "growing", None, True),
        (MoveKind.UNSETTLED, "丁公司", "growing", None, True),
        (MoveKind.GONE, "己公司", "growing", None, True),
    ]
    entered, _, left, unsettled, _ = moves
    assert [(cause.before, cause.after) for cause in entered.causes] == [
        (("✗", "1,500万元"), ("✓", "4,800万元"))
    ]
    assert [(cause.before, cause.after) for cause in left.causes] == [(("✓", "2,500万元"), ("✗", "500万元"))]
    assert [(cause.before, cause.after) for cause in unsettled.causes] == [
        (("✓", "2,600万元"), ("?", "未填"))
    ]


def test_tiers_rise_and_fall() -> None:
    rich = {"员工人数": "10人", "资质": [{"名称": "高新技术企业", "有效期至": "2030-01-01"}]}
    high, low = (firm(营业收入=amount, **rich, 清单完整=True) for amount in ("6000万元", "3000万元"))
    then, now = (list_firms([one], ROSTER, LIBRARY, DAY) for one in (low, high))
    assert [one.kind for one in moves_between(then, now)] == [MoveKind.RAISED]
    assert [one.kind for one in moves_between(now, then)] == [MoveKind.LOWERED]
    assert moves_between(now, now) == ()


def test_a_list_is_read_back_as_it_was(tmp_path: Path) -> None:
    found = listed("now")
    file = tmp_path / "list.json"
    file.write_text(json.dumps(found.to_dict(), ensure_ascii=False), "utf-8")
    assert read_list(file, ROSTER) == found


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"roster": "test-city/listing"}', "[" * 100_000])
def test_what_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.json"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_list(file, ROSTER)
    assert [one.code for one in caught.value.problems] == ["roster-before"]


def test_a_list_of_another_roster_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text(json.dumps({**listed("now").to_dict(), "roster": "test-city/other"}), "utf-8")
    with pytest.raises(InputError) as caught:
        read_list(file, ROSTER)
    assert [one.code for one in caught.value.problems] == ["roster-before"]


def test_an_unknown_roster_names_the_nearest() -> None:
    with pytest.raises(NotFoundError) as caught:
        roster_in(LIBRARY, "test-city/listings")
    assert caught.value.problem.code == "unknown-roster"
    assert caught.value.problem.nearest == "test-city/listing"


def test_worked_examples_of_tiers_are_run() -> None:
    assert [one.passed for one in run_tests(LIBRARY, LIBRARY.tiers())] == [True, True]


def test_a_roster_changes_the_version_of_no_rule(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(SOUND_RULE, "utf-8")
    without = PolicyLibrary.load(tmp_path)
    text = (FILES / "rules" / "listing.roster.yaml").read_text("utf-8")
    versions = set()
    for title in ("上市后备库", "上市库"):
        (tmp_path / "listing.roster.yaml").write_text(text.replace("上市后备库", title), "utf-8")
        library = PolicyLibrary.load(tmp_path)
        assert library.version == without.version
        versions.add(roster_in(library, "test-city/listing").version)
    # The roster's own version changes with its file.
    assert len(versions) == 2


def test_shipped_rosters_pass_their_examples() -> None:
    library = PolicyLibrary.load(shipped_rules())
    assert len(rosters_of(library)) >= 4
    results = list(run_tests(library, library.tiers()))
    assert [one.line() for one in results if not one.passed] == []
    # Each tier has one firm that is in, one that is out, one of which nobody can tell.
    for policy in library.tiers():
        assert {test.verdict for test in policy.tests} == {"eligible", "ineligible", "undecided"}
