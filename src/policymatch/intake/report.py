"""The quality report as tables: rows of each sheet, columns, contradictions, what was rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policymatch.intake.counts import ColumnCount, SheetCount
from policymatch.intake.findings import OTHER_NAME, SEVERAL_CODES, Finding, told_rule
from policymatch.intake.privacy import redacted
from policymatch.intake.run import Taken
from policymatch.intake.spool import Rejected
from policymatch.intake.table import cell_name
from policymatch.messages import Lang, say
from policymatch.vocabulary import Vocabulary

Row = Sequence[object]
_HIDDEN = "***"
# Columns of the list of what was rejected; its header is the same in the report.
REJECTED = ("file", "sheet", "cell", "header", "value", "reason", "code")


@dataclass(frozen=True)
class Part:
    """One table of the report. `count` is the number of all rows; `rows` may be asked for once."""

    title: str
    header: Sequence[str]
    rows: Iterator[Row]
    count: int


def parts_of(taken: Taken, vocabulary: Vocabulary, lang: Lang, redact: bool = False) -> list[Part]:
    """Return the tables of the report; `redact` masks names and codes of firms."""
    sheets = taken.sheets
    found = sum(taken.contradictions.values())
    rejected = 0 if taken.store is None else taken.store.rejected_count()
    told: list[tuple[str, Sequence[str], Iterator[Row], int]] = [
        (
            "sheets",
            ("file", "sheet", "rows", "firms", "records", "rejected", "aside"),
            map(_sheet, sheets),
            len(sheets),
        ),
        (
            "columns",
            (*("file", "sheet", "header", "what"), *_COUNTS),
            _columns(sheets, vocabulary, lang),
            sum(len(sheet.columns) for sheet in sheets),
        ),
        (
            "contradictions",
            ("rule", "firm", "credit-code", "what", "kept", "place", "lost", "place"),
            (_finding(one, lang, redact) for one in taken.findings()),
            found,
        ),
        ("rejected", REJECTED, rejected_rows(taken, redact), rejected),
    ]
    return [
        Part(
            say(f"intake-part-{name}", lang),
            [say(f"intake-column-{one}", lang) for one in header],
            rows,
            count,
        )
        for name, header, rows, count in told
    ]


_COUNTS = ("filled", "empty", "unreadable", "out-of-range", "personal")


def _sheet(one: SheetCount) -> Row:
    aside = sum(one.aside.values())
    return one.file, one.sheet or "", one.rows, one.firms, one.records, one.rejected, aside


def _columns(sheets: Sequence[SheetCount], vocabulary: Vocabulary, lang: Lang) -> Iterator[Row]:
    for sheet in sheets:
        for one in sheet.columns.values():
            what = _meaning(one, vocabulary, lang)
            counts = (one.filled, one.empty, one.unreadable, one.out_of_range, one.personal)
            yield (sheet.file, sheet.sheet or "", one.header, what, *counts)


def _meaning(one: ColumnCount, vocabulary: Vocabulary, lang: Lang) -> str:
    if one.field is None:
        return ""
    scope = vocabulary.scope(one.kind)
    if one.field not in scope:
        return vocabulary.honours[one.field].both.in_(lang)
    name = scope[one.field].both.in_(lang)
    return name if one.kind is None else f"{vocabulary.records[one.kind].both.in_(lang)}.{name}"


def _finding(one: Finding, lang: Lang, redact: bool) -> Row:
    if redact:
        one = one._replace(name=redacted(one.name), code=redacted(one.code))
        if one.rule in (OTHER_NAME, SEVERAL_CODES):
            one = one._replace(kept=_HIDDEN, lost=_HIDDEN if one.lost else "")
    rule, *rest = one
    return (told_rule(rule, lang), *rest)


def rejected_rows(taken: Taken, redact: bool = False) -> Iterator[Row]:
    """Yield what was rejected or set aside, in the columns of `REJECTED`."""
    for one in taken.rejected():
        sheet = taken.sheets[one.sheet]
        cell = cell_name(one.line, one.at) if one.at else str(one.line)
        shown = _redacted(one) if redact else one
        yield sheet.file, sheet.sheet or "", cell, shown.header, shown.value, shown.reason, shown.code


def _redacted(one: Rejected) -> Rejected:
    """Return what was rejected without what may name a firm: whole rows, and codes."""
    if one.at == 0 or one.code.startswith("credit-code"):
        return one._replace(value=_HIDDEN)
    return one._replace(value=_HIDDEN, reason=one.code) if one.code == "cell-lost-digits" else one
