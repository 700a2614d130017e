"""Many profiles read one after the other: files, folders, a profile on each line; what is wrong is told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from policymatch import base_vocabulary
from policymatch.cli import app
from policymatch.firms import profiles_in, sound
from policymatch.problems import Problem
from policymatch.yamlio.read import MAX_BYTES

LINES = """\
{"企业名称": "甲公司", "员工人数": "3人"}

{"企业名称": "乙公司", "员工人树": "3人"}
{"企业名称": "丙公司",
{"企业名称": "丁公司"}
"""


def read(*paths: Path, but: Path | None = None) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    found = sound(profiles_in(paths, base_vocabulary(), base_vocabulary(), but=but), problems)
    return [firm.name for firm in found], problems


def test_a_profile_on_each_line(tmp_path: Path) -> None:
    file = tmp_path / "firms.jsonl"
    file.write_text(LINES, "utf-8-sig")
    names, problems = read(file)
    assert names == ["甲公司", "丁公司"]
    assert [(one.code, one.place.line) for one in problems] == [("unknown-field", 3), ("json-syntax", 4)]
    assert problems[0].line() == f"{file}:3:1: [unknown-field] 员工人树: {problems[0].message()}"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"\xff": 1}', "file-not-utf8"),
        (b'{"a": "' + b"x" * MAX_BYTES + b'"}', "file-too-large"),
        (b'{"a": ' + b"[" * 100_000, "yaml-too-deep"),
        (b"null", "profile-empty"),
        (b"[1]", "expected-mapping"),
    ],
)
def test_a_bad_line_hides_no_other(tmp_path: Path, line: bytes, code: str) -> None:
    file = tmp_path / "firms.jsonl"
    good = '{"企业名称": "甲公司"}'.encode()
    file.write_bytes(b"\n".join((good, line, good)))
    names, problems = read(file)
    assert names == ["甲公司", "甲公司"]
    assert [(one.code, one.place.line) for one in problems] == [(code, 2)]


def test_folders_hold_files_of_every_kind_and_one_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "a.jsonl").write_text('{"企业名称": "甲公司"}\n', "utf-8")
    (tmp_path / "below" / "b.yaml").write_text("企业名称: 乙公司\n", "utf-8")
    (tmp_path / "c.json").write_text('{"企业名称": "丙公司"}', "utf-8")
    assert read(tmp_path) == (["甲公司", "乙公司", "丙公司"], [])
    assert read(tmp_path, but=tmp_path / "below" / ".." / "c.json") == (["甲公司", "乙公司"], [])


def test_a_file_of_lines_that_is_not_there(tmp_path: Path) -> None:
    names, problems = read(tmp_path / "nowhere.jsonl")
    assert (names, [one.code for one in problems]) == ([], ["file-unreadable"])


def test_the_command_tells_what_is_wrong_and_goes_on(tmp_path: Path) -> None:
    profile, file = tmp_path / "own.yaml", tmp_path / "firms.jsonl"
    profile.write_text("企业名称: 自己\n员工人数: 4人\n", "utf-8")
    file.write_text(LINES, "utf-8")
    result = CliRunner().invoke(app, ["peers", str(profile), str(tmp_path)])
    assert result.exit_code == 1
    assert "甲公司" in result.stdout
    assert "比了 1 家" in result.stdout
    assert "firms.jsonl:3" in result.stderr
    assert "firms.jsonl:4" in result.stderr
