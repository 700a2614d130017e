"""How headers as departments write them are mapped: every one of headers.tsv, alone and with its sheet.

`python -m tests.intake.header_benchmark` prints the figures that docs/intake-mapping.md gives, for each
threshold on the half it is chosen on, and for the chosen one on the half it is judged on.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policymatch.intake.headers import ASK_BELOW, Around, Column, Recogniser, Role
from policymatch.intake.headers.kinds import kind_of_sheet
from policymatch.intake.headers.parts import unit_of
from policymatch.vocabulary import base_vocabulary
from policymatch.vocabulary.units import Unit

FILE = Path(__file__).with_name("headers.tsv")
DATA_YEAR = 2024
NOTHING = ("none", "ignore")


@dataclass(frozen=True)
class Case:
    """One header of a sheet, and what a person says it is."""

    header: str
    sheet: str
    expected: str
    unit: str
    year: str
    basis: str

    @property
    def told(self) -> tuple[str, object, str, str]:
        unit = unit_of(self.unit) if self.unit else None
        # 项 and 个 count items, 人 people, whichever word a field's own unit is.
        return self.expected, measure(unit), self.year, self.basis


def told(column: Column) -> tuple[str, object, str, str]:
    """Return what a column is in the words of headers.tsv."""
    match column.role:
        case Role.FIELD:
            what = column.field or ""
            what = what if column.kind is None else f"{column.kind}.{what}"
        case Role.HONOUR:
            what = f"honour:{column.honour}"
        case Role.IGNORED | Role.UNKNOWN:
            what = "ignore"
        case Role.CODE | Role.NAME:
            what = column.role.value
        case role:
            what = f"part:{role.value}"
    return what, measure(column.unit), str(column.year or ""), column.basis or ""


def measure(unit: Unit | None) -> object:
    """Return what a unit measures and its size: 名 and 人, 月 and 个月 are one."""
    return None if unit is None else (unit.dimension, unit.size)


@cache
def cases() -> tuple[Case, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Case(**{key: value.replace("\\n", "\n") for key, value in row.items()}) for row in rows)


@cache
def recogniser() -> Recogniser:
    return Recogniser(base_vocabulary())


@cache
def columns() -> tuple[tuple[Case, Column], ...]:
    """Return each case with the column made of it, its sheet's kind found from all headers of the sheet."""
    by_sheet: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        by_sheet[case.sheet].append(case)
    made: list[tuple[Case, Column]] = []
    one = recogniser()
    for sheet, of_sheet in by_sheet.items():
        headers = [case.header for case in of_sheet]
        kind = kind_of_sheet([sheet], headers, one.vocabulary, one.names)
        around = Around(kind.kind, DATA_YEAR)
        made.extend((case, one.column(case.header, 1, around)) for case in of_sheet)
    return tuple(made)


def right(case: Case, column: Column) -> bool:
    what = told(column)
    return what[0] == "ignore" if case.expected in NOTHING else what == case.told


@dataclass(frozen=True)
class Figures:
    """Of the columns taken without asking, how many are right; of those that hold a fact, how many are."""

    taken: int
    taken_rightly: int
    facts: int
    facts_found: int

    @property
    def precision(self) -> float:
        return self.taken_rightly / self.taken

    @property
    def recall(self) -> float:
        return self.facts_found / self.facts


def figures(pairs: Iterable[tuple[Case, Column]], threshold: int) -> Figures:
    pairs = list(pairs)
    # What is like nothing known is left out and said so: that is no answer that could be wrong.
    taken = [(a, b) for a, b in pairs if b.role is not Role.UNKNOWN and b.confidence >= threshold]
    facts = [(a, b) for a, b in pairs if a.expected not in NOTHING]
    found = [(a, b) for a, b in facts if b.confidence >= threshold and right(a, b)]
    return Figures(len(taken), sum(right(a, b) for a, b in taken), len(facts), len(found))


def chosen_on() -> list[tuple[Case, Column]]:
    return list(columns()[::2])


def judged_on() -> list[tuple[Case, Column]]:
    return list(columns()[1::2])


def main() -> None:
    for threshold in (60, 65, 70, 75, 80, 85, 90, 95, 100):
        at = figures(chosen_on(), threshold)
        print(
            f"{threshold}: precision {at.precision:.3f} of {at.taken}, recall {at.recall:.3f} of {at.facts}"
        )
    at = figures(judged_on(), ASK_BELOW)
    print(f"at {ASK_BELOW}: precision {at.precision:.3f} of {at.taken}, recall {at.recall:.3f} of {at.facts}")


if __name__ == "__main__":
    main()
