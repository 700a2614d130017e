"""The table of weights in the documentation is that of the code."""

import re
from pathlib import Path

import pytest

from policymatch.peers.features import FEATURES

DOCS = Path(__file__).parents[2] / "docs"
_ROW = re.compile(r"^\| `(\w+)`[^|]* \| (\d+) \| ")


@pytest.mark.parametrize("page", ["peers.md", "peers.zh.md"])
def test_the_weights_are_those_of_the_code(page: str) -> None:
    rows = (_ROW.match(line) for line in (DOCS / page).read_text("utf-8").splitlines())
    shown = [(row[1], int(row[2])) for row in rows if row is not None]
    assert shown == [(feature.key, feature.weight) for feature in FEATURES]
