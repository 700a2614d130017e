"""Folders of rules become one library; every problem of every file is reported at once."""

import gc
from pathlib import Path

import pytest
from tests.library.folders import folder, rule

from policymatch import NotFoundError, PolicyLibrary, RulesError, load_library
from policymatch.language import tree, walk
from policymatch.library import shipped_rules


def codes(*folders: Path) -> list[tuple[str, str]]:
    """Return file name and code of every problem in folders."""
    return [(Path(one.place.file or "").name, one.code) for one in load_library(*folders)[1]]


def test_a_library(tmp_path: Path) -> None:
    folder(tmp_path, one=rule("a/1"), two=rule("a/2"))
    library = PolicyLibrary.load(tmp_path)
    assert len(library) == 2
    assert [policy.id for policy in library] == ["a/1", "a/2"]
    policy = library.get("a/2")
    assert (policy.title, policy.document.region) == ("补助", "3413")
    assert str(policy.place) == f"{tmp_path / 'two.yaml'}:3:5"


def test_several_folders(tmp_path: Path) -> None:
    folder(tmp_path, one__a=rule("a/1"), two__b=rule("b/1"), two__deep__c=rule("b/2"))
    library, problems = load_library(tmp_path / "one", str(tmp_path / "two"))
    assert problems == []
    assert set(library.policies) == {"a/1", "b/1", "b/2"}


def test_an_id_in_two_folders(tmp_path: Path) -> None:
    folder(tmp_path, one__a=rule("a/1"), two__b=rule("a/1"))
    library, problems = load_library(tmp_path / "one", tmp_path / "two")
    (problem,) = problems
    assert problem.code == "duplicate-id"
    assert problem.policy_id == "a/1"
    assert str(problem.place) == f"{tmp_path / 'two' / 'b.yaml'}:3:5"
    assert f"{tmp_path / 'one' / 'a.yaml'}:3:5" in problem.message()
    assert str(library.get("a/1").place.file) == str(tmp_path / "one" / "a.yaml")


def test_yml_files_count_too(tmp_path: Path) -> None:
    (tmp_path / "rule.yml").write_text(rule(), "utf-8")
    assert len(PolicyLibrary.load(tmp_path)) == 1


def test_hidden_folders_and_files_are_skipped(tmp_path: Path) -> None:
    folder(tmp_path, a=rule())
    for hidden in (tmp_path / ".git", tmp_path / "city" / ".drafts"):
        hidden.mkdir(parents=True)
        (hidden / "b.yaml").write_text("not: [a rule", "utf-8")
    (tmp_path / ".hidden.yaml").write_text("not: [a rule", "utf-8")
    assert codes(tmp_path) == []


def test_a_hidden_folder_above_hides_nothing(tmp_path: Path) -> None:
    root = folder(tmp_path / ".cache" / "rules", a=rule())
    assert len(PolicyLibrary.load(root)) == 1


