"""Figures of a simulation as people read them: money short or exact, shares."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from policymatch.language.quantities import rounded_text
from policymatch.matching.amount import Amount
from policymatch.matching.phrases import amount_text, share_text
from policymatch.messages import Lang, say
from policymatch.sandbox.sums import Money

_FEN = 100
# Above so many yuan a figure is read in this unit.
_ZH = ((10**8, "亿元"), (10**4, "万元"), (1, "元"))
_EN = ((10**9, " billion"), (10**6, " million"), (1, ""))


def short_yuan(fen: int | Fraction, lang: Lang) -> str:
    """Return fen in the unit that reads best, to two decimals; marked where that is not exact."""
    yuan = Fraction(fen) / _FEN
    size, unit = next((one for one in (_ZH if lang == "zh" else _EN) if yuan >= one[0]), (1, ""))
    text = rounded_text(yuan / size, 2)
    if lang == "en":
        about, figure = ("≈", text[1:]) if text.startswith("≈") else ("", text)
        return f"{about}CNY {figure}{unit}"
    return f"{text}{unit or '元'}"


def short_money(money: Money, lang: Lang) -> str:
    """Return an interval of money in few digits."""
    low = short_yuan(money.low_fen, lang)
    if money.most_fen and not money.low_fen:
        return say("amount-up-to", lang, amount=short_yuan(money.most_fen, lang))
    if money.most_fen is None:
        return say("sandbox-range", lang, low=low, high=say("sandbox-no-end", lang))
    if money.most_fen == money.low_fen:
        return low
    return say("sandbox-range", lang, low=low, high=short_yuan(money.most_fen, lang))


def exact_money(money: Money, lang: Lang) -> str:
    """Return an interval of money to the fen."""
    return amount_text(Amount(money.low, money.high), lang)


def cell(yuan: Decimal | None, lang: Lang) -> int | str:
    """Return yuan for a table: a whole number, or one with two decimals; words where there is no end."""
    if yuan is None:
        return say("sandbox-no-end", lang)
    whole = yuan == yuan.to_integral_value()
    return int(yuan) if whole else f"{yuan:,.2f}"


def share(part: int, whole: int, lang: Lang) -> str:
    """Return a share in percent."""
    return share_text(Fraction(part, whole), lang) if whole else "—"
