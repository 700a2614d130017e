"""A coverage table as lines and rows: counts by group, the cases behind them, the rows not joined."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.benefit import Nature
from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import named_firm
from policymatch.compare.worth import Worth
from policymatch.coverage import By, Case, Coverage, Kind, Row
from policymatch.coverage.joined import Unjoined
from policymatch.matching import Amount
from policymatch.matching.phrases import yuan_text
from policymatch.messages import Lang, say

_COUNTS = ("eligible", "applied", "paid", "missed", "missed-firms", "maybe", "ineligible", "rejected")
_CASE_COLUMNS = ("kind", "firm", "code", "policy-id", "policy", "department", "nature", "low", "high", "why")
# A list on the screen is for reading: what is more stands in the detail file.
_SHOWN = 20


def coverage_lines(found: Coverage, lang: Lang) -> Iterator[Line]:
    """Yield the table, then what to look at, kind by kind."""
    yield Line(Rank.TITLE, say("coverage-title", lang))
    yield Line(
        Rank.PLAIN,
        say("coverage-basis", lang, day=found.as_of, firms=found.firms, version=found.rules_version),
    )
    if found.repeated:
        yield Line(Rank.PLAIN, say("coverage-repeated", lang, count=found.repeated))
    yield Line(Rank.SECTION, say(f"coverage-by-{found.by.value}", lang))
    for row in (*found.rows, found.total):
        yield from _row_lines(row, found.by, lang)
    for kind in Kind:
        yield from _case_lines(found.of(kind), kind, lang)
    if found.unjoined:
        yield Line(Rank.SECTION, say("coverage-unjoined", lang, count=len(found.unjoined)))
        yield from (Line(Rank.LINE, _unjoined_text(one, lang)) for one in found.unjoined)
    if found.alike:
        yield Line(Rank.SECTION, say("coverage-alike", lang, count=len(found.alike)))
        for one in found.alike:
            row = one.application
            values = {"row": row.row, "name": row.name or row.code or "", "policy": row.policy}
            yield Line(Rank.LINE, say("coverage-alike-row", lang, **values, id=one.policy_id))
    yield Line(Rank.NOTE, say("coverage-disclaimer", lang))


def _row_lines(row: Row, by: By, lang: Lang) -> Iterator[Line]:
    yield Line(Rank.ITEM, row.group.name.in_(lang))
    if by is By.POLICY and row.group.key:
        yield Line(Rank.DETAIL, row.group.key)
    counts = {"eligible": row.eligible, "applied": row.applied, "paid": row.paid}
    yield Line(Rank.DETAIL, say("coverage-counts", lang, **counts))
    if row.missed:
        yield Line(Rank.DETAIL, say("coverage-missed", lang, count=row.missed, firms=row.missed_firms))
        yield from (Line(Rank.DETAIL, text) for text in _worth_texts(row.worth, lang))
    doubtful = {"maybe": row.maybe, "ineligible": row.ineligible, "rejected": row.rejected}
    if any(doubtful.values()):
        yield Line(Rank.DETAIL, say("coverage-doubtful", lang, **doubtful))


def _worth_texts(worth: Worth, lang: Lang) -> Iterator[str]:
    """Yield what comes to nobody yet, nature by nature: what is sure, and what it may be at most."""
    for nature, amount in worth.items():
        yield say(
            "coverage-worth", lang, nature=_nature(nature, lang), sure=yuan_text(amount.low, lang),
            most=_most(amount, lang),
        )  # fmt: skip


def _nature(nature: Nature, lang: Lang) -> str:
    return say(f"nature-{nature.value.replace('_', '-')}", lang)


def _most(amount: Amount, lang: Lang) -> str:
    return say("coverage-no-end", lang) if amount.high is None else yuan_text(amount.high, lang)


def _case_lines(cases: tuple[Case, ...], kind: Kind, lang: Lang) -> Iterator[Line]:
    if cases:
        yield Line(Rank.SECTION, say(f"coverage-{kind.value}-cases", lang, count=len(cases)))
    for case in cases[:_SHOWN]:
        yield Line(Rank.ITEM, named_firm(case.firm, case.credit_code, lang))
        yield Line(Rank.DETAIL, say("coverage-case", lang, title=case.title, worth=case.worth))
        yield from (Line(Rank.DETAIL, one.in_(lang)) for one in case.why)
    if len(cases) > _SHOWN:
        yield Line(Rank.LINE, say("coverage-more", lang, count=len(cases) - _SHOWN))


def _unjoined_text(one: Unjoined, lang: Lang) -> str:
    row = one.application
    who = row.name or row.code or say("coverage-nobody", lang)
    text = say(
        "coverage-unjoined-row", lang, row=row.row, who=who, policy=row.policy or "—",
        why=say(f"coverage-why-{one.why.value}", lang, state=row.state_text),
    )  # fmt: skip
    return text if one.near is None else text + say("coverage-near", lang, near=one.near)


def coverage_header(lang: Lang) -> list[str]:
    """Return the header of the rows of a table: money by nature, in yuan."""
    counts = [say(f"coverage-column-{one}", lang) for one in ("group", *_COUNTS)]
    return [*counts, *(say("coverage-column-worth", lang, nature=_nature(one, lang)) for one in Nature)]


def coverage_rows(found: Coverage, lang: Lang) -> Iterator[list[object]]:
    """Yield a row for each group and the total; an amount is one figure, or from–to."""
    for row in (*found.rows, found.total):
        counts: list[object] = [getattr(row, one.replace("-", "_")) for one in _COUNTS]
        worth = (str(row.worth[one]).replace(",", "") if one in row.worth else "" for one in Nature)
        yield [row.group.name.in_(lang), *counts, *worth]


def case_header(lang: Lang) -> list[str]:
    """Return the header of the detail file."""
    return [say(f"coverage-column-{one}", lang) for one in _CASE_COLUMNS]


def case_rows(found: Coverage, lang: Lang) -> Iterator[list[object]]:
    """Yield a row for each case; amounts in yuan, an end that is open is left empty."""
    for case in found.cases:
        low, high = (None, None) if case.amount is None else (case.amount.low, case.amount.high)
        yield [
            say(f"coverage-kind-{case.kind.value}", lang),
            case.firm,
            case.credit_code or "",
            case.policy_id,
            case.title,
            case.issuer,
            _nature(case.nature, lang),
            "" if low is None else low,
            "" if high is None else high,
            say("flag-separator", lang).join(one.in_(lang) for one in case.why),
        ]