def test_other_files_are_skipped(tmp_path: Path) -> None:
    folder(tmp_path, a=rule())
    (tmp_path / "README.md").write_text("# rules", "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    assert codes(tmp_path) == []


def test_problems_of_all_files_at_once(tmp_path: Path) -> None:
    folder(
        tmp_path,
        a=rule("a/1", "营业收人 >= 1元"),
        b=rule("a/2"),
        c="policies: [",
        d__e=rule("a/3", "资质 具有 高新技术企也"),
        vocabulary="fields: {Software: {label: 软件收入, type: money}}",
    )
    library, problems = load_library(tmp_path)
    assert codes(tmp_path) == [
        ("vocabulary.yaml", "bad-key"),
        ("a.yaml", "unknown-field"),
        ("c.yaml", "yaml-syntax"),
        ("e.yaml", "unknown-honour"),
    ]
    assert [one.policy_id for one in problems] == [None, "a/1", None, "a/3"]
    # What is sound can be used all the same.
    assert list(library.policies) == ["a/2"]


def test_load_raises_every_problem(tmp_path: Path) -> None:
    folder(tmp_path, a=rule("a/1", "营业收人 >= 1元"), b=rule("b/1", "行业 属于 制造也"))
    with pytest.raises(RulesError) as caught:
        PolicyLibrary.load(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["unknown-field", "unknown-code"]
    lines = caught.value.say("zh").splitlines()
    assert lines[0] == (
        f"{tmp_path / 'a.yaml'}:6:15: [unknown-field] a/1: 没有名为“营业收人”的字段，您是否想写“营业收入”？"
    )
    assert caught.value.say("en").splitlines()[1] == (
        f"{tmp_path / 'b.yaml'}:6:21: [unknown-code] b/1: "
        "there is no region or industry named '制造也'; did you mean '制造业'?"
    )


def test_a_problem_as_data(tmp_path: Path) -> None:
    folder(tmp_path, a=rule("a/1", "营业收人 >= 1元"))
    (problem,) = load_library(tmp_path)[1]
    assert problem.to_dict("en") == {
        "code": "unknown-field",
        "file": str(tmp_path / "a.yaml"),
        "line": 6,
        "column": 15,
        "path": None,
        "policy_id": "a/1",
        "message": "there is no field named '营业收人'; did you mean '营业收入'?",
        "nearest": "营业收入",
    }


def test_a_problem_of_shape_names_its_policy(tmp_path: Path) -> None:
    folder(tmp_path, a=rule("a/1").replace("category: equipment", "category: [equipment]"))
    (problem,) = load_library(tmp_path)[1]
    assert problem.policy_id == "a/1"


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    library = PolicyLibrary.load(
        folder(tmp_path, a=rule("suzhou/2025-3/equipment"), b=rule("hefei/2024-1/talent"))
    )
    with pytest.raises(NotFoundError) as caught:
        library.get("suzhou/2025-3/equipmnt")
    assert caught.value.problem.nearest == "suzhou/2025-3/equipment"
    assert caught.value.say("zh") == (
        "没有编号为“suzhou/2025-3/equipmnt”的政策，您是否想写“suzhou/2025-3/equipment”？"
    )
    assert "did you mean 'suzhou/2025-3/equipment'" in caught.value.say("en")


def test_the_shipped_rules_are_the_default() -> None:
    shipped, problems = load_library(shipped_rules())
    assert problems == []
    assert PolicyLibrary.load().version == shipped.version
    assert len(shipped) > 0


@pytest.mark.parametrize("frozen", [False, True])
def test_the_collection_of_garbage_is_left_as_it_was(tmp_path: Path, frozen: bool) -> None:
    folder(tmp_path, a=rule())
    # The suite itself freezes what it has collected.
    gc.unfreeze()
    if frozen:
        gc.freeze()
    try:
        PolicyLibrary.load(tmp_path)
        assert gc.isenabled()
        assert (gc.get_freeze_count() > 0) == frozen
    finally:
        gc.freeze()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("published: 2020-06-01", ("330110", "330113")),
        ("published: 2022-06-01", ("330110",)),
        ("effective: {from: 2020-06-01}", ("330110", "330113")),
        ("published: 2022-06-01, effective: {from: 2020-06-01}", ("330110",)),
        ("number: 1号", ("330110",)),
    ],
)
def test_names_of_regions_are_read_by_the_day_of_the_document(
    tmp_path: Path, said: str, words: tuple[str, ...]
) -> None:
    text = rule("a/1", "注册地 属于 余杭区").replace("region: 宿州市", f"region: 余杭区, {said}")
    other = rule("b/1", "注册地 属于 余杭区").replace("region: 宿州市", "region: 杭州市, published: 2015")
    library = PolicyLibrary.load(folder(tmp_path, a=text, b=other))
    (place,) = (node for node in walk(library.get("a/1").condition) if isinstance(node, tree.Among))
    assert place.words == words
    assert library.get("a/1").document.region == ("3301" if len(words) > 1 else "330110")
