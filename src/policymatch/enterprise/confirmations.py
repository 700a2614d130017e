"""The decisions of people in a profile (确认): a list of mappings, each a decision on one check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policymatch.enterprise.cells import MAX_ITEMS
from policymatch.enterprise.confirmation import Confirmation
from policymatch.enterprise.days import one_day
from policymatch.enterprise.labels import (
    BY,
    CHECK,
    CONFIRMATIONS,
    CONFIRMED,
    DATE,
    HOLDS,
    NOTE,
    OF_POLICY,
    OF_RECORD,
    is_nothing,
    is_unknown,
)
from policymatch.enterprise.parts import named_parts
from policymatch.enterprise.trouble import Report, UnreadableError, path_text, shown
from policymatch.enterprise.words import text, truth
from policymatch.values import Truth
from policymatch.vocabulary.model import Term
from policymatch.yamlio import Path
from policymatch.yamlio.read import Data

_REQUIRED = (OF_POLICY, CHECK, HOLDS, BY, DATE)


def read_confirmations(datum: Data, path: Path, report: Report) -> tuple[Confirmation, ...]:
    """Return the decisions that stand at `path`, in the order written; problems are reported.

    Two answers to the same question on the same day are a problem: nobody could say which counts.
    """
    if is_unknown(datum) or is_nothing(datum):
        return ()
    if not isinstance(datum, list):
        report.problem("expected-list", path, key=CONFIRMATIONS.both, found=shown(datum))
        return ()
    if len(datum) > MAX_ITEMS:
        report.problem("list-too-long", path, length=len(datum), limit=MAX_ITEMS)
        return ()
    return tuple(_sound(datum, path, report))


def _sound(items: list[Data], path: Path, report: Report) -> Iterator[Confirmation]:
    said: dict[tuple[object, date], tuple[bool, Path]] = {}
    for index, item in enumerate(items):
        at: Path = (*path, index)
        one = _one(item, at, report)
        if one is None:
            continue
        holds, first = said.setdefault((one.subject, one.on), (one.holds, at))
        if holds is not one.holds:
            report.problem(
                "confirmations-contradict", at, found=shown(one.check), on=one.on, first=path_text(first)
            )
            continue
        yield one


def _one(datum: Data, path: Path, report: Report) -> Confirmation | None:
    if not isinstance(datum, dict):
        report.problem("expected-mapping", path, key=CONFIRMATIONS.both, found=shown(datum))
        return None
    parts = named_parts(datum, CONFIRMED, path, report)
    if parts is None:
        return None
    known = {part: key for part, key in parts.items() if not is_unknown(datum[key])}
    lacking = [term for term in _REQUIRED if term.key not in known]
    for term in lacking:
        report.problem("missing-key", path, expected="/".join(term.names))
    if lacking:
        return None

    def words(term: Term) -> str | None:
        return text(datum[known[term.key]], term.both) if term.key in known else None

    # Where reading stops, the value at fault is the one read last.
    at = path
    try:
        found = {}
        for term in (OF_POLICY, CHECK, BY, NOTE, OF_RECORD):
            at = (*path, known.get(term.key, ""))
            found[term.key] = words(term)
        at = (*path, known[HOLDS.key])
        holds = truth(datum[known[HOLDS.key]]) is Truth.TRUE
        at = (*path, known[DATE.key])
        on = one_day(text(datum[known[DATE.key]], DATE.both))
    except UnreadableError as error:
        report.add(error, at)
        return None
    return Confirmation(
        found[OF_POLICY.key] or "",
        found[CHECK.key] or "",
        holds,
        found[BY.key] or "",
        on,
        found[NOTE.key],
        found[OF_RECORD.key],
    )
