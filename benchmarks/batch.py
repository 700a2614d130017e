"""Measures the batch: the shipped policies against a made-up province, each run in a process of its own.

    python -m benchmarks.batch [COUNT [FOLDER]]

Prints seconds, microseconds for each pair of a firm and a policy, how many pairs went to the evaluator (for
their verdict, for their amount), and the most memory that the process ever held. FOLDER keeps the firms.

Counts are taken by DuckDB too, which is given the SQL that `policymatch rules sql` writes, for those policies
of which it says everything, and the same columns in memory; it must count the same.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from benchmarks.firms import some_firms

from policymatch import PolicyLibrary, batch, firms
from policymatch.batch.compiled import with_policies
from policymatch.firms.meta import records_path
from policymatch.matching.prepared import prepared
from policymatch.sql.candidates import candidates
from policymatch.sql.columns import columns_of
from policymatch.sql.dialect import Dialect
from policymatch.sql.statement import statement

COUNT, AS_OF = 100_000, date(2026, 3, 15)
_Told = dict[str, Any]


def _written(path: Path, amounts: bool) -> _Told:
    """Match, and write the rows."""
    library = PolicyLibrary.load()
    start = time.perf_counter()
    with batch.matching(path, library, amounts=amounts) as found:
        told = batch.write_matches(path.with_name("matches.parquet"), found)
    return {
        "seconds": time.perf_counter() - start,
        "pairs": told.firms * len(library),
        "rows": told.rows,
        "asked for a verdict": told.asked,
        "asked for an amount": told.asked_for_amount,
    }


def _counted(path: Path) -> _Told:
    """Count the firms of the policies that SQL says wholly, of tables in memory."""
    library = _said_in_sql(path)
    table, records = pq.read_table(path), _records(path, library)
    prepared(library)
    start = time.perf_counter()
    counted = batch.counts(table, library, AS_OF, records=records)
    seconds = time.perf_counter() - start
    columns = zip(*(counted.column(one).to_pylist() for one in ("eligible", "undecided")), strict=True)
    return {"seconds": seconds, "pairs": table.num_rows * len(library), "counts": [*map(list, columns)]}


def _counted_by_sql(path: Path) -> _Told:
    """Let DuckDB count the same, of the same columns in memory."""
    library = _said_in_sql(path)
    columns = columns_of(path, library.vocabulary)
    engine = importlib.import_module("duckdb").connect()
    engine.execute("SET threads = 1")
    engine.execute(
        "CREATE TABLE firms AS SELECT file_row_number AS firm, * EXCLUDE (file_row_number)"
        f" FROM read_parquet('{path}', file_row_number = true)"
    )
    for kind in _records(path, library):
        engine.execute(f"CREATE TABLE \"firms_{kind}\" AS SELECT * FROM '{records_path(path, kind)}'")
    asked = [
        statement(candidates(one, library, AS_OF, columns), Dialect.DUCKDB, library.vocabulary).rstrip("; \n")
        for one in library
    ]
    start = time.perf_counter()
    counts = []
    for sql in asked:
        rows = engine.execute(f"SELECT verdict, count(*) FROM ({sql}\n) GROUP BY verdict").fetchall()
        told = dict(rows)
        counts.append([told.get("eligible", 0), told.get("undecided", 0)])
    seconds = time.perf_counter() - start
    (firms_there,) = engine.execute("SELECT count(*) FROM firms").fetchone()
    return {"seconds": seconds, "pairs": firms_there * len(library), "counts": counts}


def _said_in_sql(path: Path) -> PolicyLibrary:
    """Return the shipped policies in force of which SQL leaves nothing unknown."""
    library = PolicyLibrary.load()
    columns = columns_of(path, library.vocabulary)
    ids = [
        one.id
        for one in library
        if one.document.status(AS_OF).applies and not candidates(one, library, AS_OF, columns).left
    ]
    return with_policies(library, ids)


def _records(path: Path, library: PolicyLibrary) -> dict[str, Any]:
    files = {kind: records_path(path, kind) for kind in library.vocabulary.records}
    return {kind: pq.read_table(file) for kind, file in files.items() if file.exists()}


RUNS: dict[str, Callable[[Path], _Told]] = {
    "verdicts": lambda path: _written(path, amounts=False),
    "with amounts": lambda path: _written(path, amounts=True),
    "counts": _counted,
    "counts by DuckDB": _counted_by_sql,
}


def main() -> None:
    """Make the firms where there are none yet, and measure each run."""
    if len(sys.argv) > 1 and sys.argv[1] in RUNS:
        told = RUNS[sys.argv[1]](Path(sys.argv[2]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(told | {"us a pair": told["seconds"] / told["pairs"] * 1e6, "MB": memory}))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else temporary) / f"firms-{count}.parquet"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            firms.write(path, some_firms(count))
        made: dict[str, _Told] = {}
        for run in RUNS:
            if run == "counts by DuckDB" and importlib.util.find_spec("duckdb") is None:
                print("not compared: duckdb (pip install duckdb)")
                continue
            made[run] = _process(run, path)
            told = {key: value for key, value in made[run].items() if key != "counts"}
            policies = len(made[run].get("counts", ())) or "all"
            print(f"{run}, {policies} policies: " + ", ".join(f"{key} {_short(told[key])}" for key in told))
        if made["counts"]["counts"] != made.get("counts by DuckDB", made["counts"])["counts"]:
            sys.exit("DuckDB does not count the same")


def _process(run: str, path: Path) -> _Told:
    command = [sys.executable, "-m", "benchmarks.batch", run, str(path)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        sys.exit(made.stderr)
    told: _Told = json.loads(made.stdout)
    return told


def _short(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
