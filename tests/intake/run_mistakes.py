"""One input, made on the spot, for each error code of a run: cells, rows, lists for review, outputs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.taking import job_of, take
from tests.intake.ugly.model import CODE, CODES, NAME
from tests.intake.workbooks import text

from policymatch.cli.intake import intake
from policymatch.intake.cells import CellReader
from policymatch.intake.review import HEADER, read_review
from policymatch.intake.run import sheets_to_take, undecided
from policymatch.intake.table import ErrorCell, LostDigits, NoResult, Raw
from policymatch.problems import IntakeError, Place, Problem
from policymatch.vocabulary import base_vocabulary


def cell(raw: Raw) -> Problem:
    problem = CellReader(base_vocabulary()).read(None, "employees", None, raw).problem
    assert problem is not None
    return problem


def row(folder: Path, *cells: str) -> Problem:
    """Return why a row of a table of loans is rejected as a whole."""
    path = text(folder / "贷款台账.csv", [[CODE, NAME, "贷款银行", "贷款本金(万元)"], cells])
    (one,) = [one for one in take([path], folder).rejected if one.line == 2]
    assert one.at == 0
    return Problem(one.code, Place(str(path), one.line))


def review(folder: Path, *lines: str) -> Problem:
    path = folder / "review.csv"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(IntakeError) as caught:
        read_review(path)
    (problem,) = caught.value.problems
    return problem


def column_undecided(folder: Path) -> Problem:
    path = text(folder / "企业.csv", [[CODE, NAME, "收入"], [CODES[0], "甲公司", "5万元"]])
    sheets = sheets_to_take(job_of([path], folder / "firms.jsonl"), base_vocabulary())
    (problem,) = undecided(sheets)
    return problem


def same_file(folder: Path) -> Problem:
    path = text(folder / "企业.csv", [[CODE, NAME], [CODES[0], "甲公司"]])
    with pytest.raises(IntakeError) as caught:
        intake([str(path)], path)
    (problem,) = caught.value.problems
    return problem


RUNS: dict[str, Callable[[Path], Problem]] = {
    "cell-error": lambda _: cell(ErrorCell("#REF!")),
    "cell-no-result": lambda _: cell(NoResult("=B2*12")),
    "cell-lost-digits": lambda _: cell(LostDigits("911302008765431000")),
    "row-without-firm": lambda folder: row(folder, "", "", "工商银行", "5"),
    "row-says-nothing": lambda folder: row(folder, CODES[0], "", "", ""),
    "review-header": lambda folder: review(folder, "a,b", "1,2"),
    "review-answer": lambda folder: review(folder, ",".join(HEADER), "甲,乙,丙,99,1,也许"),
    "intake-column-undecided": column_undecided,
    "intake-same-file": same_file,
}
