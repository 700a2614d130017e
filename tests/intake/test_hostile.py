"""What is hostile or broken is refused with one clear message, and never read halfway in silence."""

from pathlib import Path

import pytest
from tests.intake.mistakes import INTAKE, problem_of
from tests.intake.more_mistakes import MORE
from tests.intake.workbooks import xlsx
from tests.mistakes.codes import codes_of


def test_every_code_has_a_file() -> None:
    assert list(INTAKE) == codes_of("intake")


@pytest.mark.parametrize("code", INTAKE)
def test_refused(code: str, tmp_path: Path) -> None:
    problem = INTAKE[code](tmp_path)
    assert problem.code == code
    assert problem.place.file
    assert "{" not in problem.message("zh").replace("{…}", "") + problem.message("en").replace("{…}", "")


@pytest.mark.parametrize("name", MORE)
def test_refused_too(name: str, tmp_path: Path) -> None:
    code, make = MORE[name]
    assert problem_of(make(tmp_path)).code == code


def test_a_hyperlink_is_no_link_to_a_file(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = xlsx(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.worksheets[0]["A2"].hyperlink = "https://example.org/"
    book.save(path)
    with pytest.raises(AssertionError, match="was read"):
        problem_of(path)
