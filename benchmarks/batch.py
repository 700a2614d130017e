"""Measures the batch: the shipped policies against a made-up province, each run in a process of its own.

    python -m benchmarks.batch [COUNT [FOLDER]]

Prints seconds, microseconds for each pair of a firm and a policy, how many pairs went to the evaluator (for
their verdict, for their amount), and the most memory that the process ever held. FOLDER keeps the firms.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.firms import some_firms

from policymatch import PolicyLibrary, batch, firms

COUNT = 100_000
RUNS = {"verdicts": False, "with amounts": True}


def _measure(path: Path, amounts: bool) -> None:
    """Match once and print what it took."""
    library = PolicyLibrary.load()
    start = time.perf_counter()
    with batch.matching(path, library, amounts=amounts) as found:
        told = batch.write_matches(path.with_name("matches.parquet"), found)
    seconds = time.perf_counter() - start
    pairs = told.firms * len(library)
    print(
        json.dumps(
            {
                "seconds": round(seconds, 2),
                "us a pair": round(seconds / pairs * 1e6, 3),
                "pairs": pairs,
                "rows": told.rows,
                "asked for a verdict": told.asked,
                "asked for an amount": told.asked_for_amount,
                "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


def main() -> None:
    """Make the firms where there are none yet, and measure each run."""
    if len(sys.argv) > 1 and sys.argv[1] in RUNS:
        _measure(Path(sys.argv[2]), RUNS[sys.argv[1]])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else temporary) / f"firms-{count}.parquet"
        if not path.exists():
            firms.write(path, some_firms(count))
        for run in RUNS:
            made = subprocess.run(
                [sys.executable, "-m", "benchmarks.batch", run, str(path)],
                check=True,
                capture_output=True,
                text=True,
            )
            print(f"{run}: {made.stdout.strip()}")


if __name__ == "__main__":
    main()
