"""The public face: everything named is there, importing it is light, and threads may share results."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import policymatch

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", policymatch.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(policymatch, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reccommend'"):
        _ = policymatch.reccommend


HEAVY = ("lark", "opencc", "rapidfuzz", "rich", "typer", "numpy", "sklearn", "pandas", "polars", "pyarrow")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, policymatch; print([m for m in {HEAVY!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_results_are_shared_between_threads_and_serialise() -> None:
    firm = policymatch.Enterprise.load(ROOT / "examples" / "suzhou-machinery.yaml")
    library = policymatch.PolicyLibrary.load()
    recommendation = policymatch.recommend(firm, library)
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda _: recommendation.to_json(), range(16)))
    assert len(set(texts)) == 1
    assert json.loads(texts[0])["decision_id"] == recommendation.decision_id


def test_results_are_frozen() -> None:
    firm = policymatch.Enterprise.load(ROOT / "examples" / "suzhou-machinery.yaml")
    match = policymatch.recommend(firm).matches[0]
    with pytest.raises(AttributeError):
        match.policy = match.policy  # type: ignore[misc]
