"""What a workbook checks as its cells are filled: words from lists, figures, days, credit codes.

A figure or a day may be known as a range only (50-99人, 2021年6月): what is not plain is questioned, not
refused. Only where a cell can hold nothing but its choices is another word refused.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policymatch.intake.template.blanks import Blank
from policymatch.intake.template.told import choices, how, is_closed
from policymatch.language.quantities import decimal_text
from policymatch.messages import Lang, say
from policymatch.vocabulary import Type, Vocabulary

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

# What the format allows.
_LONGEST_PROMPT = 255
_LONGEST_TITLE = 32
_CODE_LENGTH = 18
# Wide enough for any figure; a rule of a workbook needs both ends.
_LOWEST, _HIGHEST = "-1000000000000000", "1000000000000000"


class Checks:
    """Makes the rules of cells; lists of words are kept once, in a hidden sheet."""

    def __init__(self, lists: Worksheet, vocabulary: Vocabulary, lang: Lang) -> None:
        self._lists, self._vocabulary, self._lang = lists, vocabulary, lang
        self._places: dict[tuple[str, ...], str] = {}

    def of(self, blank: Blank, cells: str) -> DataValidation:
        """Return the rule for the cells of one blank."""
        from openpyxl.worksheet.datavalidation import DataValidation

        words = choices(blank, self._vocabulary, self._lang)
        field = blank.field
        if words:
            rule = DataValidation("list", formula1=self._list(words))
            rule.showErrorMessage = is_closed(blank, self._vocabulary)
            rule.error = say("template-not-a-choice", self._lang)
        elif field.type is Type.DATE:
            rule = DataValidation("date", operator="greaterThan", formula1="1")
            rule.showErrorMessage, rule.errorStyle = True, "warning"
            rule.error = say("template-not-a-day", self._lang)
        elif field.type.is_numeric:
            rule = DataValidation("whole" if field.type is Type.COUNT else "decimal", operator="between")
            rule.formula1, rule.formula2 = self._bounds(blank)
            rule.showErrorMessage, rule.errorStyle = True, "warning"
            rule.error = say("template-not-a-figure", self._lang)
        else:
            rule = DataValidation("textLength", operator="lessThanOrEqual", formula1="2000")
        return self._prompting(
            rule, field.both.in_(self._lang), how(blank, self._vocabulary, self._lang), cells
        )

    def of_code(self, header: str, prompt: str, cells: str) -> DataValidation:
        """Return the rule for unified social credit codes: eighteen characters."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation("textLength", operator="equal", formula1=str(_CODE_LENGTH))
        rule.showErrorMessage, rule.errorStyle = True, "warning"
        rule.error = say("template-not-a-code", self._lang)
        return self._prompting(rule, header, prompt, cells)

    def _prompting(self, rule: DataValidation, header: str, prompt: str, cells: str) -> DataValidation:
        rule.allow_blank, rule.showInputMessage = True, True
        rule.promptTitle, rule.prompt = header[:_LONGEST_TITLE], prompt[:_LONGEST_PROMPT]
        rule.add(cells)
        return rule

    def _bounds(self, blank: Blank) -> tuple[str, str]:
        size = 1 if blank.unit is None else Fraction(blank.unit.size)
        low, high = (
            None if end is None else decimal_text(Fraction(end) / size) for end in blank.field.bounds
        )
        return low or _LOWEST, high or _HIGHEST

    def _list(self, words: tuple[str, ...]) -> str:
        """Return where the list of `words` stands, writing it there if it is the first of its kind."""
        from openpyxl.utils import get_column_letter

        if words not in self._places:
            column = len(self._places) + 1
            letter = get_column_letter(column)
            for row, word in enumerate(words, 1):
                self._lists.cell(row, column, word).data_type = "s"
            self._places[words] = f"'{self._lists.title}'!${letter}$1:${letter}${len(words)}"
        return self._places[words]
