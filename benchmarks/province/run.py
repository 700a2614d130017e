"""How long the province takes: our engine and its peers on the same firms and policies, one thread each.

    python -m benchmarks.province.run [FIRMS [POLICIES [FOLDER [NAME]…]]]

Each engine first answers for 300 firms, and must say what the plain reference says. Then each run has a
process of its own, in three rounds, so that whatever else the machine does hits all alike; what takes longer
than a minute runs once, and what takes longer than five is stopped. Printed are the least and the middle of
the seconds of work, and the most memory that the process ever held. Starting up, reading, and making policies
ready (a plan here, expressions there) are not counted, unless the name says so; how long it took to make the
firms ready, with codes as numbers and the like, stands apart ("ready"). Peers do that first, ours where
firms are held (`batch.hold`), and else within its work. With NAMEs only the runs whose names begin so.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from benchmarks.province import figures, ours, policies, reference

from policymatch import PolicyLibrary, batch
from policymatch.matching.prepared import prepared

FIRMS, POLICIES, TIMES, SAMPLE = 1_000_000, 1_000, 3, 300
# What takes so many seconds is not run again, and what takes so many is not waited for.
SLOW, ENOUGH = 60, 300
# One thread each; polars reads this when it is imported.
_ONE_THREAD = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}

_PEERS = {
    "polars-naive": ("polars_engine", "Naive", "polars"),
    "polars-encoded": ("polars_engine", "Encoded", "polars"),
    "duckdb": ("duckdb_engine", "DuckDB", "duckdb"),
    "openfisca": ("openfisca_engine", "OpenFisca", "openfisca-core"),
}
Work = Callable[[], object]


class Data:
    """The firms in a folder, as plain columns and as a firm table, and the policies."""

    def __init__(self, folder: Path, firms: int, several: int) -> None:
        self.plain, self.table = folder / f"plain-{firms}.parquet", folder / f"firms-{firms}.parquet"
        self.out = folder / "out.parquet"
        folder.mkdir(parents=True, exist_ok=True)
        if not self.table.exists():
            made = figures.table(firms)
            pq.write_table(made, self.plain, compression="zstd", row_group_size=1 << 16)
            ours.write_firms(self.table, made)
        self.policies = policies.policies(several)

    @property
    def library(self) -> PolicyLibrary:
        """Return the policies as a library whose plan is made."""
        library = ours.library_of(self.policies)
        prepared(library)
        return library


def main() -> None:
    """Check, then measure each run; or, started by itself, do one."""
    if len(sys.argv) > 2 and sys.argv[1] == "--one":
        print(json.dumps(_once(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))))
        return
    firms = int(sys.argv[1]) if len(sys.argv) > 1 else FIRMS
    several = int(sys.argv[2]) if len(sys.argv) > 2 else POLICIES
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[3] if len(sys.argv) > 3 else temporary)
        Data(folder, firms, several)
        _check()
        print(f"{firms} firms × {several} policies; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        only = tuple(sys.argv[4:]) or ("",)
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in _runs() if name.startswith(only)}
        for _ in range(TIMES):
            for name, runs in told.items():
                if not runs or runs[0]["seconds"] < SLOW:
                    runs.append(_process(name, folder, firms, several))
        for name, runs in told.items():
            seconds = [one["seconds"] for one in runs]
            memory = max(one["MB"] for one in runs)
            times = f"{min(seconds):9.4f} {statistics.median(seconds):9.4f} s, {len(runs)} runs"
            ready = statistics.median(one["ready"] for one in runs)
            print(f"{name:42} {times}, ready {ready:.3f} s {memory:6} MB  {runs[0]['result']}", flush=True)


def _runs() -> Iterator[str]:
    yield from (*OURS, *HELD)
    for name, (_, _, package) in _PEERS.items():
        if importlib.util.find_spec(package.partition("-")[0].replace("openfisca", "openfisca_core")) is None:
            print(f"not compared: {package} (pip install {package})")
            continue
        yield f"{name} counts"
        if name != "openfisca":
            yield f"{name} sparse Parquet"


def _process(name: str, folder: Path, firms: int, several: int) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.province.run",
        "--one",
        name,
        str(folder),
        str(firms),
        str(several),
    ]
    try:
        made = subprocess.run(
            command, capture_output=True, text=True, env=os.environ | _ONE_THREAD, timeout=ENOUGH
        )
    except subprocess.TimeoutExpired:
        return {"seconds": float(ENOUGH), "ready": 0.0, "result": "not done", "MB": 0}
    if made.returncode:
        sys.exit(made.stderr)
    told: dict[str, Any] = json.loads(made.stdout)
    return told


def _once(name: str, folder: Path, firms: int, several: int) -> dict[str, Any]:
    data = Data(folder, firms, several)
    if name in OURS:
        work, ready = OURS[name](data), 0.0
    else:
        work, ready = HELD[name](data) if name in HELD else _peer(name, data)
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "ready": ready,
        "result": result,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


# -- our engine --------------------------------------------------------------------------------------------


def _counts(data: Data) -> Work:
    library, table = data.library, pq.read_table(data.table)
    return lambda: _totals(batch.counts(table, library, figures.AS_OF))


def _counts_of_file(data: Data) -> Work:
    library = data.library
    return lambda: _totals(batch.counts(data.table, library, figures.AS_OF))


def _totals(counted: Any) -> str:
    eligible, undecided = (sum(counted.column(name).to_pylist()) for name in ("eligible", "undecided"))
    return f"{eligible} eligible, {undecided} undecided"


def _rows(data: Data, amounts: bool) -> Work:
    library, table = data.library, pq.read_table(data.table)

    def work() -> str:
        with batch.matching(table, library, figures.AS_OF, amounts=amounts) as found:
            return f"{sum(one.num_rows for one in found.batches)} rows, {found.told.asked_for_amount} asked"

    return work


def _written(data: Data) -> Work:
    library = data.library

    def work() -> str:
        with batch.matching(
            data.table, library, figures.AS_OF, amounts=False, undecided=True, why=False
        ) as found:
            return f"{batch.write_matches(data.out, found).rows} rows"

    return work


def _one_policy(data: Data) -> Work:
    policy = data.policies[len(data.policies) // 2]
    library, table = ours.library_of([policy]), pq.read_table(data.table)
    prepared(library)
    return lambda: _totals(batch.counts(table, library, figures.AS_OF))


def _its_columns(data: Data) -> Work:
    """Read the columns of one policy from memory, which is the least that anybody must do."""
    policy = data.policies[len(data.policies) // 2]
    keys = {one["field"] for one in policies.criteria(policy["rule"])}
    table = ours.firm_table(pq.read_table(data.plain, columns=sorted(keys)), data.library.vocabulary)
    buffers = [
        buffer
        for column in table.columns
        for chunk in column.chunks
        for buffer in chunk.buffers()
        if buffer is not None
    ]

    def work() -> str:
        # A sum touches every byte.
        total = sum(int(_words_of(buffer).sum()) for buffer in buffers)
        return f"{sum(buffer.size for buffer in buffers) / 1e6:.0f} MB, {total % 10}"

    return work


def _words_of(buffer: Any) -> Any:
    return np.frombuffer(buffer, np.uint64, len(buffer) // 8)


OURS: dict[str, Callable[[Data], Work]] = {
    "policymatch counts": _counts,
    "policymatch counts, from Parquet": _counts_of_file,
    "policymatch sparse Parquet, from Parquet": _written,
    "policymatch eligible rows": lambda data: _rows(data, amounts=False),
    "policymatch eligible rows with amounts": lambda data: _rows(data, amounts=True),
    "policymatch counts of one policy": _one_policy,
    "reading the columns of that policy": _its_columns,
}


def _held(data: Data, library: PolicyLibrary) -> tuple[batch.Held, float]:
    table = pq.read_table(data.table)
    start = time.perf_counter()
    held = batch.hold(table, library, figures.AS_OF)
    return held, time.perf_counter() - start


def _counts_of_held(data: Data, asked_before: bool) -> tuple[Work, float]:
    library = data.library
    held, ready = _held(data, library)
    if asked_before:
        batch.counts(held, library, figures.AS_OF)
    return (lambda: _totals(batch.counts(held, library, figures.AS_OF))), ready


def _one_policy_of_held(data: Data) -> tuple[Work, float]:
    """A new policy, after others that came before it."""
    held, ready = _held(data, data.library)
    *earlier, new = (ours.library_of([data.policies[at]]) for at in (*range(5), len(data.policies) // 2))
    for one in earlier:
        batch.counts(held, one, figures.AS_OF)
    prepared(new)
    return (lambda: _totals(batch.counts(held, new, figures.AS_OF))), ready


HELD: dict[str, Callable[[Data], tuple[Work, float]]] = {
    "policymatch held, counts": lambda data: _counts_of_held(data, asked_before=False),
    "policymatch held, counts asked again": lambda data: _counts_of_held(data, asked_before=True),
    "policymatch held, counts of one policy": _one_policy_of_held,
}


# -- peers -------------------------------------------------------------------------------------------------


def _engine(name: str, several: list[policies.Tree]) -> Any:
    module, class_, _ = _PEERS[name]
    return getattr(importlib.import_module(f"benchmarks.province.{module}"), class_)(several)


def _peer(run: str, data: Data) -> tuple[Work, float]:
    """Return the work of a peer, and how long it took to make the firms ready as it wants them."""
    name, _, what = run.partition(" ")
    engine = _engine(name, data.policies)
    table = pq.read_table(data.plain)
    start = time.perf_counter()
    frame = engine.frame(table)
    ready = time.perf_counter() - start
    if what == "counts":

        def count() -> str:
            counted = engine.counts(frame)
            return f"{sum(true for true, _ in counted)} true, {sum(open_ for _, open_ in counted)} unknown"

        return count, ready

    def write() -> str:
        engine.write(frame, data.out)
        return f"{pq.ParquetFile(data.out).metadata.num_rows} rows"

    return write, ready


# -- the same answers --------------------------------------------------------------------------------------


def _check() -> None:
    """Hold every engine to the reference: ours cell by cell, the peers by the count of each policy."""
    several = policies.policies(SAMPLE)
    for gaps in (True, False):
        firms = figures.table(SAMPLE, seed=figures.SEED + 1, gaps=gaps)
        plain = firms.to_pylist()
        table = ours.firm_table(firms, ours.library_of([]).vocabulary)
        found = batch.match(
            table, ours.library_of(several), figures.AS_OF, amounts=False, undecided=True, why=False
        )
        cells = {(row["firm"], row["policy_id"]): row["verdict"] for row in found.to_pylist()}
        for number, policy in enumerate(several):
            for place, firm in enumerate(plain):
                truth = reference.truth(policy["rule"], firm)
                expected = "undecided" if truth is None else "eligible" if truth else None
                if cells.get((place, f"province/{number:04d}")) != expected:
                    sys.exit(f"not what the reference says: firm {place}, policy {number}")
        counted = reference.counts(several, plain)
        held = batch.hold(table, ours.library_of(several), figures.AS_OF)
        for _ in range(2):
            told = batch.counts(held, ours.library_of(several), figures.AS_OF)
            if [(row["eligible"], row["undecided"]) for row in told.to_pylist()] != counted:
                sys.exit("firms that are held are not told what the reference says")
        for name in {run.partition(" ")[0] for run in _runs()} & set(_PEERS):
            if gaps and name == "openfisca":
                continue
            engine = _engine(name, several)
            if engine.counts(engine.frame(firms)) != counted:
                sys.exit(f"{name} does not say what the reference says")
    print(f"{SAMPLE} firms × {SAMPLE} policies: every engine says what the reference says")


if __name__ == "__main__":
    main()
