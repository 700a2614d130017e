"""A form that is filled in and read back by its headers says what the firm's profile says."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.enterprise.profiles import VOCABULARY, enterprises

from policymatch.enterprise import Enterprise, FactKey, Known
from policymatch.intake.headers import Column, Recogniser, Role
from policymatch.intake.lines import Entries
from policymatch.intake.mapping import propose, read_mapping
from policymatch.intake.readers import tables_of
from policymatch.intake.template import Blank, Form, Sheet, everything, own_mapping, save_template, waited_for
from policymatch.intake.template.fill import cell_of
from policymatch.intake.template.own import KEPT, VERSION
from policymatch.intake.template.told import SEPARATOR
from policymatch.library import PolicyLibrary
from policymatch.messages import LANGUAGES, Lang
from policymatch.problems import NotFoundError
from policymatch.values import Listing, Span
from policymatch.vocabulary import Type, Vocabulary
from policymatch.yamlio import read_text

DAY = date(2026, 3, 16)
EXAMPLE = Path(__file__).parents[2] / "examples" / "suzhou-machinery.yaml"


@pytest.fixture(scope="module")
def library() -> PolicyLibrary:
    return PolicyLibrary.load()


@pytest.fixture(scope="module")
def whole(library: PolicyLibrary) -> Any:
    """Return the workbook that asks everything of one firm."""
    return saved(everything(library, DAY))


def asked_of(firm: Enterprise) -> Form:
    """Return the form that asks exactly what a firm's facts are."""
    blanks = (Blank(VOCABULARY.fields[key], None, year, basis) for key, year, basis in firm.facts)
    return Form((Sheet(None, tuple(blanks)),))


def saved(form: Form, lang: Lang = "zh", firm: Enterprise | None = None) -> Any:
    kept = BytesIO()
    save_template(form, kept, VOCABULARY, lang, firm)
    return openpyxl.load_workbook(kept)


def mapping_in(book: Any) -> Any:
    text = own_mapping(KEPT, book[KEPT].iter_rows(values_only=True))
    assert text is not None
    return read_text(text, "mapping.yaml").data


def filled(book: Any) -> dict[str, Any]:
    """Return the firm's sheet of a form for one firm: what stands beside each header."""
    rows = book.worksheets[1].iter_rows(min_row=2, max_col=2, values_only=True)
    return {header: content for header, content in rows if content is not None}


def read_back(book: Any) -> Enterprise:
    """Return the firm that the cells of a form state, each header understood as the form's mapping says."""
    cells = filled(book)
    data: dict[str, Any] = {}
    for column in mapping_in(book)["sheets"][-1]["columns"]:
        content = cells.get(column["header"])
        if content is None:
            continue
        if "key" in column:
            data[column["key"]] = content
            continue
        field = VOCABULARY.fields.find(column["field"])
        assert field is not None
        if isinstance(content, datetime):
            content = content.date()
        elif isinstance(content, (int, float)) and "unit" in column:
            content = f"{content!r}{column['unit']}"
        elif field.type is Type.TAGS:
            content = content.split(SEPARATOR)
        name = f"{field.label}（{column['basis']}）" if "basis" in column else field.label
        if "year" in column:
            data.setdefault(name, {})[column["year"]] = content
        else:
            data[name] = content
    return Enterprise.from_dict(data)


def sayable(firm: Enterprise) -> dict[FactKey, Known]:
    """Return the facts that one cell can say, without what a form does not ask (source, date, complete)."""
    found: dict[FactKey, Known] = {}
    for key, known in firm.facts.items():
        blank = Blank(VOCABULARY.fields[key[0]], None, key[1], key[2])
        value = known.value
        if cell_of(value, blank, VOCABULARY, "zh") is None:
            continue
        found[key] = Known(Listing(value.items) if isinstance(value, Listing) else value)
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(enterprises())
def test_a_filled_form_says_what_the_profile_says(firm: Enterprise) -> None:
    for lang in LANGUAGES:
        again = read_back(saved(asked_of(firm), lang, firm))
        # A workbook has one sign for the end of a line.
        assert (again.name, again.credit_code) == (firm.name.replace("\r\n", "\n"), firm.credit_code)
        assert dict(again.facts) == sayable(firm)


