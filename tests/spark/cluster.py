"""A Spark cluster of the tests' own, on this machine's loopback address, and firms for it to work at."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.policies import DOCUMENT

from policymatch import Enterprise, PolicyLibrary, firms
from policymatch.firms import spool

POLICIES = """\
policies:
  - id: test/large
    title: 大企业
    category: test
    eligible: {all: [营业收入 >= 2000万元, 注册地 属于 宿州市]}
    benefit: {kind: award, amount: 10万元}
  - id: test/project
    title: 技改
    category: test
    for: 项目
    eligible: {all: [项目.设备投资 >= 500万元, 员工人数 >= 50人]}
    benefit: {kind: subsidy, amount: 10% * 项目.设备投资}
"""
RULES = DOCUMENT + POLICIES
FIRMS = 50
# Machine code for what runs for seconds is not worth its making.
_QUICK = {
    "ui.enabled": "false",
    "ui.showConsoleProgress": "false",
    "driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "sql.codegen.wholeStage": "false",
    "sql.codegen.factoryMode": "NO_CODEGEN",
}
UNREADABLE = 17


def missing() -> str | None:
    """Return why no cluster can be started here, or None."""
    try:
        import pyspark  # noqa: F401
    except ModuleNotFoundError:
        return "no pyspark here (make spark)"
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and Path(home, "bin", "java").exists()):
        return "no Java on this machine (apt-get install openjdk-17-jre-headless)"
    return None


@contextmanager
def running(folder: Path) -> Iterator[Any]:
    """Start a cluster with two workers, whose executors are processes of their own, and stop it again."""
    import pyspark
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        # Programs of the cluster are started from there, and keep their logs in the folder of the tests.
        patch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
        patch.setenv("SPARK_WORKER_DIR", str(folder))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        builder = SparkSession.builder.master("local-cluster[2,1,1024]")
        for key, value in _QUICK.items():
            builder = builder.config(f"spark.{key}", value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        try:
            yield session
        finally:
            session.stop()


def executors(session: Any) -> list[int]:
    """Return the processes that are the cluster's executors."""
    driver = session.sparkContext._gateway.proc.pid
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == driver and b"CoarseGrainedExecutorBackend" in command:
            found.append(int(folder.name))
    return found


def kill_one(session: Any) -> int:
    """Kill an executor, and return which."""
    killed = executors(session)[0]
    os.kill(killed, signal.SIGKILL)
    return killed


def firm(number: int) -> Enterprise:
    """Return a firm: each third one without projects, others with up to four, on every border of a range."""
    projects = [{"设备投资": f"{400 + 50 * at + number}万元"} for at in range(number % 5)]
    told = {"营业收入[2025]": f"{1000 + 50 * number}万元", "注册地": "宿州市", "员工人数": 40 + number}
    listed = {} if number % 3 == 0 else {"项目": projects, "清单完整": ["项目"]}
    return Enterprise.from_dict({"企业名称": f"企业{number}", "基准日": "2026-03-16", **told, **listed})


def write_firms(path: Path, library: PolicyLibrary, patch: pytest.MonkeyPatch) -> Path:
    """Write a firm table in groups of few rows; one of its firms cannot be read."""
    patch.setattr(spool, "GROUP_ROWS", 4)
    firms.write(path, map(firm, range(FIRMS)), library.vocabulary)
    table = pq.read_table(path)
    employees = table.column("employees").to_pylist()
    employees[UNREADABLE] = -3
    at = table.schema.get_field_index("employees")
    wrong = table.set_column(at, table.schema.field(at), pa.array(employees, table.schema.field(at).type))
    pq.write_table(wrong, path, row_group_size=4)
    return path


def rows_of(table: pa.Table) -> list[str]:
    """Return the rows of a match table in an order that does not depend on how they were made."""
    return sorted(map(repr, table.to_pylist()))
