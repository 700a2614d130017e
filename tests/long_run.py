"""The long run of the laws: `make laws CASES=1000000` throws that many cases, `SEED=…` repeats one of them.

Every case is made of one number, its seed, so that a failure is told by that number alone.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing import Pool
from random import Random, SystemRandom

from tests.support.laws import some_law
from tests.support.terms import usual_terms

_BATCH = 2_000
_SHOWN = 20


def main() -> int:
    """Run what the environment asks for; return 1 when a law was broken."""
    if one := os.environ.get("SEED"):
        law, case = some_law(Random(int(one)), usual_terms())
        print(f"{law.__name__}\n{case}", flush=True)
        law(case)
        print("kept")
        return 0
    cases, processes = int(os.environ.get("CASES") or 100_000), int(os.environ.get("PROCESSES") or 2)
    first = SystemRandom().randrange(10**12)
    seeds = range(first, first + cases)
    batches = [seeds[start : start + _BATCH] for start in range(0, cases, _BATCH)]
    print(f"{cases:,} cases from seed {first}, in {processes} processes", flush=True)
    broken: list[tuple[int, str]] = []
    started, done = time.monotonic(), 0
    with Pool(processes) as pool:
        for count, found in pool.imap_unordered(_run, batches):
            done += count
            broken += found
            if done % 50_000 < count or done == cases:
                pace = done / (time.monotonic() - started)
                print(f"{done:,} cases, {pace:,.0f} a second, {len(broken)} broken", flush=True)
    # The shortest first: those are the easiest to understand.
    for seed, message in islice(sorted(broken, key=lambda one: len(one[1])), _SHOWN):
        print(f"\nSEED={seed}\n{message}")
    return 1 if broken else 0


def _run(seeds: range) -> tuple[int, list[tuple[int, str]]]:
    return len(seeds), list(_broken(seeds))


def _broken(seeds: range) -> Iterator[tuple[int, str]]:
    terms = usual_terms()
    for seed in seeds:
        law, case = some_law(Random(seed), terms)
        try:
            law(case)
        except Exception as error:  # whatever a random rule makes fail is a finding
            yield seed, f"{law.__name__}: {type(error).__name__}: {error}\n{case}"


if __name__ == "__main__":
    sys.exit(main())
