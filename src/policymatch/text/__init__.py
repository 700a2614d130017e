"""Text as people write it, brought into the form that is compared: folded, cleaned, mended, cut, read.

Modules are loaded when one of their names is first used: every command needs `normalise`, few need the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from policymatch.text.fold import normalise, simplified

if TYPE_CHECKING:
    from policymatch.text.cleaning import clean
    from policymatch.text.everyday import plain
    from policymatch.text.measures import Kind
    from policymatch.text.quantity import Quantity, quantities
    from policymatch.text.segment import words_of
    from policymatch.text.slips import Change, Mended, mended

__all__ = [
    "Change",
    "Kind",
    "Mended",
    "Quantity",
    "clean",
    "mended",
    "normalise",
    "plain",
    "quantities",
    "simplified",
    "words_of",
]

_HOME = {
    "Change": "policymatch.text.slips",
    "Kind": "policymatch.text.measures",
    "Mended": "policymatch.text.slips",
    "Quantity": "policymatch.text.quantity",
    "clean": "policymatch.text.cleaning",
    "mended": "policymatch.text.slips",
    "plain": "policymatch.text.everyday",
    "quantities": "policymatch.text.quantity",
    "words_of": "policymatch.text.segment",
}


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
