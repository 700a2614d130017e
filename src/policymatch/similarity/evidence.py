"""Passages of a profile that have much in common with a check: hints for the person who has to decide it.

A passage scores by how much of the check's own words it has (docs/confirm.md): words and pairs of characters,
those that few passages of the profile have weighing more, as in TF-IDF. Words that every check is put in say
nothing, those that many policies share say little. A score is no probability, and decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from policymatch.enterprise import Enterprise
from policymatch.language import tree
from policymatch.messages import Lang
from policymatch.similarity.passages import Passage, passages_of
from policymatch.text import normalise, words_of
from policymatch.vocabulary import Vocabulary

MOST = 3
THRESHOLD = 0.15

# What checks are put in, whatever they ask.
_EMPTY = (
    "项目", "企业", "公司", "单位", "属于", "是否", "符合", "列入", "纳入", "用于", "要求", "规定", "有关",
    "相关", "情况", "条件", "能够", "已经", "经过", "认定", "认为", "从事", "开展", "具有", "具备", "申报",
    "申请", "所述", "上述", "该", "其", "的",
)  # fmt: skip
# What many policies speak of.
_COMMON = (
    "重点", "重大", "主要", "产业链", "行业", "领域", "产品", "技术", "范围", "目录", "名单", "省级", "市级",
    "国家级", "主营业务", "专利", "研发", "生产", "制造",
    "建设", "业务", "服务", "工程", "管理", "经营", "活动", "指南", "计划",
)  # fmt: skip
_WEIGHT_OF_COMMON = 0.3
_WEIGHT_OF_PAIR = 0.5
_ABOUT = 0.8
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]{3,}")
_SPLIT = re.compile("|".join(sorted(map(re.escape, _EMPTY), key=len, reverse=True)))


@dataclass(frozen=True)
class Evidence:
    """One passage with its score (above 0, at most 1) and the words that it has in common with the check."""

    passage: Passage
    score: float
    words: tuple[str, ...]

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with the path in `lang`."""
        return {
            "text": self.passage.text,
            "path": self.passage.path.in_(lang),
            "score": self.score,
            "words": list(self.words),
        }


def evidence_for(check: tree.Check, enterprise: Enterprise, vocabulary: Vocabulary) -> list[Evidence]:
    """Return the passages of a profile that are most like a check, best first.

    At most `MOST`, none below `THRESHOLD`; of equal ones those in a field that the check names (its hints)
    come first.
    """
    return evidence_among(check, passages_of(enterprise, vocabulary))


def evidence_among(
    check: tree.Check, passages: Sequence[Passage], record: tuple[str, int] | None = None
) -> list[Evidence]:
    """Return what `evidence_for` does, of passages; of a kind of records only those of `record`, if given."""
    if record is not None:
        passages = [one for one in passages if one.kind != record[0] or one.index == record[1]]
    asked = _units(check.text)
    found = [(one, _units(one.text)) for one in passages]
    common = Counter(unit for _, units in found for unit in units)
    weights = {unit: _weight(unit, common[unit], len(found)) for unit in asked}
    whole = sum(weights.values())
    hints = {(hint.kind, hint.key) for hint in check.hints}
    scored = []
    for one, units in found:
        shared = asked & units
        if not shared:
            continue
        covered = sum(weights[unit] for unit in sorted(shared)) / whole
        # Of two that have the same words, the one that says less besides is more about them.
        score = round(covered * (_ABOUT + (1 - _ABOUT) * len(shared) / len(units)), 2)
        if score >= THRESHOLD:
            scored.append(Evidence(one, score, tuple(_runs(check.text, one.text))))
    scored.sort(key=lambda one: (-one.score, (one.passage.kind, one.passage.key) not in hints))
    return _distinct(scored)


def _distinct(scored: Iterable[Evidence]) -> list[Evidence]:
    """Return the best ones, each text once."""
    kept: dict[str, Evidence] = {}
    for one in scored:
        kept.setdefault(one.passage.text, one)
    return list(kept.values())[:MOST]


def _weight(unit: str, having: int, of: int) -> float:
    rare = log(1 + (of + 1) / (having + 1))
    size = _WEIGHT_OF_COMMON if any(unit.strip("~") in word for word in _COMMON) else 1.0
    return rare * size * (len(unit) if not unit.startswith("~") else _WEIGHT_OF_PAIR)


def _units(text: str) -> frozenset[str]:
    """Return the words of a text, and the pairs of neighbouring characters, which bear a mark."""
    return frozenset(_of_text(text))


def _of_text(text: str) -> Iterator[str]:
    # Folding has taken out the spaces between Latin words, so these are read before it.
    yield from _LATIN.findall(text.casefold())
    for part in _SPLIT.split(normalise(text)):
        yield from (word for word in words_of(part) if not word.isascii())
        for run in _HAN.findall(part):
            yield from (f"~{run[at : at + 2]}" for at in range(len(run) - 1))


def _runs(check: str, passage: str) -> Iterator[str]:
    """Yield the longest pieces of a check, of two characters or more, that a passage has, in their order."""
    there = normalise(passage)
    seen: set[str] = set()
    for part in _SPLIT.split(normalise(check)):
        at = 0
        while at < len(part):
            end = at
            while end < len(part) and part[at : end + 1] in there:
                end += 1
            piece = part[at:end]
            if len(piece) > 1 and piece.isalnum() and piece not in seen:
                seen.add(piece)
                yield piece
            at = max(end, at + 1)
