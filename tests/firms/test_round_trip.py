"""A table, JSON lines or a folder hold firms without loss: what is written is read back as the same firms."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.enterprise.profiles import enterprises

from policymatch import firms
from policymatch.enterprise import Enterprise

SLOW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
FORMS = ("firms.parquet", "firms.jsonl", "firms")


@SLOW
@given(st.lists(enterprises(), max_size=4))
def test_every_form_holds_firms_without_loss(some: list[Enterprise]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMS:
            path = Path(folder) / name
            assert firms.write(path, some) == len(some)
            if some or name != "firms":
                assert list(firms.read(path)) == some


@SLOW
@given(st.lists(enterprises(), min_size=1, max_size=3))
def test_from_yaml_to_a_table_and_back(some: list[Enterprise]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, table, lines, last = (Path(folder) / name for name in ("a", "b.parquet", "c.jsonl", "d"))
        firms.write(first, some)
        for before, after in ((first, table), (table, lines), (lines, last)):
            firms.write(after, firms.read(before))
        texts = [[file.read_text("utf-8") for file in sorted(at.iterdir())] for at in (first, last)]
        assert texts[0] == texts[1] == [one.to_yaml() for one in some]
