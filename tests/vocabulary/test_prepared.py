"""The prepared vocabulary is what its files say, and another one is not used."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.list_vocabulary import PREPARED

from policymatch.vocabulary import shipped
from policymatch.vocabulary.load import read_base

read = shipped.base_vocabulary.__wrapped__


def test_it_is_up_to_date() -> None:
    assert PREPARED.read_text("utf-8") == shipped.prepared(), "run python scripts/list_vocabulary.py"


def test_it_spares_reading_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "_read", lambda: pytest.fail("the files were read"))
    assert read() == read_base()


@pytest.mark.parametrize(
    "text", [None, "", "0\n{}", PREPARED.read_text("utf-8").split("\n")[0] + "\n{}", "\udcff"]
)
def test_without_it_the_files_are_read(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "prepared.json"
    if text is not None:
        other.write_text(text, "utf-8", errors="surrogatepass")
    monkeypatch.setattr(shipped, "_PREPARED", other)
    assert read() == read_base()
