"""What of persons is kept, and what is masked in anything that people are shown.

A fact that the vocabulary marks as personal is kept only where a rule, a formula or a definition of the
library
asks for it. Numbers of telephones and of identity cards are masked wherever they stand. Names and codes of
firms are masked where the user asks for it.
"""

from __future__ import annotations

import re

from policymatch.language import tree, walk
from policymatch.library import PolicyLibrary
from policymatch.plan.formula_parts import formulas_of
from policymatch.vocabulary import Vocabulary

# A mobile number; a land line with its area code; the eighteen digits of an identity card, with the day of
# birth in them, which no credit code has.
_MOBILE = re.compile(r"(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])")
_LAND_LINE = re.compile(r"(?<![0-9])(0[0-9]{2,3}-)[0-9]{5}([0-9]{2,3})(?![0-9])")
_IDENTITY = re.compile(
    r"(?<![0-9])([1-8][0-9]{5})(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])"
)
# A card of a Chinese bank.
_CARD = re.compile(r"(?<![0-9])(62[0-9]{2})[0-9]{8,11}([0-9]{4})(?![0-9])")
# Whatever may be a number of a telephone, a card, an account or a passport: seven digits or more.
_ANY_NUMBER = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,2}[0-9](?:[- ()（）]{0,2}[0-9]){6,}[Xx]?(?![0-9])")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+(@[A-Za-z0-9.-]+\.[A-Za-z]{2,})")
# So many digits the shortest of them has, a mobile number.
_FEWEST = 11
_SHOWN = 2
HIDDEN = "***"

Dropped = frozenset[tuple[str | None, str]]


def unneeded(vocabulary: Vocabulary, library: PolicyLibrary | None) -> Dropped:
    """Return the personal fields, by kind (None: the firm) and key, that no rule of `library` reads.

    A field that a read one is named by (工作年限 by 到岗日期) is read only if a rule says so itself.
    """
    personal = {
        (kind, field.key)
        for kind in (None, *vocabulary.records)
        for field in vocabulary.scope(kind).values()
        if field.personal
    }
    return frozenset(personal - (frozenset() if library is None else _read(library)))


def _read(library: PolicyLibrary) -> frozenset[tuple[str | None, str]]:
    nodes: list[tree.Node] = []
    for policy in library.policies.values():
        nodes += (policy.condition, *formulas_of(policy))
    for derivation in library.derivations.values():
        nodes += (version.rule for version in derivation.versions if version.rule is not None)
    return frozenset(
        (one.kind, one.key) for node in nodes for one in walk(node) if isinstance(one, tree.Fact)
    )


def masked(text: str) -> str:
    """Return a text with the middle of telephone and identity numbers, and names of mailboxes, masked."""
    text = _IDENTITY.sub(lambda one: f"{one[1]}{'*' * 12}", text)
    text = _CARD.sub(r"\1********\2", text)
    text = _MOBILE.sub(r"\1****\2", text)
    text = _LAND_LINE.sub(r"\1*****\2", text)
    return _MAIL.sub(r"***\1", text)


def is_of_person(text: str, count: bool) -> bool:
    """Return whether what stands where a figure is meant is the number of a person's card.

    Where things are counted it may be that of a telephone, too: nothing has so many.
    """
    whole = text.strip()
    if len(whole) < _FEWEST:
        return False
    return any(one.fullmatch(whole) for one in (_IDENTITY, _CARD, *((_MOBILE,) if count else ())))


def without_numbers(text: str) -> str:
    """Return a text without any number that may be a person's, and without names of mailboxes."""
    return _MAIL.sub(r"***\1", _ANY_NUMBER.sub(HIDDEN, text))


def redacted(name: str) -> str:
    """Return the name of a firm, or its code, with its first and last characters left.

    Of a name that is not a company's nothing is left: it may be its owner's (张三小吃店).
    """
    if len(name) <= 2 * _SHOWN or not (name.isascii() or "公司" in name):
        return "*" * len(name)
    return f"{name[:_SHOWN]}{'*' * (len(name) - 2 * _SHOWN)}{name[-_SHOWN:]}"
