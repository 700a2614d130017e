"""An amount split into shares: instalments, and what each payer bears. Parts of one figure add up to it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policymatch.benefit import Share
from policymatch.matching.amount import Amount, rounded
from policymatch.values import Number, Span


@dataclass(frozen=True)
class Split:
    """One share of an amount; `amount` None where there is none to split."""

    share: Number
    name: str | None
    amount: Amount | None

    def to_dict(self, key: str) -> dict[str, object]:
        """Return plain data; `key` is what the name is called (when, payer). A share of 1 is the whole."""
        amount = None if self.amount is None else self.amount.to_dict()
        return {key: self.name, "share": float(self.share), "amount": amount}


def split(amount: Amount | None, shares: tuple[Share, ...]) -> tuple[Split, ...]:
    """Return the shares of an amount.

    One figure is split to the fen with nothing lost: each part is what the shares so far come to, rounded,
    less what was paid before. The ends of a range are rounded outward.
    """
    made = []
    reached, paid = Fraction(0), Fraction(0)
    for share in shares:
        part = None
        if amount is not None and amount.is_exact:
            reached += Fraction(share.share)
            so_far = Fraction(rounded(_exact(Fraction(amount.low) * reached)).low)
            part = rounded(_exact(so_far - paid))
            paid = so_far
        elif amount is not None:
            low = Fraction(amount.low) * share.share
            high = None if amount.high is None else Fraction(amount.high) * share.share
            part = rounded(Span(low, high))
        made.append(Split(share.share, share.name, part))
    return tuple(made)


def _exact(number: Fraction) -> Span[int | Fraction]:
    return Span(number, number)
