"""One mistake in calling on Spark for each code that tells it; none of them needs Spark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from policymatch import Problem, ProfileError
from policymatch.problems import MissingExtraError
from policymatch.spark import start
from policymatch.spark.table import write_matches


def _no_java(_: Path) -> Problem:
    nobody = SimpleNamespace(SparkSession=SimpleNamespace(getActiveSession=lambda: None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start, "spark", lambda *_: nobody)
        patch.setattr(start, "_java", lambda: False)
        with pytest.raises(MissingExtraError) as caught, start.session():
            pass
    return caught.value.problem


def _no_table(folder: Path) -> Problem:
    with pytest.raises(ProfileError) as caught:
        write_matches(folder / "out", folder / "firms.jsonl", None)
    (problem,) = caught.value.problems
    return problem


TRIGGERED: dict[str, Callable[[Path], Problem]] = {"spark-no-java": _no_java, "spark-no-table": _no_table}
