"""What columns tell is what the evaluator says, literal by literal and amount by amount; and most is told."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from tests.batch.alike import enterprise_of, saying_something
from tests.support.firms import some_firm
from tests.support.random_policies import some_judged_policy
from tests.support.terms import usual_terms

from policymatch import Enterprise, PolicyLibrary, Verdict, firms
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Lexicons
from policymatch.batch.payments import NONE, Payments
from policymatch.batch.planes import unpacked
from policymatch.batch.source import source_of
from policymatch.batch.truths import ChunkTruths
from policymatch.matching.amount import amount_of
from policymatch.matching.firm import context_of
from policymatch.matching.verdict import SETTLED, decide
from policymatch.plan import Answers, Depends
from policymatch.values import Truth

DAY = date(2026, 3, 16)
Asked = tuple[list[Enterprise], PolicyLibrary]


def truths_of(some: list[Enterprise], library: PolicyLibrary) -> ChunkTruths:
    """Return the truths of a chunk with some firms."""
    compiled = Compiled(library)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.parquet"
        firms.write(path, some, library.vocabulary)
        with source_of(path, library.vocabulary, compiled.everything_asked, False) as source:
            (chunk,) = source.chunks()
    return ChunkTruths(compiled, chunk, source.shape, Lexicons(library.vocabulary), DAY)


def fen(yuan: Decimal | None) -> int:
    return NONE if yuan is None else int(yuan * 100)


def drawn(seed: int, policies: int, count: int) -> Asked:
    dice = Random(seed)
    several = [some_judged_policy(dice, usual_terms()) for _ in range(policies)]
    named = {str(number): replace(policy, id=str(number)) for number, policy in enumerate(several)}
    some = [enterprise_of(some_firm(dice, usual_terms()), number) for number in range(count)]
    library = PolicyLibrary(named, usual_terms().vocabulary, "test")
    return [saying_something(firm) for firm in some], library


@pytest.fixture(scope="module")
def asked() -> Asked:
    return drawn(0, 60, 20)


def test_literals(asked: Asked) -> None:
    some, library = asked
    truths = truths_of(some, library)
    contexts = [context_of(firm, DAY, library) for firm in some]
    told, pairs = Counter[str](), Counter[str]()
    plan = truths.compiled.program.plan
    for number, literal in enumerate(plan.literals):
        if plan.depends[number] & Depends.RECORD:
            continue
        name = type(literal.node).__name__
        found = truths.step(number)
        true, possible, left = (
            unpacked(plane, len(some)).tolist() for plane in (found.true, found.possible, found.left)
        )
        for row, context in enumerate(contexts):
            pairs[name] += 1
            if not left[row]:
                told[name] += 1
                truth = Answers(truths.compiled.program, context).truth(number)
                assert truth == true[row] + possible[row], literal.node
    for name in ("Among", "Contains", "IsTrue", "Holds"):
        assert told[name] == pairs[name] > 0
    # Left are peaks, sums over years, years of dates, tables and extremes of records.
    assert told["Compare"] > pairs["Compare"] * 2 // 3


def test_amounts(asked: Asked) -> None:
    some, library = asked
    payments = Payments(truths_of(some, library))
    contexts = [context_of(firm, DAY, library) for firm in some]
    told, ranged, listed = Counter[bool](), 0, 0
    for place, policy in enumerate(library):
        paid = payments.of(place, np.arange(len(some)))
        for row, context in enumerate(contexts):
            if paid is None or not paid.told[row]:
                continue
            # What a policy of the firm pays hangs on its formula alone.
            decision = SETTLED[Truth.TRUE] if policy.record is None else decide(policy, context)
            told[policy.record is not None] += 1
            amount = amount_of(policy, decision, context, False)
            assert amount is not None
            assert (fen(amount.low), fen(amount.high)) == (paid.low[row], paid.high[row])
            ranged += amount.low != amount.high
            # Whoever is not eligible may list no record that counts.
            if paid.listed is not None and (amount.listed or decision.verdict is Verdict.ELIGIBLE):
                part = (NONE, NONE)
                if amount.listed is not None:
                    part, listed = (fen(amount.listed.low), fen(amount.listed.high)), listed + 1
                assert part == (paid.listed[0][row], paid.listed[1][row])
    assert told[False] > 250
    assert told[True] > 250
    assert ranged > 150
    assert listed > 3
