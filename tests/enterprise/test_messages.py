"""The catalogue of this package: every message is used, and its two wordings take the same values."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import policymatch.enterprise

MESSAGES = tomllib.loads(files("policymatch.messages").joinpath("text/profile.toml").read_text("utf-8"))


def test_every_message_is_used() -> None:
    folder = Path(str(policymatch.enterprise.__file__)).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    assert [key for key in MESSAGES if f'"{key}"' not in code] == []


def test_both_languages_name_the_same_values() -> None:
    places = re.compile(r"(?<!\{)\{(\w+)\}")
    for key, wording in MESSAGES.items():
        zh, en = (set(places.findall(wording[lang])) for lang in ("zh", "en"))
        assert zh == en, key
