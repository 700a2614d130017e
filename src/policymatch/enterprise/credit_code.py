"""The unified social credit code (统一社会信用代码) of GB 32100-2015 and its check digit."""

from __future__ import annotations

import unicodedata

from policymatch.messages import Lang, say
from policymatch.problems import PolicyMatchError

# The letters I, O, S, V and Z are left out of the standard, since they are taken for digits or other letters.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(_LENGTH - 1))


class CreditCodeError(PolicyMatchError, ValueError):
    """A credit code that cannot be right. `code` names the message, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(say(code, "zh", **values))

    def say(self, lang: Lang = "zh") -> str:
        """Return what is wrong with the code, in `lang`."""
        return say(self.code, lang, **self.values)


def check_digit(first: str) -> str:
    """Return the check character that follows the `first` 17 characters of a code.

    Raises CreditCodeError when there are not 17, or when one of them is not in the standard's alphabet.
    """
    if len(first) != _LENGTH - 1:
        raise CreditCodeError("credit-code-length", length=len(first), expected=_LENGTH - 1)
    total = 0
    for position, character in enumerate(first):
        value = _VALUES.get(character)
        if value is None:
            raise CreditCodeError("credit-code-character", found=character, position=position + 1)
        total += value * _WEIGHTS[position]
    return _ALPHABET[-total % 31]


def check_credit_code(text: str) -> str:
    """Return a credit code in capitals and half width, if it can be one.

    Raises CreditCodeError, saying whether the length, a character or the check digit is wrong.
    """
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if len(code) != _LENGTH:
        raise CreditCodeError("credit-code-length", length=len(code), expected=_LENGTH)
    expected = check_digit(code[:-1])
    if code[-1] not in _ALPHABET:
        raise CreditCodeError("credit-code-character", found=code[-1], position=_LENGTH)
    if code[-1] != expected:
        raise CreditCodeError("credit-code-check", found=code[-1], expected=expected)
    return code
