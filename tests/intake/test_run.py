"""Runs as a whole: no row is lost, what is alike is asked about, a killed run goes on."""

import csv
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.taking import job_of, take
from tests.intake.ugly.model import CODE, CODES, HEADER, NAME, NAMES, ROWS
from tests.intake.workbooks import xlsx, xlsx_of

from policymatch import firms
from policymatch.intake.privacy import masked, redacted, unneeded
from policymatch.intake.review import HEADER as REVIEW
from policymatch.intake.run import Run, sheets_to_take
from policymatch.intake.written import inert, write_list
from policymatch.problems import IntakeError
from policymatch.values import NumberSpan, Span
from policymatch.vocabulary import base_vocabulary

FIGURE = "营业收入(万元)"


def mapping(folder: Path, text: str) -> Path:
    path = folder / "mapping.yaml"
    path.write_text(dedent(text), "utf-8")
    return path


def exact(number: int) -> NumberSpan:
    return Span(number, number)


# -- whose row -----------------------------------------------------------------------------------------------


def test_rows_come_together_by_code_then_by_name(tmp_path: Path) -> None:
    one = xlsx(tmp_path / "a.xlsx", (HEADER, *ROWS))
    two = xlsx(
        tmp_path / "b.xlsx", ((CODE, NAME, "参保人数"), (CODES[0], None, 44), (None, f" {NAMES[1]} ", 45))
    )
    found = take([one, two], tmp_path, data_year=2024)
    assert [firm.credit_code for firm in found.firms] == list(CODES)
    assert found.firm(CODES[0]).value("insured_count") == exact(44)
    assert found.firm(CODES[1]).value("insured_count") == exact(45)


def test_a_wrong_code_is_rejected_and_the_row_stays_by_its_name(tmp_path: Path) -> None:
    wrong = f"{CODES[0][:-1]}{'X' if CODES[0][-1] != 'X' else 'Y'}"
    path = xlsx(tmp_path / "a.xlsx", (HEADER, (wrong, NAMES[0], 5, 6), (wrong, None, 5, 6)))
    found = take([path], tmp_path, data_year=2024)
    assert [(firm.name, firm.credit_code) for firm in found.firms] == [(NAMES[0], None)]
    codes = [(one.line, one.code) for one in found.rejected if one.line > 1]
    assert codes == [(2, "credit-code-check"), (3, "row-without-firm"), (3, "credit-code-check")]
    assert (found.taken.sheets[0].firms, found.taken.sheets[0].rejected) == (1, 1)


def alike(folder: Path) -> list[Path]:
    one = xlsx(folder / "a.xlsx", (HEADER, *ROWS))
    return [one, xlsx(folder / "b.xlsx", ((NAME, "参保人数"), (NAMES[1].replace("有限公司", "公司"), 45)))]


def test_names_that_are_only_alike_are_joined_when_a_person_says_so(tmp_path: Path) -> None:
    files, review = alike(tmp_path), tmp_path / "review.csv"
    first = take(files, tmp_path, data_year=2024, review=review)
    assert len(first.firms) == 4
    with review.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["right"], row["code"], row["same"]) == (NAMES[1], CODES[1], "")
    for answer, count in (("no", 4), ("yes", 3)):
        write_list(review, REVIEW, [[*list(row.values())[:-1], answer]])
        found = take(files, tmp_path, data_year=2024, review=review)
        assert len(found.firms) == count
        assert [pair.answer for pair in found.taken.joined.pairs] == [answer]
    assert found.firm(CODES[1]).value("insured_count") == exact(45)


def test_firms_known_by_name_alone_are_compared_with_each_other(tmp_path: Path) -> None:
    other = NAMES[1].replace("有限公司", "有限责任公司")
    files = [
        xlsx(tmp_path / "a.xlsx", (("企业名称", FIGURE), (NAMES[1], 5), (NAMES[0], 6))),
        xlsx(tmp_path / "b.xlsx", (("企业名称", "参保人数"), (other, 45))),
    ]
    review = tmp_path / "review.csv"
    first = take(files, tmp_path, data_year=2024, review=review)
    assert len(first.firms) == 3
    with review.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["left"], row["right"], row["code"], row["rows"]) == (other, NAMES[1], "", "1")
    for answer, count in (("no", 3), ("yes", 2)):
        write_list(review, REVIEW, [[*list(row.values())[:-1], answer]])
        assert len(take(files, tmp_path, data_year=2024, review=review).firms) == count
    assert take(files, tmp_path, data_year=2024, review=review).firm(NAMES[1]).value(
        "insured_count"
    ) == exact(45)


def test_a_review_without_sense_is_refused(tmp_path: Path) -> None:
    files, review = alike(tmp_path), tmp_path / "review.csv"
    write_list(review, REVIEW, [["甲", "乙", CODES[0], 99, 1, "也许"]])
    with pytest.raises(IntakeError) as caught:
        take(files, tmp_path, data_year=2024, review=review)
    assert [problem.code for problem in caught.value.problems] == ["review-answer"]
    review.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(IntakeError) as caught:
        take(files, tmp_path, data_year=2024, review=review)
    assert [problem.code for problem in caught.value.problems] == ["review-header"]


