"""A simulation as tables: the funnel, the groups, the curves, the overlap, what undecided firms wait for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policymatch.messages import Lang, say
from policymatch.sandbox.findings import marks_text
from policymatch.sandbox.groups import Dimension
from policymatch.sandbox.model import Curve, Simulation
from policymatch.sandbox.sums import Tally
from policymatch.sandbox.words import cell, share


class Kind(StrEnum):
    """What a table is about."""

    FUNNEL = "funnel"
    GROUP = "group"
    CURVE = "curve"
    OVERLAP = "overlap"
    WAITING = "waiting"


@dataclass(frozen=True)
class Table:
    """A table with what is to be said of it; `names` are those of its columns, `curve` what it draws."""

    kind: Kind
    title: str
    names: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[int | str]]
    notes: Sequence[str] = ()
    curve: Curve | None = None
    # Certainly, possibly besides, and of how many: what a bar of each row shows.
    bars: Sequence[tuple[int, int, int]] = ()


# Columns of words; all others hold figures.
WORDS = frozenset({"criterion", "cite", "group", "threshold", "policy", "issuer", "marks", "fact"})
_TALLY = ("eligible", "undecided", "ineligible", "low", "high", "if-eligible")


def tables_of(found: Simulation, lang: Lang) -> Iterator[Table]:
    """Yield the tables in the order of a report."""
    yield _funnel(found, lang)
    if found.looked_at:
        yield _waiting(found, lang)
    yield from (_curve(one, found, lang) for one in found.curves)
    yield from (_group(one, found, lang) for one in Dimension)
    if found.overlaps:
        yield _overlap(found, lang)


def _columns(names: Sequence[str], lang: Lang) -> list[str]:
    return [say(f"sandbox-column-{name}", lang) for name in names]


def _funnel(found: Simulation, lang: Lang) -> Table:
    counts = found.overall.counts
    rows: list[list[int | str]] = [
        ["", say("sandbox-all-firms", lang), "", counts.firms, counts.firms, "", "", "", "", ""]
    ]
    bars = [(counts.firms, 0, counts.firms)]
    if found.record is not None:
        has, text = found.with_record, say("sandbox-record-step", lang, kind=found.record)
        rows.append(["", text, "", has.eligible, has.eligible + has.undecided, "", "", "", "", ""])
        bars.append((has.eligible, has.undecided, counts.firms))
    for one in found.funnel:
        left, possible = one.after.eligible, one.after.eligible + one.after.undecided
        alone = (one.alone.eligible, one.alone.undecided, one.alone.ineligible)
        without = (one.without.eligible, one.costs(counts))
        rows.append([one.number, one.text.in_(lang), one.cite or "", left, possible, *alone, *without])
        bars.append((left, one.after.undecided, counts.firms))
    names = ("number", "criterion", "cite", "left", "possible", "met", "unknown", "unmet", "without", "costs")
    title, note = say("sandbox-funnel", lang), say("sandbox-funnel-told", lang)
    return Table(Kind.FUNNEL, title, names, _columns(names, lang), rows, [note], bars=bars)


def _tally(tally: Tally, found: Simulation, lang: Lang) -> list[int | str]:
    counts = tally.counts
    firms: list[int | str] = [counts.eligible, counts.undecided, counts.ineligible]
    if found.draft.benefit.amount is None:
        return firms
    money = (tally.money.low, tally.money.high, tally.if_eligible.high)
    return [*firms, *(cell(one, lang) for one in money)]


def _tally_columns(found: Simulation) -> Sequence[str]:
    return _TALLY if found.draft.benefit.amount is not None else _TALLY[:3]


def _group(dimension: Dimension, found: Simulation, lang: Lang) -> Table:
    rows = found.groups[dimension]
    names = ("group", "firms", *_tally_columns(found))
    return Table(
        Kind.GROUP,
        say(f"sandbox-by-{dimension.value}", lang),
        names,
        _columns(names, lang),
        [[one.group.name.in_(lang), one.tally.counts.firms, *_tally(one.tally, found, lang)] for one in rows],
        bars=[
            (one.tally.counts.eligible, one.tally.counts.undecided, one.tally.counts.firms) for one in rows
        ],
    )


def _curve(curve: Curve, found: Simulation, lang: Lang) -> Table:
    own = curve.own.tally.counts.eligible
    rows = []
    for one in curve.points:
        text = one.text.in_(lang)
        is_own = one is curve.own
        change = one.tally.counts.eligible - own
        rows.append(
            [
                say("sandbox-threshold-own", lang, text=text) if is_own else text,
                *_tally(one.tally, found, lang),
                "" if is_own else f"{change:+,}",
            ]
        )
    notes = []
    if not curve.whole:
        notes.append(say("sandbox-curve-some", lang))
    if curve.in_amount:
        notes.append(say("sandbox-curve-in-amount", lang))
    label, at = curve.label.in_(lang), curve.at.in_(lang)
    title = say("sandbox-curve", lang, number=curve.threshold.clause, label=label, at=at)
    names = ("threshold", *_tally_columns(found), "change")
    return Table(Kind.CURVE, title, names, _columns(names, lang), rows, notes, curve)


def _overlap(found: Simulation, lang: Lang) -> Table:
    eligible = found.overall.counts.eligible
    rows: list[list[int | str]] = [
        [
            one.policy.title,
            one.policy.document.issuer,
            one.both,
            share(one.both, eligible, lang),
            marks_text(one, lang),
        ]
        for one in found.overlaps
    ]
    names = ("policy", "issuer", "firms", "share", "marks")
    bars = [(one.both, 0, eligible) for one in found.overlaps]
    title = say("sandbox-overlap", lang)
    return Table(Kind.OVERLAP, title, names, _columns(names, lang), rows, bars=bars)


def _waiting(found: Simulation, lang: Lang) -> Table:
    undecided = found.overall.counts.undecided
    key = "all" if found.looked_at == undecided else "some"
    note = say(f"sandbox-waiting-{key}", lang, count=f"{found.looked_at:,}", all=f"{undecided:,}")
    rows: list[list[int | str]] = [[one.label.in_(lang), one.firms] for one in found.waiting]
    names = ("fact", "firms")
    bars = [(0, one.firms, found.looked_at) for one in found.waiting]
    title = say("sandbox-waiting", lang)
    return Table(Kind.WAITING, title, names, _columns(names, lang), rows, [note], bars=bars)
