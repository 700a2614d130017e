"""How much a word says about what a firm does: the rarer among the names of industries, the more.

The names of GB/T 4754 are the measure, not the firms at hand, so that the likeness of two firms does not
depend on who else is in the list: 制造 and 销售 stand in many of them, 机床 in few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import fsum, log

from policymatch.text import words_of
from policymatch.vocabulary.codes import industries

# What nearly every 经营范围 has, whatever the firm does, since scopes are made of the registry's standard
# wordings (经营范围登记规范表述); it says nothing of the firm.
_EVERYWHERE = (
    "一般项目 许可项目 除依法须经批准的项目外，凭营业执照依法自主开展经营活动 依法须经批准的项目，"
    "经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准 "
    "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广 货物进出口 技术进出口 进出口代理"
)


@cache
def _rarities() -> tuple[dict[str, float], float]:
    """Return the weight of each word in the names of industries, and of a word in none."""
    codes = industries()
    labels = [frozenset(words_of(codes.label(code))) for code in codes.codes() if code]
    seen = Counter(word for label in labels for word in label)
    weights = {word: log(1 + len(labels) / count) for word, count in seen.items()}
    return {**weights, **dict.fromkeys(words_of(_EVERYWHERE), 0.0)}, log(1 + len(labels))


def rarity(word: str) -> float:
    """Return how much a word says: the logarithm of how many names there are to one that has it."""
    weights, unheard = _rarities()
    return weights.get(word, unheard)


def telling_words(texts: Iterable[str]) -> dict[str, float]:
    """Return the words of texts that say something, each with how much."""
    found = {word: rarity(word) for text in texts for word in words_of(text)}
    return {word: weight for word, weight in found.items() if weight > 0}


def overlap(left: dict[str, float], right: dict[str, float]) -> float:
    """Return the share of what two sets of words say that both say (Dice's coefficient), from 0 to 1."""
    both = fsum(weight for word, weight in left.items() if word in right)
    return min(1.0, 2 * both / fsum((*left.values(), *right.values())))
