"""Two states of the rules worked by hand: files/old and files/new, for the three firms in files/firms."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.compare.firms import AS_OF, FILES, rules
from typer.testing import CliRunner

from policymatch import Nature, PolicyLibrary, diff_rules
from policymatch.cli import app
from policymatch.compare import MoveKind, Part, RulesDiff, rule_changes
from policymatch.firms import profiles_in, sound
from policymatch.library import shipped_rules
from policymatch.problems import Problem


@pytest.fixture(scope="module")
def compared() -> RulesDiff:
    old, new = rules("old"), rules("new")
    return diff_rules(old, new, sound(profiles_in([FILES / "firms"], new.vocabulary), []), AS_OF)


def test_what_changed_in_the_rules(compared: RulesDiff) -> None:
    changes = compared.rules
    assert [one.id for one in changes.added] == ["city/green"]
    assert [one.id for one in changes.removed] == ["city/rent"]
    parts = {one.policy.id: [part.part for part in one.parts] for one in changes.changed}
    assert parts == {
        "city/research": [Part.CONDITION, Part.CONDITION, Part.DATES],
        "city/honour": [Part.AMOUNT, Part.DATES],
        "city/scale": [Part.CONDITION, Part.DATES],
    }
    raised, new, _ = next(one.parts for one in changes.changed if one.policy.id == "city/research")
    assert (raised.cite, new.cite) == ("第三条", "第三条第二款")
    assert raised.before is not None
    assert raised.after is not None
    assert raised.before.zh.startswith("上年研发费用不低于300万元")
    assert raised.after.zh.startswith("上年研发费用不低于500万元")
    assert new.before is None


def test_who_gains_and_loses_by_which_clause(compared: RulesDiff) -> None:
    found = {
        (one.enterprise.name[0], move.policy.id, move.kind.value): [
            (cause.required, cause.cite) for cause in move.causes("zh")
        ]
        for one in compared.firms
        for move in one.moves
    }
    assert found == {
        # 80 people: 100 were asked for, now 60.
        ("甲", "city/scale", "gained"): [("员工人数不低于100人", "第五条")],
        # 400万元: 300万元 were asked for, now 500万元. 400 of 8000 is 5%, which is enough.
        ("甲", "city/research", "lost"): [("上年研发费用不低于500万元", "第三条")],
        ("甲", "city/rent", "lost"): [],
        ("甲", "city/honour", "amount"): [],
        ("乙", "city/green", "gained"): [],
        ("丙", "city/rent", "lost"): [],
    }


def test_money_by_policy_and_in_all(compared: RulesDiff) -> None:
    assert compared.seen == 3
    effects = {one.policy.id: one for one in compared.policies}
    assert effects["city/rent"].moves == Counter({MoveKind.LOST: 2})
    paid = {
        key: tuple(int(side[Nature.PAYMENT].low) // 10_000 if side else 0 for side in (one.before, one.after))
        for key, one in effects.items()
    }
    assert paid == {
        "city/research": (40, 0),
        "city/honour": (20, 25),
        "city/scale": (0, 30),
        "city/green": (0, 50),
        "city/rent": (10, 0),
    }
    # 甲 65 → 55, 乙 82–86 → 132–136, 丙 5 → 0 万元.
    before, after = compared.before[Nature.PAYMENT], compared.after[Nature.PAYMENT]
    assert str(before) == "1,520,000.00–1,560,000.00"
    assert str(after) == "1,870,000.00–1,910,000.00"


def test_the_same_rules_have_no_differences(compared: RulesDiff) -> None:
    same = rule_changes(rules("old"), rules("old"))
    assert (same.added, same.removed, same.changed, same.definitions) == ((), (), (), ())


def edited(folder: Path, *edits: tuple[str, str]) -> PolicyLibrary:
    text = (FILES / "old" / "city.yaml").read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "city.yaml").write_text(text, "utf-8")
    return PolicyLibrary.load(folder)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("title: 房租补贴", "title: 租金补贴", Part.TEXT),
        ("amount: 5万元", "amount: 5万元, note: 按实际租金", Part.TEXT),
        ("amount: 5万元}", "amount: 5万元}\n    apply: {channel: 窗口}", Part.FILING),
        ("amount: 5万元}", "amount: 5万元}\n    exclusive: [{group: 房租}]", Part.RELATIONS),
        ("amount: 5万元", "amount: 最高 5万元", Part.AMOUNT),
        ("员工人数 < 200人", "员工人数 <= 200人", Part.CONDITION),
    ],
)
def test_parts(tmp_path: Path, old: str, new: str, part: Part) -> None:
    (change,) = rule_changes(rules("old"), edited(tmp_path, (old, new))).changed
    assert (change.policy.id, [one.part for one in change.parts]) == ("city/rent", [part])


def test_a_policy_no_longer_in_force_is_lost(tmp_path: Path) -> None:
    ended = edited(tmp_path, ("to: 2026-12-31", "to: 2025-12-31"))
    firms = sound(profiles_in([FILES / "firms" / "c.json"], ended.vocabulary), [])
    (one,) = diff_rules(rules("old"), ended, firms, AS_OF).firms
    (move,) = one.moves
    assert (move.policy.id, move.kind) == ("city/rent", MoveKind.LOST)
    assert move.after.text("zh") == "已失效"
    assert move.causes() == ()


def test_a_changed_definition_of_a_copy_of_all_rules(tmp_path: Path) -> None:
    """A folder with a `common` folder of its own uses that, so that definitions are compared, too."""
    for name in ("old", "new"):
        shutil.copytree(shipped_rules() / "common", tmp_path / name / "common")
        shutil.copy(FILES / "old" / "city.yaml", tmp_path / name)
    law = tmp_path / "new" / "common" / "size-class.derived.yaml"
    text = law.read_text("utf-8")
    assert "1000人" in text
    law.write_text(text.replace("1000人", "900人"), "utf-8")
    old, new = (PolicyLibrary.load(tmp_path / name) for name in ("old", "new"))
    changes = rule_changes(old, new)
    assert changes.changed == ()
    assert [one.key for one in changes.definitions] == ["size_class"]


# -- the command -------------------------------------------------------------------------------------------


def test_problems_of_a_profile_hide_no_other(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("企业名称: 丁公司\n研发投人: 5万元\n", "utf-8")
    shutil.copy(FILES / "firms" / "c.json", tmp_path)
    states = [str(FILES / "old"), str(FILES / "new")]
    result = CliRunner().invoke(app, ["diff", *states, "--firms", str(tmp_path), "--format", "json"])
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["firms"] == {"seen": 1, "moved": 1}
    assert [one["code"] for one in told["problems"]] == ["unknown-field"]
    assert "broken.yaml:2:1: [unknown-field]" in result.stderr


def test_several_files_behind_one_option() -> None:
    """A shell writes `--firms firms/*.yaml` as one option and more arguments."""
    files = [str(FILES / "firms" / name) for name in ("a.yaml", "b.yaml", "c.json")]
    states = [str(FILES / "old"), str(FILES / "new")]
    result = CliRunner().invoke(app, ["diff", *states, "--firms", *files, "--format", "json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["firms"] == {"seen": 3, "moved": 3}


def test_problems_of_both_rules_are_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["diff", str(tmp_path / "a"), str(tmp_path / "b")])
    assert result.exit_code == 1
    problems: tuple[Problem, ...] = getattr(result.exception, "problems", ())
    assert [problem.code for problem in problems] == ["folder-missing", "folder-missing"]


def test_a_profile_with_words_of_the_old_rules_only(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(FILES / "old", folder)
    words = "fields: {herds: {label: 牧场数, en: herds, type: count, unit: 人}}\n"
    (folder / "vocabulary.yaml").write_text(words, "utf-8")
    profile = tmp_path / "d.yaml"
    profile.write_text("企业名称: 丁公司\n牧场数: 3人\n", "utf-8")
    old, new = PolicyLibrary.load(folder), rules("new")
    problems: list[Problem] = []
    found = list(sound(profiles_in([profile], new.vocabulary, old.vocabulary), problems))
    assert [one.name for one in found] == ["丁公司"]
    assert problems == []