def taken_in(path: Path, vocabulary: Vocabulary = VOCABULARY) -> dict[str, list[tuple[Column, object]]]:
    """Return what intake reads from the sheets of a form by the form's own mapping: columns, cells."""
    tables = list(tables_of(path))
    texts = [own_mapping(one.sheet, (cells for _, cells in one.rows())) for one in tables]
    source = read_text(next(text for text in texts if text is not None), "mapping.yaml")
    pinned = read_mapping(source, vocabulary)
    recogniser = Recogniser(vocabulary)
    found: dict[str, list[tuple[Column, object]]] = {}
    for table in tables:
        pin = next(one for one in pinned if one.is_for(table.file, table.sheet))
        mapped = propose(table, recogniser, pin, source=source)
        if mapped.skip:
            continue
        assert mapped.asking == (), table.sheet
        entries = Entries(table, mapped, vocabulary).entries()
        found[str(table.sheet)] = [(cell.column, cell.raw) for entry in entries for cell in entry.cells]
    assert [problem.line() for problem in source.problems] == []
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(enterprises())
def test_intake_finds_each_fact_in_a_filled_form_and_takes_no_explanation_for_one(firm: Enterprise) -> None:
    facts = sayable(firm)
    assume(firm.credit_code is not None and not firm.name.startswith(tuple("=+-@")))
    # A name that is nothing but a year would be read as the year of the column it heads.
    assume(not firm.name.strip().isdecimal())
    sheets: dict[Lang, str] = {"zh": "企业信息", "en": "Firm"}
    for lang, sheet in sheets.items():
        with TemporaryDirectory() as folder:
            path = Path(folder) / "form.xlsx"
            save_template(asked_of(firm), path, VOCABULARY, lang, firm)
            cells = taken_in(path)[sheet]
        told = [(one.field, one.year, one.basis) for one, _ in cells if one.role is Role.FIELD]
        assert sorted(told, key=str) == sorted(facts, key=str)
        keys = {one.role: raw for one, raw in cells if one.role.is_key}
        assert keys[Role.CODE] == firm.credit_code


def test_intake_understands_every_header_of_the_form_of_everything(
    library: PolicyLibrary, tmp_path: Path
) -> None:
    form = everything(library, DAY, wide=True)
    save_template(form, tmp_path / "form.xlsx", library.vocabulary)
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    for sheet in book.worksheets[1 : 1 + len(form.sheets)]:
        sheet["A2"] = "甲公司"
    book.save(tmp_path / "form.xlsx")
    found = taken_in(tmp_path / "form.xlsx", library.vocabulary)
    for sheet in form.sheets:
        name = "企业信息" if sheet.kind is None else sheet.kind.label
        columns = [one for one, _ in found[name] if one.role is Role.FIELD]
        assert [(one.field, one.year, one.basis) for one in columns] == [
            (blank.field.key, blank.year, blank.basis) for blank in sheet.blanks
        ]
        units = [(one.unit, blank.unit) for one, blank in zip(columns, sheet.blanks, strict=True)]
        assert all((read and read.size) == (asked and asked.size) for read, asked in units)


def test_headers_say_basis_year_and_unit() -> None:
    blanks = [
        Blank(VOCABULARY.fields["rd_expense"], None, 2025, "tax"),
        Blank(VOCABULARY.fields["employees"]),
        Blank(VOCABULARY.fields["debt_ratio"]),
        Blank(VOCABULARY.fields["age"]),
        Blank(VOCABULARY.fields["foreign_total_investment"]),
        Blank(VOCABULARY.fields["loan_bank_count"]),
    ]
    assert [one.header(VOCABULARY, "zh") for one in blanks] == [
        "研发费用（税务口径，2025年，万元）",
        "员工人数（人）",
        "资产负债率（%）",
        "成立年限（个月）",
        "外商投资总额（万美元）",
        "贷款银行家数",
    ]
    assert blanks[0].header(VOCABULARY, "en") == "research expense (tax, 2025, wan_yuan)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_headers_of_a_sheet_are_alike(library: PolicyLibrary, lang: Lang) -> None:
    for sheet in everything(library, DAY).sheets:
        headers = [one.header(library.vocabulary, lang) for one in sheet.blanks]
        assert len(set(headers)) == len(headers)


