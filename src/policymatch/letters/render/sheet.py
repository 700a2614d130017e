"""A paper as the data that the typst templates draw: plain text, sizes as shares, words of the language.

Only the data of a paper goes into a template, as JSON; nothing of it is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from unicodedata import east_asian_width

from policymatch.letters.fonts import FAMILIES
from policymatch.letters.paper.blocks import (
    AnyBlock,
    Bars,
    Bullets,
    Callout,
    Checklist,
    Heading,
    KeyFigures,
    Line,
    Pairs,
    SignOff,
    Table,
    Text,
    Timeline,
)
from policymatch.letters.paper.paper import Paper
from policymatch.letters.render.printable import printable
from policymatch.letters.render.scales import Month, months_of, reaches_of, stretch_of, today_of
from policymatch.messages import Lang, say

# Above these, a box or a row may be broken over pages: whole, it might not fit any. About a third of a page.
_LONG_BOX = 900
_LONG_CELL = 300
_MANY_ROWS = 18

_LABEL_EMS = {1: 9.0, 2: 7.8}  # the widest column of labels, by the columns of pairs; longer ones wrap


def sheet_of(paper: Paper, day: date | None = None) -> dict[str, object]:
    """Return what the templates draw: JSON values only, all text printable."""
    data = paper.model_dump(mode="json", include={"lang", "title", "header", "footer", "compact"})
    annex: tuple[AnyBlock, ...] = paper.annex
    if annex and paper.annex_title is not None:
        annex = (Heading(level=1, text=paper.annex_title), *annex)
    data |= {
        "subtitle": paper.subtitle or None,
        "office": paper.letterhead.office or None,
        "contact": _contact(paper),
        "blocks": _blocks(paper.blocks, paper),
        "annex": _blocks(annex, paper),
        "day": None if day is None else {"year": day.year, "month": day.month, "day": day.day},
        "words": {
            # The places stay: only the typesetter knows the numbers.
            "page": say("paper-page", paper.lang, page="{page}", pages="{pages}"),
            "today": say("paper-today", paper.lang),
        },
        "fonts": [family.lower() for family in FAMILIES],
    }
    return {key: _printed(value) for key, value in data.items()}


def _contact(paper: Paper) -> str:
    head = paper.letterhead
    phone = say("paper-phone", paper.lang, phone=head.phone) if head.phone else None
    return "\u3000".join(part for part in (head.address, phone) if part)


def _printed(data: object) -> object:
    """Return data with every text in it made printable."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, dict):
        return {key: _printed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_printed(value) for value in data]
    return data


def _blocks(blocks: Sequence[AnyBlock], paper: Paper) -> list[object]:
    drawn: list[object] = []
    depth = 0
    shown = [block for block in blocks if not _is_empty(block)]
    for block, after in zip(shown, [*shown[1:], None], strict=False):
        data = block.model_dump(mode="json")
        match block:
            case Heading():
                # A heading may look small without being deep: the structure of a tagged file skips no level.
                depth = min(block.level, depth + 1)
                data["depth"] = depth
            case Text():
                data["indent"] = _is_indented(block, paper)
                # A name and a seal alone on a page could be put under any letter.
                data["kept"] = isinstance(after, SignOff)
            case Table():
                data["rows"] = _rows(block)
            case Pairs():
                widest = max(_ems(pair.label) for pair in block.items)
                data["label_width"] = min(_LABEL_EMS[block.columns], widest + 0.3)
            case Callout():
                data["long"] = sum(_length(line) for line in block.lines) > _LONG_BOX
            case Timeline():
                data |= _timeline(block, paper.lang)
            case Bars():
                data["long"] = len(block.items) > _MANY_ROWS
                data["items"] = [
                    {
                        **bar.model_dump(mode="json", include={"label", "text", "tone"}),
                        "low": float(reach.low),
                        "high": float(reach.high),
                        "open": reach.open,
                    }
                    for bar, reach in zip(block.items, reaches_of(block), strict=True)
                ]
            case _:
                pass
        drawn.append(data)
    return drawn


def _is_empty(block: AnyBlock) -> bool:
    match block:
        case Heading():
            return not block.text.strip()
        case Bullets() | Checklist() | Pairs() | KeyFigures() | Bars():
            return not block.items
        case Table():
            return not block.columns
        case Timeline():
            return not block.spans
        case _:
            return False


def _is_indented(text: Text, paper: Paper) -> bool:
    """Tell whether a paragraph begins two characters in.

    Chinese letters do so (GB/T 9704-2012, 7.3.3: 每个自然段左空二字), but for the line that addresses the
    reader, which comes first and ends with a colon (7.3.2: 主送机关…居左顶格), and small print.
    """
    if paper.lang != "zh" or paper.compact or all(run.tone == "muted" for run in text.line):
        return False
    return text is not paper.blocks[0] or not text.line[-1].text.endswith("：")


def _rows(table: Table) -> list[object]:
    rows: list[object] = []
    whole = sum(column.share for column in table.columns)
    for row in table.rows:
        if len(row) != len(table.columns):
            raise ValueError(f"a row of {len(row)} cells in a table of {len(table.columns)} columns")
        shares = [column.share / whole for column in table.columns]
        filled = max(
            sum(_length(line) for line in cell) / share for cell, share in zip(row, shares, strict=True)
        )
        cells = [[[run.model_dump(mode="json") for run in line] for line in cell] for cell in row]
        rows.append({"cells": cells, "long": filled > _LONG_CELL * 3})
    return rows


def _timeline(line: Timeline, lang: Lang) -> dict[str, object]:
    months = months_of(line)
    today = today_of(line)
    return {
        "long": len(line.spans) > _MANY_ROWS,
        "today": None if today is None else float(today),
        "months": [
            {
                "at": float(month.at),
                "label": say(f"paper-month-{month.month}", lang),
                "year": say("paper-year", lang, year=month.year) if _names_year(month, months) else None,
            }
            for month in months
        ],
        "spans": [
            {
                **span.model_dump(mode="json", include={"label", "text", "tone"}),
                "from": float(lies.start),
                "to": float(lies.end),
                "before": lies.before,
                "after": lies.after,
            }
            for span in line.spans
            for lies in (stretch_of(span, line),)
        ],
    }


def _names_year(month: Month, months: Sequence[Month]) -> bool:
    return month is months[0] or month.month == 1


def _length(line: Line) -> int:
    return sum(len(run.text) for run in line)


def _ems(text: str) -> float:
    """Return about how wide a text is, in widths of a Chinese character."""
    return sum(1.0 if east_asian_width(sign) in "WF" else 0.58 for sign in text)
