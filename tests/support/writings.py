"""Other ways to write the same leaf: other words and signs, other units, full width, other names."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TypeVar

from tests.support.dice import one_in

from policymatch.language import words
from policymatch.language.quantities import decimal_text
from policymatch.values import Comparison
from policymatch.vocabulary import Field, Term, Vocabulary
from policymatch.vocabulary.model import Scope
from policymatch.vocabulary.units import UNITS, unit_named

T = TypeVar("T", bound=Term)

_QUOTED = re.compile(r"(「[^」]*」)")
_SIGN = re.compile(r" (<=|>=|!=|<|>|=) ")
_MONEY = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(亿元|万元|元|hundred_million_yuan|wan_yuan|yuan)(?![\w/])")
_LOGIC = re.compile(r" (且|或|and|or) ")
_RELATIONS = sorted((word for same in words.RELATIONS.values() for word in same), key=len, reverse=True)
_RELATION = re.compile(rf" ({'|'.join(_RELATIONS)}) ")
_FULL_WIDTH = {0x21 + i: 0xFF01 + i for i in range(94)} | {0x20: 0x3000}


def written_otherwise(dice: Random, text: str) -> str:
    """Return a leaf that says the same as `text`, as the printer wrote it, in other words."""
    wide = one_in(dice, 4)

    def anew(part: str) -> str:
        if part.startswith("「"):
            return part
        part = _SIGN.sub(lambda found: f" {_comparison(dice, found[1])} ", part)
        part = _LOGIC.sub(lambda found: f" {_another(dice, found[1], tuple(_same_logic(found[1])))} ", part)
        part = _RELATION.sub(lambda found: f" {_relation(dice, found[1])} ", part)
        part = _MONEY.sub(lambda found: _money(dice, Fraction(found[1]), found[2]), part)
        return part.translate(_FULL_WIDTH) if wide else part

    return "".join(anew(part) for part in _QUOTED.split(text))


def _another(dice: Random, word: str, others: tuple[str, ...]) -> str:
    return dice.choice((word, *others))


def _comparison(dice: Random, sign: str) -> str:
    op = Comparison(sign)
    signs = tuple(one for one, meant in words.COMPARISON_SIGNS.items() if meant is op)
    return _another(dice, sign, (*signs, *words.COMPARISON_WORDS[op]))


def _same_logic(word: str) -> list[str]:
    kind = words.WORDS[word]
    return [other for other, meant in words.WORDS.items() if meant == kind]


def _relation(dice: Random, word: str) -> str:
    return _another(dice, word, next(same for same in words.RELATIONS.values() if word in same))


def _money(dice: Random, number: Fraction, name: str) -> str:
    unit = unit_named(name)
    assert unit is not None
    other = dice.choice([one for one in UNITS if one.dimension == unit.dimension])
    text = decimal_text(number * Fraction(unit.size) / Fraction(other.size))
    assert text is not None
    # A name that begins with a digit (10k_yuan) is part of the number before it.
    return text + dice.choice(
        [name for name in (other.zh, other.en, *other.aliases) if not name[0].isdigit()]
    )


def by_other_names(dice: Random, vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary with another of its names as the label of each term, for printing."""
    records = [
        replace(kind, label=dice.choice(kind.names), fields=_fields(dice, kind.fields))
        for kind in vocabulary.records.values()
    ]
    return replace(
        vocabulary,
        fields=_fields(dice, vocabulary.fields),
        records=Scope(records),
        honours=_relabelled(dice, vocabulary.honours),
        levels=_relabelled(dice, vocabulary.levels),
        bases=_relabelled(dice, vocabulary.bases),
        parameters=_relabelled(dice, vocabulary.parameters),
    )


def _relabelled(dice: Random, terms: Scope[T]) -> Scope[T]:
    return Scope(replace(term, label=dice.choice(term.names)) for term in terms.values())


def _fields(dice: Random, fields: Scope[Field]) -> Scope[Field]:
    return Scope(
        replace(field, label=dice.choice(field.names), values=_relabelled(dice, field.values))
        for field in fields.values()
    )