def test_a_name_that_two_codes_have_joins_neither(tmp_path: Path) -> None:
    rows = (HEADER, (CODES[0], "甲公司", 5, 6), (CODES[1], "甲公司", 7, 8), (None, "甲公司", 9, 9))
    found = take([xlsx(tmp_path / "a.xlsx", rows)], tmp_path, data_year=2024)
    assert sorted(str(firm.credit_code) for firm in found.firms) == sorted((CODES[0], CODES[1], "None"))
    assert {pair.code for pair in found.taken.joined.pairs} == {CODES[0], CODES[1]}
    assert [one.rule for one in found.findings] == ["several-codes"]


# -- which fact ----------------------------------------------------------------------------------------------

SOURCES = """
sheets:
  - {{file: a.xlsx, source: 甲局, {a}}}
  - {{file: b.xlsx, source: 乙局, {b}}}
"""


@pytest.mark.parametrize(
    ("a", "b", "kept", "rule"),
    [
        ("precedence: 2, verified: 否", "precedence: 1, verified: 是", exact(50_000), "precedence"),
        ("verified: 否, date: 2025-02-01", "verified: 是, date: 2025-01-01", exact(60_000), "verified"),
        ("date: 2025-02-01", "date: 2025-03-01", exact(60_000), "date"),
        ("date: 2025-02-01", "date: 2025-02-01", Span(50_000, 60_000), "both"),
    ],
)
def test_of_two_sources_one_is_kept_by_a_rule(
    a: str, b: str, kept: object, rule: str, tmp_path: Path
) -> None:
    files = [xlsx(tmp_path / f"{n}.xlsx", ((CODE, FIGURE), (CODES[0], m))) for n, m in (("a", 5), ("b", 6))]
    pinned = mapping(tmp_path, SOURCES.format(a=a, b=b))
    found = take(files, tmp_path, data_year=2024, mapping=pinned)
    assert found.firms[0].value("revenue", 2024) == kept
    (finding,) = found.findings
    assert finding.rule == rule
    assert {finding.kept, finding.lost} == {"5万元", "6万元"}


def test_the_narrower_of_two_that_agree_is_kept_and_nothing_is_found(tmp_path: Path) -> None:
    files = [
        xlsx(tmp_path / f"{n}.xlsx", ((CODE, "员工人数"), (CODES[0], m)))
        for n, m in (("a", "100-150"), ("b", 120))
    ]
    found = take(files, tmp_path)
    assert found.firms[0].value("employees") == exact(120)
    assert found.findings == []


def test_facts_keep_source_date_and_whether_verified(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ((CODE, "员工人数"), (CODES[0], 5)))
    pinned = mapping(tmp_path, "sheets: [{file: a.xlsx, source: 人社局, date: 2025-03-01, verified: 是}]")
    known = take([path], tmp_path, mapping=pinned).firms[0].facts["employees", None, None]
    day = date(2025, 3, 1)
    assert (known.source, known.date, known.verified) == ("人社局", Span(day, day), True)


def test_checks_find_what_cannot_all_be_true(tmp_path: Path) -> None:
    header = (CODE, NAME, "成立日期", "员工人数", "参保人数", "2024年营业收入(万元)", "2024年研发费用(万元)")
    rows = (
        header,
        (CODES[0], "甲", "2025-01-01", 5, 6, 10, 11),
        (CODES[1], "乙", "2020-01-01", 6, 5, 11, 10),
    )
    found = take([xlsx(tmp_path / "a.xlsx", rows)], tmp_path)
    rules = {"insured-above-employed", "rd-above-revenue", "figures-before-founding"}
    assert {one.rule for one in found.findings} == rules
    assert {one.name for one in found.findings} == {"甲"}


# -- records -------------------------------------------------------------------------------------------------


def test_records_of_a_sheet_are_as_many_as_its_rows_and_those_of_two_sheets_are_one(tmp_path: Path) -> None:
    person = ((NAME, "学历", "姓名"), ("甲公司", "博士", "张三"), ("甲公司", "博士", "李四"))
    path = xlsx_of(tmp_path / "a.xlsx", {"人才名单": person, "人才台账": person[:2]})
    dropped = unneeded(base_vocabulary(), None) - {("person", "education")}
    found = take([path], tmp_path, dropped=dropped)
    people = found.firms[0].records("person").items
    assert [sorted(key for key, _, _ in one.facts) for one in people] == [["education"], ["education"]]
    assert not found.firms[0].records("person").closed
    assert "张三" not in str(found.taken) + str(found.rejected)


# -- nothing disappears --------------------------------------------------------------------------------------

CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["—", "无", "约5", "2350", "合计", "备注：数字为估计", "2021-02-30", "=1+1", CODES[0], NAMES[0]]
    ),
    st.integers(-9, 9_999),
    st.text("甲乙公司有限12,. -", max_size=6),
)
KEYS = st.sampled_from([*CODES, CODES[0][:-1] + "?", None, "", "小计"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(KEYS, st.sampled_from([*NAMES, None, " "]), CELLS, CELLS), min_size=1, max_size=12
    )
)
def test_rows_in_are_rows_out_and_rejected(rows: Sequence[tuple[Any, ...]], tmp_path: Path) -> None:
    text = "\n".join(",".join(f'"{"" if cell is None else cell}"' for cell in row) for row in (HEADER, *rows))
    path = tmp_path / "rows.csv"
    path.write_text(text, "utf-8")
    found = take([path], tmp_path, data_year=2024, decided=False)
    (sheet,) = found.taken.sheets
    assert sheet.rows == sheet.firms + sheet.records + sheet.rejected + sum(sheet.aside.values())
    wholly = {one.line for one in found.rejected if one.at == 0}
    blank = sheet.aside.get("blank", 0)
    assert len(wholly) + blank == sheet.rejected + sum(sheet.aside.values())


# -- killed and resumed --------------------------------------------------------------------------------------


STRETCH = 40


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policymatch.intake.sheet.STRETCH", STRETCH)


class KilledError(Exception):
    pass


class Killer:
    """Stops a run after so many rows."""

    def __init__(self, after: int) -> None:
        self.left = after

    def stage(self, name: str) -> None:
        pass

    def advance(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise KilledError


def many(folder: Path, count: int) -> Path:
    rows = [f"第{n}家公司,{n},{'约1' if n % 7 == 0 else n}" for n in range(count)]
    path = folder / "many.csv"
    path.write_text("\n".join([f"{NAME},员工人数,参保人数", *rows, "合计,1,1"]), "utf-8")
    return path


@pytest.mark.usefixtures("_short")
@pytest.mark.parametrize("after", [0, STRETCH, 2 * STRETCH + 30])
def test_a_killed_run_leaves_nothing_half_and_goes_on(after: int, tmp_path: Path) -> None:
    count = 2 * STRETCH + 20
    path = many(tmp_path, count)
    (tmp_path / "whole").mkdir()
    whole = take([path], tmp_path / "whole")
    vocabulary = base_vocabulary()
    out = tmp_path / "firms.jsonl"
    job = job_of([path], out, resume=True)
    with pytest.raises(KilledError), Run(job, sheets_to_take(job, vocabulary), vocabulary) as run:
        run.take(Killer(after))
    assert not out.exists()
    assert job.folder.exists()
    with Run(job, sheets_to_take(job, vocabulary), vocabulary) as run:
        taken = run.take()
        rejected = list(taken.rejected())
    assert taken.went_on
    assert rejected == whole.rejected
    assert taken.sheets == whole.taken.sheets
    assert list(firms.read(out)) == whole.firms
    assert not job.folder.exists()


@pytest.mark.usefixtures("_short")
def test_what_was_read_of_another_file_is_not_gone_on_with(tmp_path: Path) -> None:
    path = many(tmp_path, STRETCH + 1)
    vocabulary = base_vocabulary()
    job = job_of([path], tmp_path / "firms.jsonl", resume=True)
    with pytest.raises(KilledError), Run(job, sheets_to_take(job, vocabulary), vocabulary) as run:
        run.take(Killer(STRETCH - 1))
    many(tmp_path, 3)
    with Run(job, sheets_to_take(job, vocabulary), vocabulary) as run:
        taken = run.take()
    assert (taken.went_on, taken.firms) == (False, 3)


def test_a_table_of_a_database_is_read_again_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "city.sqlite"
    with sqlite3.connect(path) as db:
        db.execute(f'CREATE TABLE firms ("{NAME}" TEXT, "员工人数" INTEGER)')
        db.execute("INSERT INTO firms VALUES ('甲公司', 5)")
    found = take([f"sqlite:///{path}"], tmp_path, query="SELECT * FROM firms")
    assert found.firms[0].value("employees") == exact(5)


# -- what people are shown -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@SUM(A1)", "-2+3", "\t=1", " =1", "|calc"])
def test_lists_hold_no_formulas(text: str) -> None:
    assert inert(text).startswith("'")


@pytest.mark.parametrize("text", ["甲公司", "-12.5", "+3%", "2021-06-30", ""])
def test_plain_texts_and_numbers_stay(text: str) -> None:
    assert inert(text) == text


def test_numbers_of_persons_are_masked() -> None:
    told = masked("张三 13812345678，身份证 341302199001011234，电话 0557-3021234，a.b@c.cn")
    assert told == "张三 138****5678，身份证 341302************，电话 0557-*****34，***@c.cn"
    assert masked(CODES[0]) == CODES[0]
    assert redacted(NAMES[0]) == "宿州******公司"
