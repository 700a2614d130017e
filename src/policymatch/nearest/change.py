"""What a step is made of: changes of facts, by when, and the money that they would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from policymatch.benefit import Nature
from policymatch.matching import Amount, UndecidedBy
from policymatch.matching.missing import Missing
from policymatch.messages import Both, Lang, say
from policymatch.nearest.trial import Target
from policymatch.values import Number, NumberSpan


class Direction(StrEnum):
    """What happens to a fact."""

    RAISE = "raise"
    LOWER = "lower"
    SET = "set"
    OBTAIN = "obtain"


@dataclass(frozen=True)
class Change:
    """One change: of a figure from `before` by `by` to `after` (base units), or of what is no figure.

    `beyond` says that `after` is the last figure that is not enough: more (or less) than it is asked for.
    `words` are what a word, list or yes-or-no is to be, or the honour (its key) to obtain. `share` is the
    change as a share of the larger of the two figures; a word counts a half, a certificate one.
    """

    direction: Direction
    share: Fraction
    text: Both
    target: Target | None = None
    before: NumberSpan | None = None
    by: NumberSpan | None = None
    after: Number | None = None
    beyond: bool = False
    words: tuple[str, ...] = ()

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data; figures are in the fact's base unit (yuan, people, …)."""
        made: dict[str, object] = {"direction": self.direction.value, "text": self.text.in_(lang)}
        if self.target is not None:
            made["key"] = self.target.key
            made["year"] = self.target.year
            made["basis"] = self.target.basis
            made["record_kind"] = self.target.kind
            made["record"] = self.target.index
        if self.before is not None and self.by is not None:
            made["from"] = _ends(self.before)
            made["by"] = _ends(self.by)
            made["to"] = None if self.after is None else plain(self.after)
            made["beyond"] = self.beyond
        else:
            made["words"] = list(self.words)
        return made


@dataclass(frozen=True)
class Step:
    """Changes that together open a policy, and that no smaller one of them would.

    `by` is the day by which they must stand, None where no window is known. `next_filing` says that a figure
    asked for is of a year that is over: the same figure of this year counts at the next filing. `amount` is
    what the policy would pay the changed firm; `undecided_by` what a person would still have to judge, and
    `missing` what would still have to be told (steps on the road only).
    """

    changes: tuple[Change, ...]
    size: Fraction
    by: date | None
    next_filing: bool
    nature: Nature | None = None
    amount: Amount | None = None
    worth: Both | None = None
    undecided_by: UndecidedBy | None = None
    missing: tuple[Missing, ...] = ()

    def text(self, lang: Lang) -> str:
        """Return the changes as one line."""
        return say("change-and", lang).join(change.text.in_(lang) for change in self.changes)

    def when(self, lang: Lang) -> str | None:
        """Return by when, in words; None where no day is known."""
        if self.by is None:
            return None
        key = "step-when-next-filing" if self.next_filing else "step-when-window"
        return say(key, lang, day=self.by, year=self.by.year)

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "text": self.text(lang),
            "changes": [change.to_dict(lang) for change in self.changes],
            "size": float(self.size),
            "by": None if self.by is None else self.by.isoformat(),
            "next_filing": self.next_filing,
            "amount": None if self.amount is None else self.amount.to_dict(),
            "nature": None if self.nature is None else self.nature.value,
            "worth": None if self.worth is None else self.worth.in_(lang),
            "undecided_by": None if self.undecided_by is None else self.undecided_by.value,
            "missing": [one.to_dict(lang) for one in self.missing],
        }


def plain(number: Number | None) -> int | float | None:
    """Return a figure for JSON."""
    return number if number is None or isinstance(number, int) else float(number)


def _ends(span: NumberSpan) -> dict[str, object]:
    return {"low": plain(span.low), "high": plain(span.high)}
