"""The known names most like a written one, and whether one of them is surely meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from policymatch.names.kinds import NameKind

# Comparing a very long text with every known name costs much and finds nothing.
LONGEST = 100
# Names that fold alike are not written alike: 甲有限公司, 甲股份有限公司.
_FOLDED_ALIKE = 99.0
# Aliases of one thing may crowd out the others; each thing has few names.
_ALIASES = 8


class NameMatch(NamedTuple):
    """One known name that may be meant: how alike it is (0 to 100), and whether it may be taken unasked."""

    name: str
    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    plain: str
    meaning: object


class NameIndex:
    """Known names of one kind, folded once, to be asked many times (a register of 100,000 firms, say)."""

    def __init__(self, kind: NameKind, candidates: Iterable[str]) -> None:
        """Take names, or a mapping of names to what each means: names of one meaning never contend."""
        self._manner = kind.manner
        means = candidates if isinstance(candidates, Mapping) else None
        plain = NameKind.WORD.manner.fold
        self._known = [
            _Known(name, plain(name), name if means is None else means[name])
            for name in dict.fromkeys(candidates)
        ]
        self._folded = [self._manner.fold(one.name) for one in self._known]

    def matches(self, name: str, limit: int = 5) -> list[NameMatch]:
        """Return at most `limit` things that `name` may mean, the likest first, each by its likest name.

        A name that is written as a known one is sure, unless it is the name of two things. Otherwise the
        first alone may be sure, and only far enough before the second: what is ambiguous never is.
        """
        if not name or len(name) > LONGEST:
            return []
        scored = self._scored(name, limit + 1)
        found = []
        for place, (one, score) in enumerate(scored[:limit]):
            second = scored[1][1] if len(scored) > 1 else 0.0
            written = score == 100.0
            far = second < 100.0 if written else score - second >= self._manner.margin
            sure = place == 0 and far and (written or self._is_near(name, one.name, score))
            found.append(NameMatch(one.name, score, sure))
        return found

    def _is_near(self, name: str, known: str, score: float) -> bool:
        """Return whether a name is like enough a known one to be taken for it, were there no other."""
        manner = self._manner
        mine, theirs = manner.marks(name), manner.marks(known)
        return (
            score >= manner.accept
            and min(len(manner.fold(name)), len(manner.fold(known))) >= manner.shortest
            and not (mine and theirs and mine != theirs)
        )

    def _scored(self, name: str, limit: int) -> list[tuple[_Known, float]]:
        from rapidfuzz import fuzz, process

        near = process.extract(
            self._manner.fold(name),
            self._folded,
            scorer=getattr(fuzz, self._manner.scorer),
            score_cutoff=self._manner.suggest,
            limit=limit * _ALIASES,
        )
        plain = NameKind.WORD.manner.fold(name)
        found = ((self._known[at], score) for _, score, at in near)
        scored = [(one, 100.0 if one.plain == plain else min(score, _FOLDED_ALIKE)) for one, score in found]
        # Stable: of names equally alike the one given first stays first.
        scored.sort(key=lambda pair: -pair[1])
        best: dict[object, tuple[_Known, float]] = {}
        for one, score in scored:
            best.setdefault(one.meaning, (one, score))
        return list(best.values())[:limit]


def matches(kind: NameKind, name: str, candidates: Iterable[str], limit: int = 5) -> list[NameMatch]:
    """Return the candidates that `name` may mean, as `NameIndex.matches`; ask many names of an index."""
    return NameIndex(kind, candidates).matches(name, limit)
