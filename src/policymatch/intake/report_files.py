"""The quality report as a file: HTML that needs nothing else, or a workbook; text is only text there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policymatch.firms import written_whole
from policymatch.intake.report import Part
from policymatch.intake.report_html import html
from policymatch.intake.report_workbook import save_workbook
from policymatch.messages import Lang


def write_report(path: Path, parts: Sequence[Part], summary: Sequence[str], lang: Lang) -> None:
    """Write the report to an .html or .xlsx file, whole or not at all.

    Raises ValueError for another suffix, MissingExtraError where a workbook is asked for without openpyxl.
    """
    if path.suffix.lower() not in (".html", ".xlsx"):
        raise ValueError(f"a report is written as .html or .xlsx (got {path.suffix!r})")
    with written_whole(path) as made:
        if path.suffix.lower() == ".html":
            with made.open("w", encoding="utf-8") as file:
                file.writelines(html(parts, summary, lang))
        else:
            save_workbook(made, parts, summary, lang)
