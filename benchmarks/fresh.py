"""Runs a piece of Python in fresh processes and tells how long it took, and how much of that it computed."""

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
start = time.perf_counter(), time.process_time()
{code}
print(time.perf_counter() - start[0], time.process_time() - start[1])
"""


def seconds(code: str, times: int, cache: str, before: str = "") -> str:
    """Return the median time that `code` takes in a process of its own, `before` not counted.

    Behind it stand the shortest and the longest, and the median time on the processor: on a busy machine that
    says more. `cache` is what POLICYMATCH_CACHE is set to. One run more goes first, which compiles modules to
    bytecode.
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
    walls, processor = zip(*taken[1:], strict=True)
    middle, computing = statistics.median(walls), statistics.median(processor)
    return f"{middle:.3f} s ({min(walls):.3f} to {max(walls):.3f}; {computing:.3f} s computing)"


def _run(script: str, environment: dict[str, str]) -> tuple[float, float]:
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    )
    wall, processor = told.stdout.splitlines()[-1].split()
    return float(wall), float(processor)
