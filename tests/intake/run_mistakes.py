"""One input, made on the spot, for each error code of a run: cells, rows, lists for review, outputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.intake.taking import job_of, take
from tests.intake.ugly.model import CODE, CODES, NAME
from tests.intake.workbooks import text, xlsx_of

from policymatch.cli.intake import intake
from policymatch.intake.cells import CellReader
from policymatch.intake.review import HEADER, read_review
from policymatch.intake.run import sheets_to_take, undecided
from policymatch.intake.sheets import unused_entries
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


def of_person(folder: Path) -> Problem:
    path = text(folder / "a.csv", [[NAME, "从业人员", "参保人数"], ["甲公司", "13912345678", "5"]])
    (one,) = [one for one in take([path], folder).rejected if one.at]
    assert one.value == "139****5678"
    field = base_vocabulary().field(None, "employees")
    return Problem(one.code, Place(str(path), one.line), {"field": field.both})


def doubt(folder: Path, name: str, rows: Sequence[Sequence[object]]) -> Problem:
    """Return what a person must decide of the sheet `name` as a whole."""
    path = xlsx_of(folder / "a.xlsx", {name: rows})
    (problem,) = undecided(sheets_to_take(job_of([path], folder / "firms.jsonl"), base_vocabulary()))
    return problem


def unused(folder: Path, entry: str) -> Problem:
    """Return what is said of an entry of a mapping that speaks of no sheet."""
    path = xlsx_of(folder / "2024贷款.xlsx", {"贷款台账": [[CODE, NAME], [CODES[0], "甲公司"]]})
    mapping = folder / "mapping.yaml"
    mapping.write_text(f"sheets: [{entry}, {{file: '*', skip: 是}}]", "utf-8")
    job = job_of([path], folder / "firms.jsonl", mapping=mapping)
    try:
        (problem,) = unused_entries(mapping, base_vocabulary(), sheets_to_take(job, base_vocabulary()))
    except IntakeError as error:
        (problem,) = error.problems
    return problem


def no_sheet(folder: Path) -> Problem:
    found = unused(folder, "{file: 2024贷款.xlsx, sheet: 贷款台帐}")
    assert (found.nearest, found.place.line) == ("贷款台账", 1)
    return found


def no_file(folder: Path) -> Problem:
    found = unused(folder, "{file: 2024货款.xlsx}")
    assert found.nearest == "2024贷款.xlsx"
    return found


LOANS = ("银行", "本金（万元）", "年利率", "发放日期", "到期日期")
INDICATORS = [("企业名称", "指标", "数值"), *(("甲公司", f"第{n}项", n) for n in range(2_001))]


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
    "cell-of-person": of_person,
    "row-without-firm": lambda folder: row(folder, "", "", "工商银行", "5"),
    "row-says-nothing": lambda folder: row(folder, CODES[0], "", "", ""),
    "review-header": lambda folder: review(folder, "a,b", "1,2"),
    "review-answer": lambda folder: review(folder, ",".join(HEADER), "甲,乙,丙,99,1,也许"),
    "mapping-doubt-no-header": lambda folder: doubt(folder, "表", [("甲公司", 500), ("乙公司", 20)]),
    "mapping-doubt-no-key": lambda folder: doubt(
        folder, "表", [("从业人员", "独立法人"), (5, "是"), (6, "否")]
    ),
    "mapping-doubt-no-firm": lambda folder: doubt(
        folder, "表", [("企业名称", None), ("从业人员", 5), ("独立法人", "是")]
    ),
    "mapping-doubt-kind": lambda folder: doubt(
        folder, "Sheet1", [(NAME, *LOANS), ("甲公司", "工行", 5, "3%", "2024-01-05", "2025-01-05")]
    ),
    "mapping-doubt-level": lambda folder: doubt(
        folder, "国家级专精特新名单", [(NAME, CODE), ("甲公司", CODES[0])]
    ),
    "mapping-doubt-too-many": lambda folder: doubt(folder, "表", INDICATORS),
    "intake-column-undecided": column_undecided,
    "intake-same-file": same_file,
    "mapping-no-sheet": no_sheet,
    "mapping-no-file": no_file,
}
