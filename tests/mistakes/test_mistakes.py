"""Every mistake of an author gives exactly the problems that its file states, at their places."""

from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from tests.mistakes.cases import KINDS, Case, cases, holds_in_order, place_text


def parameters() -> list[ParameterSet]:
    """Return the cases; those that the library does not report as it should yet must fail."""
    return [
        pytest.param(
            case,
            id=case.id,
            marks=[] if case.fault is None else [pytest.mark.xfail(strict=True, reason=case.fault)],
        )
        for case in cases()
    ]


@pytest.mark.parametrize("case", parameters())
def test_mistake(case: Case, tmp_path: Path) -> None:
    problems = case.problems(tmp_path)
    found = [(case.file_name(problem), place_text(problem), problem.code) for problem in problems]
    assert found == [(one.file, one.place, one.code) for one in case.expected]
    for problem, wanted in zip(problems, case.expected, strict=True):
        assert holds_in_order(problem.message("zh"), wanted.zh), problem.message("zh")
        assert holds_in_order(problem.message("en"), wanted.en), problem.message("en")
        for line in (problem.line("zh"), problem.line("en")):
            assert line.startswith(f"{problem.place}: [{problem.code}] ")
            assert "\n" not in line


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in cases()])
def test_case_is_well_written(case: Case) -> None:
    assert case.expected, "a mistake file states what must come out"
    if case.path.is_file():
        # A reader finds the case of a code by its name.
        codes = {one.code for one in case.expected}
        assert len(codes) == 1 or case.path.stem.startswith(("several", "two-"))


def test_there_are_many_cases() -> None:
    by_kind = {kind: sum(case.kind == kind for case in cases()) for kind in KINDS}
    assert by_kind["rules"] + by_kind["vocabulary"] >= 30
    assert by_kind["profiles"] >= 15
