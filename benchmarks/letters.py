"""How long letters take, format by format, and how much memory; a process for each measurement.

`python -m benchmarks.letters FIRMS [COUNT [JOBS]]`: letters of the first COUNT firms (1,000) of a table or
folder (`make city` makes one), with the shipped rules, by the command itself. Memory is the most that one of
its processes held; computing time is that of all of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from policymatch import firms

_FORMS = ("json", "md", "html", "docx", "pdf")
# The child tells of the processes that it has waited for as well.
_RUN = """
import resource, sys
from policymatch.cli.main import app
try:
    app(sys.argv[1:], standalone_mode=False)
finally:
    used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in used)
    print(f"{seconds:.0f} {max(one.ru_maxrss for one in used) / 1024:.0f}", file=sys.stderr)
"""


def measured(table: Path, out: Path, form: str, jobs: int) -> tuple[float, str, str]:
    """Return seconds by the clock, seconds of computing, and megabytes, of writing all letters."""
    import subprocess

    command = ["letter", str(table), "-o", str(out), "--format", form, "--jobs", str(jobs)]
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *command], capture_output=True, text=True, env={**os.environ}
    )
    seconds = time.perf_counter() - began
    done.check_returncode()
    computing, megabytes = done.stderr.split()[-2:]
    return seconds, computing, megabytes


def main(path: str, count: int = 1_000, jobs: int = 2) -> None:
    """Write the letters and print a line for each format."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "firms.jsonl"
        written = firms.write(table, islice(firms.read(Path(path)), count))
        for form in _FORMS:
            out = Path(folder) / form
            seconds, computing, megabytes = measured(table, out, form, jobs)
            size = sum(file.stat().st_size for file in out.iterdir()) / written / 1024
            print(
                f"{form}: {written:,} letters | {written / seconds:.1f} a second | {seconds:.0f} s | "
                f"{computing} s of computing | {megabytes} MB | {size:.0f} kB each",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:4]))
