"""Coverage by columns, and firm by firm: the same counts, money and cases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pytest
from benchmarks.firms import some_firms
from tests.batch.test_shipped import EXAMPLES, LIBRARY, less_known

from policymatch.coverage import Application, By, Case, Coverage, Kind, State, coverage_of
from policymatch.coverage.table import Table
from policymatch.matching import Match
from policymatch.matching.firm import context_of
from policymatch.matching.prepared import prepared

DAY = date(2026, 3, 16)
DICE = Random(20260316)
FIRMS = [
    replace(firm, name=f"企业{number}", credit_code=None)
    for number, firm in enumerate(
        [*EXAMPLES, *some_firms(4), *(less_known(DICE, DICE.choice(EXAMPLES)) for _ in range(6))]
    )
]
IN_FORCE = [one.id for one in LIBRARY if one.document.status(DAY).applies]
APPLIED = {(DICE.randrange(len(FIRMS)), DICE.choice(IN_FORCE)): DICE.choice(list(State)) for _ in range(200)}


def applications() -> Iterator[Application]:
    for (firm, policy), state in APPLIED.items():
        yield Application(2, None, f"企业{firm}", policy, state=state)


@cache
def matches_of(number: int) -> list[Match]:
    matches = prepared(LIBRARY).matches(context_of(FIRMS[number], DAY, LIBRARY))
    return [match for match, _ in matches if match.policy_id in IN_FORCE]


def one_by_one(by: By) -> Table:
    table = Table(by)
    for number, firm in enumerate(FIRMS):
        states = {policy: state for (at, policy), state in APPLIED.items() if at == number}
        table.add(firm, matches_of(number), states)
    return table


def cases_of(table: Table) -> list[Case]:
    return sorted(table.cases, key=lambda case: list(Kind).index(case.kind))


def covered(by: By, shown: int | None = None, why: bool = True) -> Coverage:
    return coverage_of(FIRMS, applications(), LIBRARY, DAY, by, shown=shown, why=why)


@pytest.mark.parametrize("by", By)
def test_the_same_counts_and_money(by: By) -> None:
    expected = one_by_one(by)
    # None is told, so that columns count all that may be entitled.
    found = covered(by, shown=0)
    assert {row.group.key: row for row in found.rows} == expected.rows
    assert found.total == expected.total
    assert found.total.maybe > 100
    assert list(found.cases) == [case for case in cases_of(expected) if case.kind is not Kind.MAYBE]


def test_the_same_cases() -> None:
    expected = one_by_one(By.POLICY)
    found = covered(By.POLICY)
    assert list(found.cases) == cases_of(expected)
    assert {row.group.key: row for row in found.rows} == expected.rows


def test_cases_told_bare_and_some_of_them() -> None:
    expected = [case for case in cases_of(one_by_one(By.POLICY)) if case.kind is Kind.MAYBE]
    bare = covered(By.POLICY, why=False).of(Kind.MAYBE)
    assert list(bare) == [replace(case, amount=None, worth=None, why=()) for case in expected]
    assert list(covered(By.POLICY, shown=30).of(Kind.MAYBE)) == expected[:30]
