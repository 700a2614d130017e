"""Measures the batch inside Apache Spark beside one process without it, on the made-up province.

    python -m benchmarks.spark [FIRMS [POLICIES [CORES]]]

Each run is a process of its own. Prints the seconds on the clock and those of processors, of all processes
together: what a run costs hangs on the latter. `begin` is what every Python process of an executor spends
once, on reading and compiling the library. Linux only.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.province import figures, ours, policies

from policymatch import PolicyLibrary, batch, spark
from policymatch.batch.compiled import Compiled

FIRMS, POLICIES, CORES = 100_000, 1_000, 2
_TICKS = os.sysconf("SC_CLK_TCK")


def processors() -> float:
    """Return the processor seconds of this process and of all that have come of it and live."""
    parents, seconds = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(told[1])
        # Its own, and those of its children that have ended.
        seconds[int(folder.name)] = sum(map(int, told[11:15])) / _TICKS
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(seconds[one] for one in ours)


def _alone(path: Path, library: PolicyLibrary, amounts: bool) -> tuple[int, int]:
    """Match without Spark; return how many rows were written, and how many bytes."""
    out = path.with_name("alone.parquet")
    with batch.matching(path, library, figures.AS_OF, amounts=amounts) as found:
        return batch.write_matches(out, found).rows, out.stat().st_size


def _on_spark(path: Path, library: PolicyLibrary, amounts: bool, cores: int) -> tuple[int, int]:
    """Match in Spark on this machine; return how many rows were written, and how many bytes."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder, spark.session(f"local[{cores}]") as session:
        out = Path(folder) / "matches"
        told = spark.write_matches(out, path, session, library, figures.AS_OF, amounts=amounts)
        return told.rows, sum(part.stat().st_size for part in out.glob("*.parquet"))


def _measure(run: str, path: Path, count: int, cores: int) -> None:
    library = ours.library_of(policies.policies(count))
    sent = pickle.dumps(library)
    before = time.process_time()
    Compiled(pickle.loads(sent))
    begin = time.process_time() - before
    where, _, what = run.partition(" ")
    clock, spent = time.perf_counter(), processors()
    amounts = what == "amounts"
    alone = where == "alone"
    rows, size = _alone(path, library, amounts) if alone else _on_spark(path, library, amounts, cores)
    told = {
        "seconds": round(time.perf_counter() - clock, 1),
        "processors": round(processors() - spent, 1),
        "rows": rows,
        "bytes a row": round(size / rows, 1),
        "begin": round(begin, 2),
        "library MB": round(len(sent) / 1e6, 1),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(told))


def main() -> None:
    """Make the firms, and measure each run."""
    if sys.argv[1:2] == ["run"]:
        _measure(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
        return
    firms, count, cores = (*map(int, sys.argv[1:]), *(FIRMS, POLICIES, CORES)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "firms.parquet"
        ours.write_firms(path, figures.table(firms))
        for run in ("alone verdicts", "spark verdicts", "alone amounts", "spark amounts"):
            command = [
                sys.executable,
                "-m",
                "benchmarks.spark",
                "run",
                run,
                str(path),
                str(count),
                str(cores),
            ]
            made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            print(f"{run}: {made.stdout.strip()}", flush=True)


if __name__ == "__main__":
    main()
