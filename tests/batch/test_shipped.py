"""The shipped policies: firms that are little and well known are told the same by the batch."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from benchmarks.firms import some_firms
from tests.batch.alike import assert_alike

from policymatch import Enterprise, PolicyLibrary, firms
from policymatch.batch import source
from policymatch.enterprise import FactKey, Known
from policymatch.values import Listing, Span

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = PolicyLibrary.load()
EXAMPLES = [*firms.read(ROOT / "examples/firms"), Enterprise.load(ROOT / "examples/suzhou-machinery.yaml")]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "CHUNK_ROWS", 8)


def test_the_examples() -> None:
    assert_alike(EXAMPLES, LIBRARY)


def test_firms_of_which_less_is_known() -> None:
    dice = Random(20260316)
    assert_alike([less_known(dice, dice.choice(EXAMPLES)) for _ in range(16)], LIBRARY)


def test_made_up_firms() -> None:
    assert_alike(list(some_firms(20)), LIBRARY)


def less_known(dice: Random, firm: Enterprise) -> Enterprise:
    """Return a firm with some facts left out or made vague, and lists cut short, opened and closed."""
    kept = dice.random()
    listings = {
        kind: Listing(listed.items[: dice.randint(0, len(listed.items))], dice.random() < 0.5)
        for kind, listed in firm.listings.items()
        if dice.random() < 0.8
    }
    days = (firm.as_of, firm.as_of, date(2025, 6, 30))
    return replace(firm, as_of=dice.choice(days), facts=dict(_facts(dice, firm, kept)), listings=listings)


def _facts(dice: Random, firm: Enterprise, kept: float) -> Iterator[tuple[FactKey, Known]]:
    for key, known in firm.facts.items():
        if dice.random() > kept:
            continue
        value = known.value
        if isinstance(value, Span) and isinstance(value.low, int) and dice.random() < 0.3:
            known = replace(known, value=Span(value.low, dice.choice((value.low + 10_000, None))))
        yield key, known
