"""The codes of the linter's findings, as the catalogue of messages has them."""

import tomllib
from importlib.resources import files

# Words that messages are made of.
_WORDS = ("part-", "name-region", "name-industry", "name-honour", "name-level", "lint-total")


def all_codes() -> list[str]:
    """Return every code that a finding may have, in the order of the catalogue."""
    text = files("policymatch.messages").joinpath("text", "lint.toml").read_text("utf-8")
    return [code for code in tomllib.loads(text) if not code.startswith(_WORDS)]
