"""All rows of one firm → its profile, with what its sources contradict each other in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from policymatch.enterprise import Enterprise, FactKey, Known, Record
from policymatch.intake.mapping import Origin
from policymatch.intake.precedence import Claim, Lost, Rule, meet, settle
from policymatch.intake.spool import Said, StoredRow
from policymatch.values import Choice, DateSpan, Listing, Span
from policymatch.vocabulary.model import HONOUR

_UNNAMED = "—"


@dataclass(frozen=True)
class SheetOrigin:
    """Whose word a sheet is: what the mapping says of it, and what its source is called."""

    origin: Origin
    source: str


@dataclass(frozen=True)
class Assembled:
    """One firm, and what was lost: of its facts by their key, of its names."""

    enterprise: Enterprise
    lost: tuple[tuple[FactKey, Lost], ...]
    other_names: tuple[str, ...]


class Assembler:
    """Makes the profile of a firm of its rows; `sheets` are those of the run, by their number."""

    def __init__(self, sheets: Sequence[SheetOrigin], as_of: date | None = None) -> None:
        self.sheets, self.as_of = sheets, as_of
        days = (sheet.origin.day for sheet in sheets)
        self._days = [None if day is None else Span.exact(day) for day in days]

    def firm(self, rows: Sequence[StoredRow]) -> Assembled:
        """Return the firm that the rows (one at least) speak of."""
        facts: dict[FactKey, Known] = {}
        lost: list[tuple[FactKey, Lost]] = []
        # Nearly every fact stands in one cell only.
        first: dict[FactKey, tuple[int, Said]] = {}
        several: dict[FactKey, list[tuple[int, Said]]] = {}
        for row in rows:
            for said in row.firm:
                if said.fact in first:
                    several.setdefault(said.fact, [first[said.fact]]).append((row.sheet, said))
                else:
                    first[said.fact] = row.sheet, said
                    facts[said.fact] = self._known(row.sheet, said)[0]
        for fact in [one for one in first if one in several]:
            known, losers = settle([self._claim(sheet, said) for sheet, said in several[fact]])
            if known is None:
                del facts[fact]
            else:
                facts[fact] = known
            lost += ((fact, one) for one in losers if not _is_older(one))
        name, others = self._names(rows)
        code = next((row.code for row in rows if row.code is not None), None)
        firm = Enterprise(name or code or _UNNAMED, code, self.as_of, facts, self._listings(rows))
        return Assembled(firm, tuple(lost), others)

    def _claim(self, sheet: int, said: Said) -> Claim:
        known, day = self._known(sheet, said)
        return Claim(known, self.sheets[sheet].origin.precedence, day, sheet, said.line, said.at)

    def _known(self, sheet: int, said: Said) -> tuple[Known, date | None]:
        whose = self.sheets[sheet]
        span = _day_of(said.day) if said.day is not None else self._days[sheet]
        day = None if span is None else span.low
        return Known(said.value, whose.source, span, whose.origin.verified), day

    def _names(self, rows: Sequence[StoredRow]) -> tuple[str | None, tuple[str, ...]]:
        named = [row for row in rows if row.name is not None]
        if not named:
            return None, ()
        best = max(named, key=lambda row: self.sheets[row.sheet].origin.precedence)
        others = {row.folded: row.name for row in named if row.folded != best.folded}
        return best.name, tuple(name for name in others.values() if name is not None)

    # -- records ---------------------------------------------------------------------------------------------

    def _listings(self, rows: Sequence[StoredRow]) -> dict[str, Listing[Record]]:
        """Return the records by kind, every list open: no table says that it is complete.

        Records that say the same in two sheets are one. Within a sheet they are as many as there are rows:
        three persons with a doctorate are three, though nothing that is kept tells them apart.
        """
        by_kind: dict[str, dict[Any, list[Record]]] = {}
        counts: dict[str, Counter[tuple[Any, int]]] = {}
        for row in rows:
            for kind, said in row.records:
                facts = {one.fact: self._known(row.sheet, one)[0] for one in said}
                same = frozenset((fact, known.value) for fact, known in facts.items())
                count = counts.setdefault(kind, Counter())
                count[same, row.sheet] += 1
                found = by_kind.setdefault(kind, {}).setdefault(same, [])
                if count[same, row.sheet] > len(found):
                    found.append(Record(kind, facts))
        return {
            kind: Listing(tuple(_merged(kind, [one for many in found.values() for one in many])))
            for kind, found in by_kind.items()
        }


@lru_cache(maxsize=256)
def _day_of(written: str) -> DateSpan:
    return Span.exact(date.fromisoformat(written))


def _is_older(one: Lost) -> bool:
    """Return whether a claim is only what the same sheet says of an earlier time."""
    return one.rule is Rule.DATE and one.kept.sheet == one.lost.sheet


def _merged(kind: str, records: list[Record]) -> Iterable[Record]:
    """Return records, those of one honour that say nothing different of it as one."""
    if kind != HONOUR:
        return records
    made: list[Record] = []
    for record in records:
        at = next((at for at, one in enumerate(made) if _same_honour(one, record)), None)
        if at is None:
            made.append(record)
        else:
            made[at] = replace(record, facts=_joined(made[at].facts, record.facts))
    return made


def _same_honour(left: Record, right: Record) -> bool:
    name: FactKey = ("name", None, None)
    if name not in left.facts or name not in right.facts:
        return False
    mine, theirs = left.facts[name].value, right.facts[name].value
    if mine != theirs or not isinstance(mine, Choice) or not mine.is_exact:
        return False
    return all(
        meet(known.value, right.facts[fact].value) is not None
        for fact, known in left.facts.items()
        if fact in right.facts
    )


def _joined(left: Mapping[FactKey, Known], right: Mapping[FactKey, Known]) -> dict[FactKey, Known]:
    made: dict[FactKey, Known] = dict(left)
    for fact, known in right.items():
        mine = made.get(fact)
        if mine is None or (mine.value != known.value and meet(mine.value, known.value) == known.value):
            made[fact] = known
    return made
