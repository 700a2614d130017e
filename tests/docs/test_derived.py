"""The table of derived facts in the guide is what the library defines."""

from __future__ import annotations

import pytest
from scripts.list_derived import PAGES, page

from policymatch.library import PolicyLibrary
from policymatch.messages import Lang


@pytest.mark.parametrize("lang", PAGES)
def test_the_table_is_that_of_the_library(lang: Lang) -> None:
    text = PAGES[lang].read_text("utf-8")
    assert page(text, PolicyLibrary.load(), lang) == text
