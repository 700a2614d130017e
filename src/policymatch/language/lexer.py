"""Token callbacks: which words are operators, and what a number with its unit means."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from policymatch.language import words
from policymatch.values import Number
from policymatch.values.arithmetic import whole
from policymatch.vocabulary.units import PLAIN, Dimension, unit_named

if TYPE_CHECKING:
    from lark import Token

_NUMBER = re.compile(r"\d+(\.\d+)?")


def operator_or_word(token: Token) -> Token:
    """Turn a word that is an operator into its own token; the operator's key becomes the token's value."""
    kind, value = words.WORDS.get(str(token).lower(), ("WORD", str(token)))
    return token.update(type=kind, value=value)


def quantity_or_word(token: Token) -> Token:
    """Turn what begins with a digit but is no number with a unit (5G工厂) into a word."""
    return token if quantity(str(token)) is not None else token.update(type="WORD")


def sign(token: Token) -> Token:
    """Turn every spelling of a comparison sign into the one it stands for."""
    return token.update(value=words.COMPARISON_SIGNS[str(token)].value)


@lru_cache(maxsize=10_000)
def quantity(text: str) -> tuple[Number, Dimension] | None:
    """Return a number with its unit in the base unit of its dimension, or None when `text` is none."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    # Most numbers have no decimals, and whole ones are read and multiplied far more quickly than fractions.
    number: Number = int(match[0]) if match[1] is None else Fraction(match[0])
    rest = text[match.end() :]
    if not rest:
        return whole(number), PLAIN
    unit = unit_named(rest)
    return None if unit is None else (whole(number * unit.size), unit.dimension)
