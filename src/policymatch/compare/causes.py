"""By which clause a verdict moves: the criteria that stood in the way, or that stand in it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policymatch.matching import Match, Verdict
from policymatch.matching.reasons import Reason
from policymatch.messages import Lang
from policymatch.values import Truth

_Key = tuple[str | None, str]


@dataclass(frozen=True)
class Cause:
    """One criterion that decides a move, in one language: what is required, by which clause, of which record.

    `before` and `after` are what the firm had in either state, each with its mark (✓ ✗ ?); None where the
    rules of that state do not have the criterion.
    """

    required: str
    cite: str | None
    record: str | None
    before: tuple[str, str | None] | None
    after: tuple[str, str | None] | None

    @property
    def moves(self) -> bool:
        """Return whether the mark of the criterion is not the same in both states."""
        return self.before is None or self.after is None or self.before[0] != self.after[0]

    def to_dict(self) -> dict[str, object]:
        """Return plain data."""
        return {
            "required": self.required,
            "cite": self.cite,
            "record": self.record,
            "before": _side(self.before),
            "after": _side(self.after),
        }


def _side(side: tuple[str, str | None] | None) -> dict[str, object] | None:
    return None if side is None else {"mark": side[0], "actual": side[1]}


def causes_of(before: Match | None, after: Match | None, direction: int, lang: Lang) -> tuple[Cause, ...]:
    """Return what decides a move for the better (`direction` above 0) or for the worse (below 0).

    A criterion with the same mark in both states is left out, unless there is no other.
    """
    if not direction:
        return ()
    blocked = before if direction > 0 else after
    if blocked is None:
        return ()
    sides = [{} if match is None else _leaves(match, lang) for match in (before, after)]
    found: dict[_Key, Cause] = {}
    for leaf in _blocking(blocked, lang):
        key = _key(leaf)
        old, new = (_told(leaves.get(key)) for leaves in sides)
        found.setdefault(key, Cause(leaf.required, leaf.cite, leaf.record, old, new))
    causes = tuple(found.values())
    return tuple(cause for cause in causes if cause.moves) or causes


def _key(leaf: Reason) -> _Key:
    return leaf.record, leaf.required


def _leaves(match: Match, lang: Lang) -> dict[_Key, Reason]:
    return {_key(leaf): leaf for reason in match.reasons(lang) for leaf, _ in reason.leaves()}


def _told(leaf: Reason | None) -> tuple[str, str | None] | None:
    return None if leaf is None else (leaf.mark, leaf.actual)


def _blocking(match: Match, lang: Lang) -> Iterator[Reason]:
    """Yield the criteria for which the firm is not eligible."""
    if match.verdict is not Verdict.ELIGIBLE:
        wanted = Truth.FALSE if match.verdict is Verdict.INELIGIBLE else Truth.UNKNOWN
        for reason in match.reasons(lang):
            if reason.truth is wanted:
                yield from _within(reason, wanted)


def _within(reason: Reason, truth: Truth) -> Iterator[Reason]:
    """Yield the leaves that make a reason false, or leave it unknown."""
    if not reason.items:
        yield reason
        return
    # Alternatives, points and counts miss by all that does not hold; a negated group by what does.
    missed = {"all": (truth,), "none": (truth.negated,)}.get(reason.kind, (Truth.FALSE, Truth.UNKNOWN))
    for item in reason.items:
        if item.truth in missed:
            yield from _within(item, item.truth)
