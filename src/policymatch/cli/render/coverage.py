"""A coverage table as lines and rows: counts by group, the cases behind them, the rows not joined."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.benefit import Nature
from policymatch.cli.lists import Table
from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import named_firm
from policymatch.compare.worth import Worth
from policymatch.coverage import Application, By, Case, Coverage, Kind, Row
from policymatch.coverage.joined import Joined, Unjoined
from policymatch.matching import Amount
from policymatch.matching.phrases import yuan_text
from policymatch.messages import Lang, say

_COUNTS = ("eligible", "applied", "paid", "missed", "missed-firms", "maybe", "ineligible", "rejected")
_CASE_COLUMNS = ("kind", "firm", "code", "policy-id", "policy", "department", "nature", "low", "high", "why")
# A list on the screen is for reading: what is more stands in the detail file.
SHOWN = 20


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
        yield from _case_lines(found.of(kind), getattr(found.total, kind.value), kind, lang)
    if found.unjoined:
        yield Line(Rank.SECTION, say("coverage-unjoined", lang, count=len(found.unjoined)))
        yield from (Line(Rank.LINE, _unjoined_text(one, lang)) for one in found.unjoined)
    if found.doubtful:
        yield Line(Rank.SECTION, say("coverage-joined", lang, count=len(found.doubtful)))
        yield from (Line(Rank.LINE, _joined_text(one, lang)) for one in found.doubtful)
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


def _case_lines(cases: tuple[Case, ...], count: int, kind: Kind, lang: Lang) -> Iterator[Line]:
    if count:
        yield Line(Rank.SECTION, say(f"coverage-{kind.value}-cases", lang, count=count))
    for case in cases[:SHOWN]:
        yield Line(Rank.ITEM, named_firm(case.firm, case.credit_code, lang))
        told = case.title
        if case.kind is not Kind.INELIGIBLE and case.worth is not None:
            told = say("coverage-case", lang, title=case.title, worth=case.worth)
        yield Line(Rank.DETAIL, told)
        yield from (Line(Rank.DETAIL, one.in_(lang)) for one in case.why)
    if count > SHOWN:
        yield Line(Rank.LINE, say("coverage-more", lang, count=count - SHOWN))


def _unjoined_text(one: Unjoined, lang: Lang) -> str:
    text = _of_row(one.application, say(f"coverage-why-{one.why.value}", lang), lang)
    return text if one.near is None else text + say("coverage-near", lang, near=one.near)


def _joined_text(one: Joined, lang: Lang) -> str:
    state = one.application.state_text
    doubts = (say(f"coverage-doubt-{doubt.value}", lang, state=state) for doubt in one.doubts)
    return _of_row(one.application, say("flag-separator", lang).join(doubts), lang)


def _of_row(row: Application, why: str, lang: Lang) -> str:
    who = row.name or row.code or say("coverage-nobody", lang)
    return say("coverage-row", lang, row=row.row, who=who, policy=row.policy or "—", why=why)


def _natures(found: Coverage) -> list[Nature]:
    """Return the natures of what is missed: each has columns of its own."""
    return [nature for nature in Nature if nature in found.total.worth]


def coverage_table(found: Coverage, lang: Lang) -> Table:
    """Return a row for each group and the total: money by nature, in yuan, sure and at most.

    An end that is open is left empty.
    """
    natures = _natures(found)
    ends = [(nature, end) for nature in natures for end in ("low", "high")]
    counts = [say(f"coverage-column-{one}", lang) for one in ("group", *_COUNTS)]
    worth = (
        say(
            "coverage-column-worth",
            lang,
            nature=_nature(nature, lang),
            end=say(f"coverage-column-{end}", lang),
        )
        for nature, end in ends
    )
    keys = [
        "group",
        *(one.replace("-", "_") for one in _COUNTS),
        *(f"{nature}_{end}" for nature, end in ends),
    ]
    return Table(say("coverage-title", lang), keys, [*counts, *worth], _rows(found, natures, lang))


def _rows(found: Coverage, natures: list[Nature], lang: Lang) -> Iterator[list[object]]:
    for row in (*found.rows, found.total):
        counts: list[object] = [getattr(row, one.replace("-", "_")) for one in _COUNTS]
        ends = (end for nature in natures for end in _ends(row.worth.get(nature)))
        yield [row.group.name.in_(lang), *counts, *ends]


def _ends(amount: Amount | None) -> tuple[object, object]:
    return (None, None) if amount is None else (amount.low, amount.high)


def case_table(found: Coverage, lang: Lang) -> Table:
    """Return a row for each case; amounts in yuan, an end that is open is left empty."""
    header = [say(f"coverage-column-{one}", lang) for one in _CASE_COLUMNS]
    keys = [one.replace("-", "_") for one in _CASE_COLUMNS]
    return Table(say("coverage-title", lang), keys, header, _case_rows(found, lang))


def _case_rows(found: Coverage, lang: Lang) -> Iterator[list[object]]:
    for case in found.cases:
        yield [
            say(f"coverage-kind-{case.kind.value}", lang),
            case.firm,
            case.credit_code,
            case.policy_id,
            case.title,
            case.issuer,
            _nature(case.nature, lang),
            *_ends(case.amount),
            say("flag-separator", lang).join(one.in_(lang) for one in case.why),
        ]
