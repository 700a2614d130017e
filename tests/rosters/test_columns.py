"""A list by columns says of each firm what the firm by itself is told; and who moved keeps its criteria."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from benchmarks.firms import some_firms
from tests.batch.test_shipped import EXAMPLES, less_known

from policymatch import Enterprise, PolicyLibrary, Problem, ProfileError, firms
from policymatch.batch import pieces
from policymatch.library import shipped_rules
from policymatch.matching.confirming import confirmation_of
from policymatch.rosters import Member, Where, list_firms, roster_in, rosters_of, standing

FILES = Path(__file__).parent / "files"
LIBRARY = PolicyLibrary.load(shipped_rules(), FILES / "rules", FILES / "mixed")
DAY = date(2026, 3, 16)
DICE = Random(20260316)
MADE = [*EXAMPLES, *some_firms(5)]
# In no tier, and far from each.
POOR = Enterprise.from_dict(
    {
        "企业名称": "远公司",
        "营业收入": {"2025": "100万元", "2024": "100万元", "2023": "100万元"},
        "员工人数": "5人",
        "项目": [],
        "清单完整": True,
    }
)
FIRMS = [POOR, *MADE, *(less_known(DICE, DICE.choice(MADE)) for _ in range(8))]


def told(one: Member, why: bool = True) -> tuple[object, ...]:
    entry = None if one.entry is None else (one.entry.tier, one.entry.text, one.entry.when)
    waiting = [(part.tier, part.by, part.missing) if why else part.tier for part in one.undecided]
    return one.name, one.where, one.tier, waiting, entry, [risk.text for risk in one.leaving]


def by_itself(firm: Enterprise, roster_id: str, why: bool = True) -> tuple[object, ...]:
    one = standing(firm, roster_in(LIBRARY, roster_id), LIBRARY, DAY)
    keys = {tier.policy.id: tier.key for tier in one.roster.tiers}
    waiting: list[object] = []
    for match in one.undecided:
        missing = tuple(fact.label.zh for fact in match.missing if fact.needed_for == "verdict")
        key = keys[match.policy_id]
        waiting.append((key, match.undecided_by, missing) if why else key)
    step = None if one.entry is None else one.entry.step
    entry = (
        None if one.entry is None or step is None else (one.entry.tier.key, step.text("zh"), step.when("zh"))
    )
    tier = None if one.tier is None else one.tier.key
    return firm.name, one.where, tier, waiting, entry, [risk.text.zh for risk in one.leaving]


@pytest.mark.parametrize("roster_id", LIBRARY.rosters)
def test_columns_say_what_each_firm_is_told(roster_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 16)
    roster = roster_in(LIBRARY, roster_id)
    found = list_firms(FIRMS, roster, LIBRARY, DAY, criteria=False)
    assert list(map(told, found.firms)) == [by_itself(firm, roster_id) for firm in FIRMS]
    quick = list_firms(FIRMS, roster, LIBRARY, DAY, criteria=False, why=False)
    assert [told(one, False) for one in quick.firms] == [told(one, False) for one in found.firms]


def test_the_mixed_roster_has_firms_of_every_sort() -> None:
    found = list_firms(FIRMS, roster_in(LIBRARY, "test-city/mixed"), LIBRARY, DAY)
    assert {one.where for one in found.firms} == set(Where)
    assert {one.tier for one in found.firms} >= {"high", "some"}
    assert min(map(len, (found.entering, found.leaving, found.undecided))) > 0
    assert all(one.criteria for one in found.firms)


def test_only_who_moved_keeps_criteria() -> None:
    roster = roster_in(LIBRARY, "test-city/mixed")
    now = list_firms(FIRMS, roster, LIBRARY, DAY, criteria=False)
    assert not any(one.criteria for one in now.firms)
    later = list_firms(FIRMS, roster, LIBRARY, date(2027, 3, 16), criteria=False, before=now)
    # Of two firms of one name nobody knows which was in which tier.
    names = [one.name for one in now.firms]
    alone = [
        (one, then) for one, then in zip(later.firms, now.firms, strict=True) if names.count(one.name) == 1
    ]
    assert {bool(one.criteria) for one, _ in alone} == {True, False}
    assert all(bool(one.criteria) is (one.tier != then.tier) for one, then in alone)


def test_a_check_of_a_tier_is_decided_like_that_of_a_policy() -> None:
    firm = next(
        firm
        for firm in FIRMS
        for match in standing(firm, roster_in(LIBRARY, "test-city/mixed"), LIBRARY, DAY).matches
        if match.undecided_by == "check"
    )
    made = confirmation_of(firm, LIBRARY, "test-city/mixed/small", "1", True, "张三", DAY)
    assert (made.policy, made.check) == ("test-city/mixed/small", "管理规范")


def test_tables_stand_beside_profiles_and_what_is_wrong_is_told(tmp_path: Path) -> None:
    table, lines = tmp_path / "firms.parquet", tmp_path / "more.jsonl"
    firms.write(table, MADE[:3], LIBRARY.vocabulary)
    lines.write_text('{"企业名称": "后来者"}\n{"企业名称": "坏公司", "营业收人": "1"}\n', "utf-8")
    roster = rosters_of(LIBRARY)[0]
    problems: list[Problem] = []
    counts: list[tuple[int, int]] = []
    found = list_firms(
        [table, lines, table],
        roster,
        LIBRARY,
        DAY,
        problems=problems,
        progress=lambda *one: counts.append(one),
    )
    names = [one.name for one in MADE[:3]]
    assert [one.name for one in found.firms] == [*names, "后来者", *names]
    assert [one.place.line for one in problems] == [2]
    assert counts == [(3, 7), (1, 7), (3, 7)]
    with pytest.raises(ProfileError):
        list_firms([lines], roster, LIBRARY, DAY)