def test_the_form_of_everything_asks_no_derived_fact_and_no_name_of_a_person(library: PolicyLibrary) -> None:
    form = everything(library, DAY, years=1)
    firm = form.sheets[0].blanks
    assert {one.field.key for one in firm} == set(library.vocabulary.fields) - set(library.derivations)
    assert {one.year for one in firm if one.field.yearly} == {2025}
    assert {one.basis for one in firm if one.field.key == "rd_expense"} >= {"tax", "stat"}
    (persons,) = [sheet for sheet in form.sheets if sheet.kind is not None and sheet.kind.key == "person"]
    assert "name" not in {one.field.key for one in persons.blanks}
    assert "education" in {one.field.key for one in persons.blanks}


def test_the_form_of_a_policy_asks_what_it_needs_and_nothing_else(library: PolicyLibrary) -> None:
    form = waited_for(library, DAY, ["cn/equipment-loans-2026/interest"])
    assert [kind.key for kind in form.kinds] == ["loan"]
    asked = {one.field.key for one in form.sheets[1].blanks}
    assert {"bank", "purpose", "principal"} <= asked
    assert "guarantee_fee" not in asked


def test_an_unknown_policy_is_named(library: PolicyLibrary) -> None:
    with pytest.raises(NotFoundError, match="equipment-loans-2026/interest"):
        waited_for(library, DAY, ["cn/equipment-loans-2026/interests"])


def test_the_form_of_a_firm_asks_only_what_is_open_and_shows_what_is_known(library: PolicyLibrary) -> None:
    firm = Enterprise.load(EXAMPLE)
    form = waited_for(library, DAY, firm=firm)
    asked = {one.field.key for one in form.sheets[0].blanks}
    assert "established" not in asked
    assert "paid_in_capital" in asked
    cells = filled(saved(form, firm=firm))
    assert cells == {"企业名称": firm.name, "统一社会信用代码": firm.credit_code}


def test_the_mapping_inside_names_every_sheet_and_header(library: PolicyLibrary, whole: Any) -> None:
    policies = ["cn/equipment-loans-2026/interest", "cn/mof-2023-7/rd-super-deduction"]
    for book in (whole, saved(waited_for(library, DAY, policies, wide=True))):
        sheets = {one["sheet"]: one for one in mapping_in(book)["sheets"]}
        assert set(sheets) == set(book.sheetnames)
        for name, one in sheets.items():
            assert len(name) <= 31
            if one.get("skip") or one["layout"] == "card":
                continue
            headers = [cell.value for cell in book[name][1]]
            assert headers == [column["header"] for column in one["columns"]]


def test_cells_are_checked_as_they_are_filled(whole: Any) -> None:
    honours = whole["资质"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in honours.data_validations.dataValidation}
    assert rules["B2"].type == "textLength"
    names, days = rules["C2"], rules["E2"]
    assert names.type == "list"
    assert names.showErrorMessage
    listed = whole["_lists"][names.formula1.split("!")[1].replace("$", "")]
    assert "高新技术企业" in {row[0].value for row in listed}
    assert days.type == "date"
    firm = whole["企业信息"]
    by_row = {str(rule.sqref): rule for rule in firm.data_validations.dataValidation}
    rows = {firm.cell(row, 1).value: f"B{row}" for row in range(2, firm.max_row + 1)}
    assert by_row[rows["资产总额（万元）"]].type == "decimal"
    assert by_row[rows["员工人数（人）"]].type == "whole"
    assert not by_row[rows["所在园区"]].showErrorMessage


def test_no_text_of_a_firm_becomes_a_formula() -> None:
    for name in ("=HYPERLINK(1)", "+1", "-1", "@x"):
        firm = Enterprise(name, facts={("age", None, None): Known(Span.exact(18))})
        cell = saved(asked_of(firm), firm=firm).worksheets[1]["B2"]
        assert cell.data_type == "s"
        assert cell.value == f" {name}"


def test_another_version_is_not_recognised() -> None:
    rows = [["policymatch.template", VERSION + "0"], ["|sheets: []"]]
    assert own_mapping(KEPT, rows) is None
    assert own_mapping("企业信息", [["policymatch.template", VERSION]]) is None


def test_pages_are_set_up_for_printing(whole: Any) -> None:
    for sheet in whole.worksheets:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
