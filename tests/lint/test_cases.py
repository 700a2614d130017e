"""Every doubt gives exactly the findings that its file states, at their places; what is sound gives none."""

import shutil
from pathlib import Path

import pytest
from tests.lint.codes import all_codes
from tests.mistakes.cases import Case, holds_in_order

from policymatch.library import shipped_rules
from policymatch.lint import Finding, examine, lint

HERE = Path(__file__).parent
CASES = [Case("rules", path) for path in sorted((HERE / "cases").iterdir())]
SOUND = sorted((HERE / "sound").iterdir())


def findings(case: Case, folder: Path) -> tuple[Finding, ...]:
    for file in case.files:
        shutil.copy(file, folder / file.name)
    return lint(folder)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_doubt(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Messages name other files by their path.
    monkeypatch.chdir(tmp_path)
    found = findings(case, Path())
    expected = [(one.file, one.place, one.code) for one in case.expected]
    assert [(_file(one), f"{one.place.line}:{one.place.column}", one.code) for one in found] == expected
    for finding, wanted in zip(found, case.expected, strict=True):
        assert holds_in_order(finding.message("zh"), wanted.zh), finding.message("zh")
        assert holds_in_order(finding.message("en"), wanted.en), finding.message("en")
        assert finding.line("zh").startswith(f"{finding.place}: [{finding.code}] ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_every_doubt_can_be_answered(case: Case, tmp_path: Path) -> None:
    found = findings(case, tmp_path)
    for finding in found:
        if finding.code != "answer-without-finding":
            answer(finding)
    left = examine(tmp_path)
    idle = sum(finding.code == "answer-without-finding" for finding in found)
    assert [finding.code for finding in left.findings] == ["answer-without-finding"] * idle
    assert left.answered == len(found) - idle


def answer(finding: Finding) -> None:
    """Write the answer to a finding into its file."""
    path = Path(finding.place.file or "")
    lines = path.read_text("utf-8").splitlines()
    about = finding.about.replace("'", "''")
    name = finding.policy_id or ""
    # A tier is written under its own id, within its roster.
    ids = (f"- id: {name}", f"- id: {name.rpartition('/')[2]}")
    at = next((i for i, line in enumerate(lines) if line.strip() in ids), 0)
    indent = "" if finding.policy_id is None else " " * (lines[at].index("-") + 2)
    entry = f"{indent}  - {{code: {finding.code}, about: '{about}', because: 有理由}}"
    key = f"{indent}lint:"
    if key in lines:
        lines.insert(lines.index(key) + 1, entry)
    elif finding.policy_id is None:
        lines += [key, entry]
    else:
        lines[at + 1 : at + 1] = [key, entry]
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_what_is_sound_gives_no_finding(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path)
    assert [finding.line() for finding in lint(tmp_path)] == []


def test_an_answer_is_as_narrow_as_its_finding(tmp_path: Path) -> None:
    shutil.copy(HERE / "cases" / "figure-only-in-text.yaml", tmp_path)
    first, *others = lint(tmp_path)
    answer(first)
    assert [finding.about for finding in lint(tmp_path)] == [finding.about for finding in others]


def test_every_code_has_a_case() -> None:
    assert {one.code for case in CASES for one in case.expected} == set(all_codes())


def test_the_shipped_rules_are_clean() -> None:
    report = examine(shipped_rules())
    assert [finding.line() for finding in report.findings] == []
    assert report.answered > 0


def _file(finding: Finding) -> str:
    return Path(finding.place.file or "").name
