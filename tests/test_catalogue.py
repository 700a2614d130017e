"""The catalogue of messages: both languages fill the same places, and every message is used."""

import re
from pathlib import Path
from string import Formatter

from policymatch.messages import keys, wording

SOURCE = Path(__file__).parents[1] / "src" / "policymatch"
TEXT = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py")).replace("'", '"')

# Keys that code puts together from a word of the data: the word before the last dash is enough.
PREFIXES = tuple(sorted(set(re.findall(r'f"([a-z]+-[a-z-]*)\{', TEXT))))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_fill_the_same_places() -> None:
    worded = {key: wording(key) for key in keys()}
    assert len(worded) > 1_000
    assert [key for key, (zh, en) in worded.items() if not zh.strip() or not en.strip()] == []
    # A language may leave a place out (where the other shows the word itself), not all of them.
    assert [key for key, (zh, en) in worded.items() if bool(places(zh)) != bool(places(en))] == []


def test_every_message_is_used() -> None:
    names = {key: (key, key.removeprefix("prose-")) for key in keys() if not key.startswith(PREFIXES)}
    assert [key for key, either in names.items() if not any(f'"{name}"' in TEXT for name in either)] == []
