"""The quality report as a file: HTML that needs nothing else, or a workbook; text is only text there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path

from policymatch.extras import need
from policymatch.firms import written_whole
from policymatch.intake.report import Part
from policymatch.intake.written import inert
from policymatch.messages import Lang, say

# A browser shows this many rows well; a workbook takes far more.
_HTML_ROWS = 2_000
_SHEET_ROWS = 200_000
_CELL = 32_000
_STYLE = (
    "body{font:14px/1.5 sans-serif;margin:2em;max-width:80em}table{border-collapse:collapse;margin:1em 0}"
    "th,td{border:1px solid #ccc;padding:.2em .6em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{background:#f3f3f3}td.n{text-align:right}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_report(
    path: Path, parts: Sequence[Part], summary: Sequence[str], lang: Lang, title: str | None = None
) -> None:
    """Write the report, or another with a `title` of its own, to an .html or .xlsx file: whole or not at all.

    Raises ValueError for another suffix, MissingExtraError where a workbook is asked for without openpyxl.
    """
    if path.suffix.lower() not in (".html", ".xlsx"):
        raise ValueError(f"a report is written as .html or .xlsx (got {path.suffix!r})")
    title = title or say("intake-report-title", lang)
    with written_whole(path) as made:
        if path.suffix.lower() == ".html":
            with made.open("w", encoding="utf-8") as file:
                file.writelines(_html(parts, summary, lang, title))
        else:
            _workbook(made, parts, summary, lang, title)


def _html(parts: Sequence[Part], summary: Sequence[str], lang: Lang, title: str) -> Iterator[str]:
    title = escape(title)
    code = "zh-CN" if lang == "zh" else "en"
    yield f'<!doctype html><html lang="{code}"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p>{escape(line)}</p>" for line in summary)
    for part in parts:
        yield f"<h2>{escape(part.title)}</h2>"
        if part.count > _HTML_ROWS:
            yield f"<p>{escape(say('intake-part-shown', lang, limit=_HTML_ROWS, count=part.count))}</p>"
        yield f"<table><tr>{''.join(f'<th>{escape(name)}</th>' for name in part.header)}</tr>\n"
        for row in islice(part.rows, _HTML_ROWS):
            yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
        yield "</table>"
    yield "</body></html>\n"


def _cell(value: object) -> str:
    return f'<td class="n">{value}</td>' if isinstance(value, int) else f"<td>{escape(str(value))}</td>"


def _workbook(path: Path, parts: Sequence[Part], summary: Sequence[str], lang: Lang, title: str) -> None:
    openpyxl = need("openpyxl", "intake")
    book = openpyxl.Workbook(write_only=True)
    first = book.create_sheet(title)
    for line in summary:
        first.append([inert(line)])
    for part in parts:
        sheet = book.create_sheet(part.title[:31])
        sheet.append(list(part.header))
        for row in islice(part.rows, _SHEET_ROWS):
            sheet.append([one if isinstance(one, int) else inert(one)[:_CELL] for one in row])
        if part.count > _SHEET_ROWS:
            sheet.append([say("intake-part-shown", lang, limit=_SHEET_ROWS, count=part.count)])
    book.save(path)
