"""How policies move between two states, and by how much money: what `whatif` and `diff` share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policymatch.cli.render.outline import Line, Rank
from policymatch.compare import Cause, Difference, Move
from policymatch.compare.worth import Worth, differences
from policymatch.matching import Amount
from policymatch.matching.phrases import amount_text, yuan_text
from policymatch.messages import Lang, say

_NOTHING = Amount(Decimal(0), Decimal(0))


def named_change(name: str, before: object, after: object, lang: Lang) -> str:
    """Return "name: before → after"."""
    return say("named-change", lang, name=name, change=say("became", lang, before=before, after=after))


def cause_text(cause: Cause, lang: Lang) -> str:
    """Return one criterion with its clause, the record it is asked of, and what the firm had and has."""
    name = cause.required + (say("reason-cite", lang, cite=cause.cite) if cause.cite else "")
    if cause.record is not None:
        name = say("step-of-record", lang, record=cause.record, step=name)
    return named_change(name, side_text(cause.before, lang), side_text(cause.after, lang), lang)


def side_text(side: tuple[str, str | None] | None, lang: Lang) -> str:
    """Return what a firm had in one state: the mark, and the fact where there is one."""
    if side is None:
        return say("side-absent", lang)
    mark, actual = side
    return mark if actual is None else say("side-marked", lang, mark=mark, actual=actual)


def standing_text(move: Move, lang: Lang) -> str:
    """Return where the policy stood and where it stands."""
    return say("became", lang, before=move.before.text(lang), after=move.after.text(lang))


def worth_lines(before: Worth, after: Worth, rank: Rank, lang: Lang) -> Iterator[Line]:
    """Yield what the firm can get before and after, one line for each nature."""
    for nature, difference in differences(before, after).items():
        old, new = (amount_text(one.get(nature, _NOTHING), lang) for one in (before, after))
        name = say(f"nature-{nature.value.replace('_', '-')}", lang)
        change = named_change(name, old, new, lang)
        # Two amounts without an upper end are the same as far as can be told when their low ends are.
        same = before.get(nature) == after.get(nature)
        told = say("worth-same", lang) if same else difference_text(difference, lang)
        yield Line(rank, say("worth-by", lang, change=change, difference=told))


def difference_text(difference: Difference, lang: Lang) -> str:
    """Return by how much the two ends of an amount move; once, where both move alike."""
    low = _signed(difference.low, lang)
    high = say("worth-no-end", lang) if difference.high is None else _signed(difference.high, lang)
    return low if low == high else say("worth-ends", lang, low=low, high=high)


def _signed(yuan: Decimal, lang: Lang) -> str:
    if not yuan:
        return say("worth-same", lang)
    return f"{'+' if yuan > 0 else '−'}{yuan_text(abs(yuan), lang)}"
