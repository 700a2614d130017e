"""Which known fields the name in a header may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from policymatch.intake.headers.column import Why
from policymatch.intake.headers.parts import folded
from policymatch.intake.headers.words import PREFIXES, SUFFIXES, TELLING
from policymatch.names import NameIndex, NameKind
from policymatch.vocabulary import Field
from policymatch.vocabulary.model import Scope

WRITTEN, TRIMMED, NEAREST = 100, 92, 89
# Below this a name is not even offered.
SUGGEST = 60
# What two names score at most that differ in a word that tells facts apart.
_TOLD_APART = 60
# A second field this close to the best makes the best doubtful.
_MARGIN = 10
_DOUBT = 15
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """One field that a name may be, how surely (0 to 100), and how that was found."""

    field: str
    score: int
    why: Why


class FieldNames:
    """The names of the fields of the firm or of one kind of record, to be asked many times."""

    def __init__(
        self,
        scope: Scope[Field],
        kind_names: Iterable[str] = (),
        also: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        """Take the fields; `kind_names` may stand before their names (项目设备投资 is 设备投资).

        `also` holds what headers call a field, beside the names that the vocabulary gives it.
        """
        self._names: dict[str, str] = {}
        for term in scope.values():
            for name in (*term.names, term.en):
                self._names.setdefault(folded(name), term.key)
        for key, names in also.items():
            for name in names:
                self._names.setdefault(name, key)
        self._prefixes = (*sorted(kind_names, key=len, reverse=True), *PREFIXES)
        self._found: dict[str, tuple[Likeness, ...]] = {}

    def written(self, name: str) -> str | None:
        """Return the field that goes by exactly this name (folded), or None."""
        return self._names.get(name)

    def like(self, name: str) -> tuple[Likeness, ...]:
        """Return at most three fields that `name` may be, the likest first."""
        if name not in self._found:
            self._found[name] = tuple(self._like(name))
        return self._found[name]

    def _like(self, name: str) -> list[Likeness]:
        if not name:
            return []
        found = self.written(name)
        if found is not None:
            return [Likeness(found, WRITTEN, Why.WRITTEN)]
        trimmed = {key for other in self._trimmed(name) if (key := self.written(other)) is not None}
        if len(trimmed) == 1:
            return [Likeness(trimmed.pop(), TRIMMED, Why.TRIMMED)]
        if trimmed:
            return [Likeness(key, _TOLD_APART, Why.TRIMMED) for key in sorted(trimmed)]
        return self._near(name)

    def _trimmed(self, name: str) -> Iterable[str]:
        """Yield the name without what people add to it, and with what they leave out."""
        for prefix in self._prefixes:
            if name.startswith(prefix) and len(name) - len(prefix) >= 2:
                yield name.removeprefix(prefix)
        for suffix in SUFFIXES:
            if name.endswith(suffix) and len(name) - len(suffix) >= 2:
                yield name.removesuffix(suffix)
            if len(name) >= 3 and suffix not in ("合计", "总计", "名称"):
                yield name + suffix
        for one, other in (("时间", "日期"), ("日期", "时间")):
            if name.endswith(one):
                yield name.removesuffix(one) + other

    @cached_property
    def _index(self) -> NameIndex:
        # Headers are folded already, in a manner of their own.
        return NameIndex(NameKind.WORD, self._names.keys())

    def _near(self, name: str) -> list[Likeness]:
        best: dict[str, float] = {}
        for other, score, _ in self._index.matches(name, limit=4 * _OFFERED):
            if _told(name) != _told(other):
                score = min(score - _MARGIN, _TOLD_APART)
            if score < SUGGEST:
                continue
            key = self._names[other]
            best[key] = max(best.get(key, 0), score)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])[:_OFFERED]
        scores = [min(int(score), NEAREST) for _, score in ranked]
        if len(scores) > 1 and scores[0] - scores[1] < _MARGIN:
            scores[0] = max(scores[0] - _DOUBT, SUGGEST)
        return [Likeness(key, score, Why.NEAR) for (key, _), score in zip(ranked, scores, strict=True)]


def _told(name: str) -> frozenset[str]:
    return frozenset(word for word in TELLING if word in name)
