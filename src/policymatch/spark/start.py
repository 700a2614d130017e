"""pyspark, loaded by the first function that needs it, and sessions: one that is there, or one started."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from policymatch.extras import need
from policymatch.problems import MissingExtraError, Problem

EXTRA = "spark"
_LOCAL = "local"
_HERE = "127.0.0.1"


def spark(module: str) -> Any:
    """Return a module of pyspark. Raises MissingExtraError when it, or pandas that it needs, is not there."""
    found = need(f"pyspark.{module}", EXTRA)
    # Spark asks for it wherever Arrow comes in, though nothing here does.
    need("pandas", EXTRA)
    return found


@contextmanager
def session(master: str | None = None) -> Iterator[Any]:
    """Yield the Spark session that is active, else start one and stop it again.

    Args:
        master: The URL of a cluster, or `local[N]` for N threads of this machine. Without it what
            spark-submit or Spark's own settings say, else this machine.

    Raises MissingExtraError when pyspark or Java is missing.
    """
    sessions = spark("sql").SparkSession
    active = sessions.getActiveSession()
    if active is not None:
        yield active
        return
    if not _java():
        raise MissingExtraError(Problem("spark-no-java"))
    builder = sessions.builder.appName("policymatch").config("spark.ui.showConsoleProgress", "false")
    if master is not None:
        builder = builder.master(master)
    if master is None or master.startswith(_LOCAL):
        # The tasks run the Python that runs here, with what is installed in it.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master is not None and master.startswith(_LOCAL):
        # Nobody else on the network is to reach what runs on this machine alone.
        builder = builder.config("spark.driver.host", _HERE).config("spark.driver.bindAddress", _HERE)
        builder = builder.config("spark.ui.enabled", "false")
    started = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    try:
        yield started
    finally:
        started.stop()


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java") is not None if not home else (Path(home) / "bin" / "java").exists()
