"""A simulation as a file: a page, a workbook, or plain data."""

from __future__ import annotations

import json
import re
from pathlib import Path

from policymatch.messages import Lang, say
from policymatch.sandbox.findings import basis, findings
from policymatch.sandbox.model import Simulation
from policymatch.sandbox.report_html import html
from policymatch.sandbox.tables import tables_of
from policymatch.whole import written_whole

SUFFIXES = (".html", ".xlsx", ".json")


def write_report(path: Path, found: Simulation, lang: Lang = "zh") -> None:
    """Write a simulation to an .html, .xlsx or .json file, whole or not at all.

    Raises ValueError for another suffix, MissingExtraError for a workbook without openpyxl, OSError.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"a report is written as {', '.join(SUFFIXES)} (got {path.suffix!r})")
    with written_whole(path) as made:
        match suffix:
            case ".html":
                made.write_text("".join(html(found, lang)), "utf-8")
            case ".json":
                made.write_text(f"{as_json(found, lang)}\n", "utf-8")
            case _:
                _save_workbook(made, found, lang)


def as_json(found: Simulation, lang: Lang) -> str:
    """Return a simulation as JSON."""
    return json.dumps(found.to_dict(lang), ensure_ascii=False, indent=2)


def _save_workbook(path: Path, found: Simulation, lang: Lang) -> None:
    from policymatch.intake.report import Part
    from policymatch.intake.report_workbook import save_workbook

    # Sheets are called by the beginning of their title, which must tell them apart.
    parts = [
        Part(_sheet_name(f"{number} {one.title}"), one.header, iter(one.rows), len(one.rows))
        for number, one in enumerate(tables_of(found, lang), 1)
    ]
    title = _sheet_name(say("sandbox-title", lang, title=found.draft.title))
    save_workbook(path, parts, [*findings(found, lang), "", *basis(found, lang)], lang, title)


def _sheet_name(text: str) -> str:
    """Return text without what the name of a sheet must not hold."""
    return re.sub(r"[\[\]:*?/\\]", " ", text)
