"""A form as a workbook: a cover, the firm's sheet, one for each kind of records, and what intake reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from policymatch.enterprise import Enterprise
from policymatch.enterprise.labels import CREDIT_CODE, NAME
from policymatch.extras import need
from policymatch.intake.template import own, style
from policymatch.intake.template.blanks import Blank, Form, Sheet
from policymatch.intake.template.checks import Checks
from policymatch.intake.template.fill import Cell as Content
from policymatch.intake.template.fill import cell_of
from policymatch.intake.template.mapping import form_mapping
from policymatch.intake.template.told import example, how
from policymatch.messages import Lang, say
from policymatch.vocabulary import Type, Vocabulary

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LISTS = "_lists"
_ROWS_OF_RECORDS, _ROWS_OF_FIRMS = 200, 5_000
_SHOWN_ROWS = 25
_COVER_WIDTH = 66
_CARD_WIDTHS = {"A": 36, "B": 26, "C": 56, "D": 22, "E": 14}
_FIELDS_WIDTHS = {"A": 14, "B": 36, "C": 60, "D": 22, "E": 14}
_COVER_LINES = ("unknown", "zero", "units", "ranges", "bases", "records", "lists", "headers", "privacy")
# What a program for tables would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def save_template(
    form: Form,
    to: Path | BinaryIO,
    vocabulary: Vocabulary,
    lang: Lang = "zh",
    firm: Enterprise | None = None,
) -> None:
    """Write a form as a workbook; what is known of `firm` already stands in its cells.

    Raises MissingExtraError without openpyxl.
    """
    book: Workbook = need("openpyxl", "intake").Workbook()
    _Writer(book, form, vocabulary, lang, firm).write()
    book.save(to)


class _Writer:
    def __init__(
        self, book: Workbook, form: Form, vocabulary: Vocabulary, lang: Lang, firm: Enterprise | None
    ) -> None:
        self.book, self.form, self.vocabulary, self.lang, self.firm = book, form, vocabulary, lang, firm
        self.keys = tuple(one.both.in_(lang) for one in (NAME, CREDIT_CODE))

    def write(self) -> None:
        cover = self.book.worksheets[0]
        cover.title = say("template-sheet-cover", self.lang)
        names = self._names()
        sheets = [self.book.create_sheet(name) for name in names]
        fields = self.book.create_sheet(say("template-sheet-fields", self.lang))
        lists = self.book.create_sheet(_LISTS)
        kept = self.book.create_sheet(own.KEPT)
        lists.sheet_state = kept.sheet_state = "hidden"
        checks = Checks(lists, self.vocabulary, self.lang)
        self._cover(cover)
        for sheet, made in zip(self.form.sheets, sheets, strict=True):
            if sheet.kind is None and not self.form.wide:
                self._card(made, sheet, checks)
            else:
                self._table(made, sheet, checks)
        self._explained(fields)
        skipped = (cover.title, fields.title, lists.title, kept.title)
        self._keep(kept, form_mapping(self.form, names, skipped, self.vocabulary, self.lang))

    def _names(self) -> list[str]:
        """Return the names of the sheets: at most 31 characters, without marks that names may not have."""
        found: list[str] = []
        for sheet in self.form.sheets:
            name = (
                say("template-sheet-firm", self.lang)
                if sheet.kind is None
                else sheet.kind.both.in_(self.lang)
            )
            found.append(_NOT_IN_NAMES.sub(" ", name)[:_LONGEST_NAME].strip())
        return found

    def _cover(self, sheet: Worksheet) -> None:
        style.title(_put(sheet, 1, 1, say("template-title", self.lang)))
        style.note(
            _put(sheet, 2, 1, say(f"template-intro-{'wide' if self.form.wide else 'firm'}", self.lang))
        )
        lines = [say(f"template-cover-{key}", self.lang) for key in _COVER_LINES]
        for row, line in enumerate(lines, 4):
            style.text(_put(sheet, row, 1, f"{row - 3}. {line}"))
            sheet.row_dimensions[row].height = style.height_of(line, _COVER_WIDTH, line=18)
        sheet.row_dimensions[1].height = 36
        sheet.row_dimensions[2].height = 32
        style.page(sheet, {"A": _COVER_WIDTH}, landscape=False, top_rows=0)

    # -- one firm: a row for each blank --------------------------------------------------------------------

    def _card(self, sheet: Worksheet, of: Sheet, checks: Checks) -> None:
        for column, key in enumerate(("asked", "filled", "how", "example", "source"), 1):
            style.header(_put(sheet, 1, column, say(f"template-column-{key}", self.lang)))
        known = (None, None) if self.firm is None else (self.firm.name, self.firm.credit_code)
        for row, (key, content) in enumerate(zip(self.keys, known, strict=True), 2):
            self._line(sheet, row, key, content, ("", "", ""), "@")
        prompt = say("template-code", self.lang)
        sheet.add_data_validation(checks.of_code(self.keys[1], prompt, "B3"))
        for row, blank in enumerate(of.blanks, 4):
            told = self._told(blank)
            self._line(
                sheet, row, blank.header(self.vocabulary, self.lang), self._known(blank), told, _format(blank)
            )
            sheet.add_data_validation(checks.of(blank, f"B{row}"))
        style.page(sheet, _CARD_WIDTHS, landscape=True, top_rows=1)
        sheet.row_dimensions[1].height = 24
        sheet.freeze_panes = "C2"

    def _line(
        self,
        sheet: Worksheet,
        row: int,
        name: str,
        content: Content | None,
        told: Iterable[str],
        number_format: str,
    ) -> None:
        style.label(_put(sheet, row, 1, name))
        style.blank(_put(sheet, row, 2, content), number_format)
        height = style.height_of(name, _CARD_WIDTHS["A"])
        for column, (text, letter) in enumerate(zip(told, "CDE", strict=True), 3):
            style.note(_put(sheet, row, column, text))
            height = max(height, style.height_of(text, _CARD_WIDTHS[letter]))
        sheet.row_dimensions[row].height = height

    def _told(self, blank: Blank) -> tuple[str, str, str]:
        separator = say("list-separator", self.lang)
        return (
            how(blank, self.vocabulary, self.lang),
            example(blank, self.vocabulary, self.lang),
            separator.join(blank.field.sources),
        )

    def _known(self, blank: Blank) -> Content | None:
        known = None if self.firm is None else self.firm.facts.get((blank.field.key, blank.year, blank.basis))
        return None if known is None else cell_of(known.value, blank, self.vocabulary, self.lang)

    # -- many rows: a column for each blank ----------------------------------------------------------------

    def _table(self, sheet: Worksheet, of: Sheet, checks: Checks) -> None:
        from openpyxl.utils import get_column_letter

        headers = [*self.keys, *(one.header(self.vocabulary, self.lang) for one in of.blanks)]
        formats = ["@", "@", *map(_format, of.blanks)]
        rows = _ROWS_OF_RECORDS if of.kind is not None and not self.form.wide else _ROWS_OF_FIRMS
        letters = [get_column_letter(column) for column in range(1, len(headers) + 1)]
        for column, (text, letter, form) in enumerate(zip(headers, letters, formats, strict=True), 1):
            style.header(_put(sheet, 1, column, text))
            sheet.column_dimensions[letter].number_format = form
            for row in range(2, 2 + _SHOWN_ROWS):
                style.blank(sheet.cell(row, column), form, coloured=False)
        prompt = say("template-code" if self.form.wide else "template-code-once", self.lang)
        sheet.add_data_validation(checks.of_code(self.keys[1], prompt, f"B2:B{rows + 1}"))
        for letter, blank in zip(letters[2:], of.blanks, strict=True):
            sheet.add_data_validation(checks.of(blank, f"{letter}2:{letter}{rows + 1}"))
        widths = {
            letter: max(12, min(22, style.width_of(text)))
            for letter, text in zip(letters, headers, strict=True)
        }
        style.page(sheet, widths | {"A": 30, "B": 22}, landscape=True, top_rows=1)
        sheet.row_dimensions[1].height = 44
        sheet.freeze_panes = "C2"

    def _explained(self, sheet: Worksheet) -> None:
        """Write what the headers of tables mean; a card says it beside each blank."""
        for column, key in enumerate(("sheet", "asked", "how", "example", "source"), 1):
            style.header(_put(sheet, 1, column, say(f"template-column-{key}", self.lang)))
        row = 2
        for of, name in zip(self.form.sheets, self._names(), strict=True):
            if of.kind is None and not self.form.wide:
                continue
            for blank in of.blanks:
                style.note(_put(sheet, row, 1, name))
                style.label(_put(sheet, row, 2, blank.header(self.vocabulary, self.lang)))
                told = self._told(blank)
                for column, text in enumerate(told, 3):
                    style.note(_put(sheet, row, column, text))
                lines = zip(told, "CDE", strict=True)
                sheet.row_dimensions[row].height = max(
                    style.height_of(text, _FIELDS_WIDTHS[letter]) for text, letter in lines
                )
                row += 1
        style.page(sheet, _FIELDS_WIDTHS, landscape=True, top_rows=1)
        sheet.freeze_panes = "A2"

    def _keep(self, sheet: Worksheet, mapping: str) -> None:
        for column, text in enumerate((own.MARK, own.VERSION), 1):
            _put(sheet, 1, column, text)
        for row, line in enumerate(mapping.splitlines(), 2):
            _put(sheet, row, 1, f"{own.LINE}{line}")


def _put(sheet: Worksheet, row: int, column: int, content: Content | None) -> Cell:
    """Write a cell; a text is never a formula, nor taken for one when the sheet is saved as plain text."""
    cell = sheet.cell(row, column)
    if isinstance(content, str):
        content = f" {content}" if content.startswith(_FORMULA) else content
    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"
    return cell


def _format(blank: Blank) -> str:
    match blank.field.type:
        case Type.DATE:
            return "yyyy-mm-dd"
        case Type.COUNT:
            return "0"
    return "General" if blank.field.type.is_numeric else "@"
