"""A library's version changes with any rule, and with nothing else."""

from pathlib import Path

import pytest
from tests.library.folders import folder, rule

from policymatch import PolicyLibrary

TEXT = rule()
LOCAL = "fields: {software: {label: 软件收入, type: money}}\n"


def version(root: Path, **files: str) -> str:
    return PolicyLibrary.load(folder(root, **files)).version


def test_the_same_content_gives_the_same_version(tmp_path: Path) -> None:
    assert version(tmp_path / "one", a=TEXT) == version(tmp_path / "two", a=TEXT)


def test_line_ends_do_not_count(tmp_path: Path) -> None:
    root = folder(tmp_path, a=TEXT)
    before = PolicyLibrary.load(root).version
    (root / "a.yaml").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert PolicyLibrary.load(root).version == before


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"a": TEXT.replace("1万元", "2万元")}, id="another amount"),
        pytest.param({"a": f"# checked\n{TEXT}"}, id="a comment"),
        pytest.param({"b": TEXT}, id="another file name"),
        pytest.param({"a": TEXT, "b": rule("b/1")}, id="one more file"),
        pytest.param({"a": TEXT, "vocabulary": LOCAL}, id="a vocabulary"),
    ],
)
def test_a_change_changes_the_version(tmp_path: Path, files: dict[str, str]) -> None:
    assert version(tmp_path / "one", a=TEXT) != version(tmp_path / "two", **files)


def test_what_is_skipped_does_not_count(tmp_path: Path) -> None:
    before = version(tmp_path, a=TEXT)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.yaml").write_text("x", "utf-8")
    (tmp_path / "README.md").write_text("x", "utf-8")
    assert PolicyLibrary.load(tmp_path).version == before


def test_a_content_cannot_move_from_one_file_to_the_next(tmp_path: Path) -> None:
    first = version(tmp_path / "one", a=TEXT + "# x\n", b=rule("b/1"))
    assert first != version(tmp_path / "two", a=TEXT, b="# x\n" + rule("b/1"))
