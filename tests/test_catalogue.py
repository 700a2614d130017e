"""The catalogue of messages: both languages fill the same places, and every message is used."""

import re
from pathlib import Path
from string import Formatter

import pytest

from policymatch.messages import keys, wording

SOURCE = Path(__file__).parents[1] / "src" / "policymatch"
TEXT = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py")).replace("'", '"')

# Keys that code puts together from a word of the data: the word before the last dash is enough.
PREFIXES = tuple(sorted(set(re.findall(r'f"([a-z]+-[a-z-]*)\{', TEXT))))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", keys())
def test_both_languages_fill_the_same_places(key: str) -> None:
    zh, en = wording(key)
    # A language may leave a place out (where the other shows the word itself), not all of them.
    assert zh.strip()
    assert en.strip()
    assert bool(places(zh)) == bool(places(en))


@pytest.mark.parametrize("key", keys())
def test_every_message_is_used(key: str) -> None:
    names = (key, key.removeprefix("prose-"))
    assert key.startswith(PREFIXES) or any(f'"{name}"' in TEXT for name in names)
