"""Runs a piece of Python in fresh processes and tells how long it took."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"

_TIMED = """\
import time
start = time.perf_counter()
{code}
print(time.perf_counter() - start)
"""


def seconds(code: str, times: int, cache: str, before: str = "") -> float:
    """Return the median time that `code` takes in a process of its own, `before` not counted.

    `cache` is what POLICYMATCH_CACHE is set to. One run more goes first, which compiles modules to bytecode.
    """
    script = before + "\n" + _TIMED.format(code=code)
    environment = {
        **os.environ,
        "POLICYMATCH_CACHE": cache,
        "PYTHONPATH": str(SOURCE),
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "policymatch-benchmarks"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    taken = [_run(script, environment) for _ in range(times + 1)]
    return statistics.median(taken[1:])


def _run(script: str, environment: dict[str, str]) -> float:
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    )
    return float(told.stdout.splitlines()[-1])
