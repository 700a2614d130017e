"""The whole comparison: the shipped policies × thousands of firms, by the batch and firm by firm.

    python -m tests.batch.whole [COUNT [SEED]]

Half of the firms are made up with some twenty facts, half are the examples with facts left out or made vague
and lists cut short. Every verdict, reason and amount must be the same, to the fen. It takes too long for the
suite, which compares some dozens.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from random import Random

from benchmarks.firms import some_firms
from tests.batch.alike import Rows, by_batch, row_of, saying_something
from tests.batch.test_shipped import EXAMPLES, LIBRARY, less_known

from policymatch import Enterprise, Verdict
from policymatch.matching.firm import context_of
from policymatch.matching.prepared import prepared

_AT_ONCE = 500


def main() -> int:
    """Compare block by block; return 1 at the first difference."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261122
    made = _firms(seed)
    compared = rows = 0
    seconds = {"batch": 0.0, "single": 0.0}
    while compared < count and (some := list(islice(made, min(_AT_ONCE, count - compared)))):
        start = time.process_time()
        found = by_batch(some, LIBRARY, undecided=True)
        between = time.process_time()
        expected = _one_by_one(some)
        seconds["batch"] += between - start
        seconds["single"] += time.process_time() - between
        if found != expected:
            for key in sorted({*found, *expected}):
                mine, its = found.get(key), expected.get(key)
                if mine != its:
                    print(f"firm {compared + key[0]}, {key[1]}\n  batch  {mine}\n  single {its}")
            return 1
        compared += len(some)
        rows += len(found)
        told = ", ".join(f"{name} {spent:.0f} s" for name, spent in seconds.items())
        print(
            f"{compared} firms × {len(LIBRARY)} policies, {rows} rows the same; {told} of computing",
            flush=True,
        )
    return 0


def _firms(seed: int) -> Iterator[Enterprise]:
    dice = Random(seed)
    for one in some_firms(1_000_000, seed):
        yield saying_something(one)
        yield saying_something(less_known(dice, dice.choice(EXAMPLES)))


def _one_by_one(some: Sequence[Enterprise]) -> Rows:
    """Return what the path of one firm says, which matches all policies at once."""
    found: Rows = {}
    for number, firm in enumerate(some):
        context = context_of(firm, firm.as_of or date.today(), LIBRARY)
        for match, status in prepared(LIBRARY).matches(context):
            if status.applies and match.verdict is not Verdict.INELIGIBLE:
                found[number, match.policy_id] = row_of(match)
    return found


if __name__ == "__main__":
    sys.exit(main())
