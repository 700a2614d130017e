"""The quality report as tables: what to mend first, then contradictions, what was rejected, and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from policymatch.intake.counts import ColumnCount, SheetCount
from policymatch.intake.findings import DECIDED, NAMES, OTHER_NAME, UNDECIDED, Finding, told_rule
from policymatch.intake.privacy import HIDDEN, redacted
from policymatch.intake.rejects import REJECTED, Row, rejected_count, rejected_rows, to_mend
from policymatch.intake.run import Taken
from policymatch.intake.sheets import short_names
from policymatch.messages import Lang, say
from policymatch.vocabulary import Vocabulary

_FIRM = ("rule", "firm", "credit-code")
_COUNTS = ("filled", "share", "empty", "unreadable", "out-of-range", "personal")


@dataclass(frozen=True)
class Part:
    """One table of the report. `count` is the number of all rows; `rows` may be asked for once.

    The first `grouped` columns hold the same for many rows, which stand together.
    """

    title: str
    header: Sequence[str]
    rows: Iterator[Row]
    count: int
    grouped: int = 0


@dataclass(frozen=True)
class _Made:
    name: str
    header: Sequence[str]
    rows: Iterable[Row]
    count: int
    grouped: int = 0


def parts_of(taken: Taken, vocabulary: Vocabulary, lang: Lang, redact: bool = False) -> list[Part]:
    """Return the tables of the report, the most important first; `redact` masks names and codes of firms."""
    files = short_names(sheet.file for sheet in taken.sheets)
    made = (
        _mend(taken, files),
        *_found(taken, lang, redact),
        _Made(
            "rejected", REJECTED, rejected_rows(taken, files, aside=False), rejected_count(taken, False), 2
        ),
        _Made(
            "columns",
            ("file", "sheet", "header", "what", *_COUNTS),
            _columns(taken.sheets, files, vocabulary, lang),
            sum(len(sheet.columns) for sheet in taken.sheets),
            2,
        ),
        _Made(
            "sheets",
            ("file", "sheet", "rows", "firms", "records", "rejected", "aside"),
            [_sheet(one, files) for one in taken.sheets],
            len(taken.sheets),
        ),
        _Made("aside", _ASIDE, _aside(taken, files), rejected_count(taken, True), 2),
    )
    return [
        Part(
            say(f"intake-part-{one.name}", lang),
            [say(f"intake-column-{name}", lang) for name in one.header],
            iter(one.rows),
            one.count,
            one.grouped,
        )
        for one in made
    ]


def _mend(taken: Taken, files: Mapping[str, str]) -> _Made:
    rows = to_mend(taken, files)
    return _Made("mend", ("file", "sheet", "header", "count", "example", "code"), rows, len(rows))


# -- contradictions ------------------------------------------------------------------------------------------


def _found(taken: Taken, lang: Lang, redact: bool) -> Iterator[_Made]:
    """Yield what firms contradict themselves in, what sources do, and names that do not go with codes."""
    checks = taken.contradictions.keys() - UNDECIDED - DECIDED - NAMES
    told = (
        ("contradictions", checks, _check_row, ("what", "value", "what", "value")),
        ("undecided", UNDECIDED, _sources_row, ("what", "value", "place", "other-value", "place")),
        ("decided", DECIDED, _sources_row, ("what", "kept", "place", "lost", "place")),
        ("names", NAMES, _names_row, ("other-name",)),
    )
    for name, rules, row_of, header in told:
        count = sum(count for rule, count in taken.contradictions.items() if rule in rules)
        found = taken.findings(rules)
        rows = map(row_of, map(_redacted, found) if redact else found, repeat(lang))
        yield _Made(name, (*_FIRM, *header), rows, count, 1)


def _check_row(one: Finding, lang: Lang) -> Row:
    return told_rule(one.rule, lang), one.name, one.code, one.kept, one.kept_at, one.lost, one.lost_at


def _sources_row(one: Finding, lang: Lang) -> Row:
    found = one.kept, one.kept_at, one.lost, one.lost_at
    return told_rule(one.rule, lang), one.name, one.code, one.what, *found


def _names_row(one: Finding, lang: Lang) -> Row:
    """A code with another name; or a name, with the codes that have it."""
    code = one.code if one.rule == OTHER_NAME else one.kept.replace(",", say("list-separator", lang))
    return told_rule(one.rule, lang), one.name, code, one.lost


def _redacted(one: Finding) -> Finding:
    one = one._replace(name=redacted(one.name), code=redacted(one.code))
    if one.rule in NAMES:
        one = one._replace(kept=HIDDEN, lost=HIDDEN if one.lost else "")
    return one


# -- counts --------------------------------------------------------------------------------------------------


def _sheet(one: SheetCount, files: Mapping[str, str]) -> Row:
    aside = sum(one.aside.values())
    return files[one.file], one.sheet or "", one.rows, one.firms, one.records, one.rejected, aside


def _columns(
    sheets: Sequence[SheetCount], files: Mapping[str, str], vocabulary: Vocabulary, lang: Lang
) -> Iterator[Row]:
    for sheet in sheets:
        for one in sheet.columns.values():
            # Rounded down, so that 100 says that not one is missing.
            share = 100 * one.filled // one.cells if one.cells else 0
            counts = (one.filled, share, one.empty, one.unreadable, one.out_of_range, one.personal)
            what = _meaning(one, vocabulary, lang)
            yield (files[sheet.file], sheet.sheet or "", one.header, what, *counts)


def _meaning(one: ColumnCount, vocabulary: Vocabulary, lang: Lang) -> str:
    if one.key is not None:
        return say(f"intake-column-{one.key}", lang)
    if one.field is None:
        return ""
    scope = vocabulary.scope(one.kind)
    if one.field not in scope:
        return vocabulary.honours[one.field].both.in_(lang)
    name = scope[one.field].both.in_(lang)
    return name if one.kind is None else f"{vocabulary.records[one.kind].both.in_(lang)}.{name}"


_ASIDE = ("file", "sheet", "row", "value", "reason")


def _aside(taken: Taken, files: Mapping[str, str]) -> Iterator[Row]:
    for file, sheet, cell, _, value, reason, _ in rejected_rows(taken, files, aside=True):
        yield file, sheet, cell, value, reason
