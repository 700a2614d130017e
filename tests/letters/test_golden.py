"""Whole letters, compared with golden files. UPDATE_GOLDEN=1 writes them anew; then read the diff."""

import os
from datetime import date
from pathlib import Path

import pytest
from tests.letters.given import recommended

from policymatch.letters import Letterhead, Note, compose, render
from policymatch.messages import Lang

GOLDEN = Path(__file__).parent / "golden"
HEAD = Letterhead(office="宿州市企业服务中心", phone="0557-1234567", seal="（盖章处）")
NOTES = [Note(text="建议先验收再申报", author="张三", day=date(2026, 3, 18))]


@pytest.mark.parametrize(
    ("lang", "form"), [("zh", "md"), ("en", "md"), ("zh", "json"), ("zh", "ics")], ids="-".join
)
def test_a_letter_is_as_it_was(lang: Lang, form: str) -> None:
    made = render(compose(recommended(), lang, HEAD, NOTES), form)
    golden = GOLDEN / f"letter.{lang}.{form}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(made)
    assert made == golden.read_bytes()
