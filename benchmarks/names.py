"""How well names are found that people have damaged, and how often a stranger is taken for a known name.

    python -m benchmarks.names [SCORER]

For each kind of name: known names of the vocabulary and the library (firms are made up), each damaged once in
every way that people damage them, and strangers, which mean none of those that are known. Everything is drawn
with a fixed seed. A scorer of rapidfuzz.fuzz given as SCORER replaces each kind's own.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import cast
from unittest.mock import patch

from opencc import OpenCC
from pypinyin import lazy_pinyin

from policymatch.library import PolicyLibrary
from policymatch.names import NameIndex, NameKind
from policymatch.names import kinds as manners
from policymatch.vocabulary import Term, base_vocabulary
from policymatch.vocabulary.codes import CodeTree, industries, regions

SEED = 20261122
# As many names of each kind as are asked; of fewer, all.
ASKED = 300
_OTHER = "甲新成达华信安宁和长平大中区业产品企技金"
_TRADITIONAL = OpenCC("s2tw")
_EXTRA = {
    NameKind.WORD: ("", ""),
    NameKind.FIELD: ("2025年", "（万元）"),
    NameKind.REGION: ("中国", ""),
    NameKind.INDUSTRY: ("其他", "行业"),
    NameKind.HONOUR: ("获评", "认定"),
    NameKind.POLICY: ("某市人民政府关于印发《", "（试行）》的通知"),
    NameKind.FIRM: ("", "（本部）"),
}

Damage = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class Question:
    """A name as somebody writes it, and what it means (None: none of the known)."""

    written: str
    means: object


# -- damage ------------------------------------------------------------------------------------------------


def _wrong(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + rng.choice(_OTHER) + name[at + 1 :]


def _missing(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + name[at + 1 :]


def _swapped(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


class Homophones:
    """Characters that sound alike, of those that known names are written with."""

    def __init__(self, names: Iterable[str]) -> None:
        self._alike: dict[str, list[str]] = {}
        for one in sorted(set("".join(names))):
            if "一" <= one <= "鿿":
                self._alike.setdefault(lazy_pinyin(one)[0], []).append(one)

    def __call__(self, name: str, rng: random.Random) -> str:
        """Return a name with one character for another of the same sound, or as it is where there is none."""
        places = [
            (at, other)
            for at, one in enumerate(name)
            for other in self._alike.get(lazy_pinyin(one)[0], ())
            if other != one
        ]
        if not places:
            return name
        at, other = rng.choice(places)
        return name[:at] + other + name[at + 1 :]


def _abbreviated(name: str, rng: random.Random) -> str:
    """Return a name without two characters in its middle or at its end."""
    if len(name) < 5:
        return name[:-1]
    at = rng.randrange(2, len(name) - 1)
    return name[:at] + name[at + 2 :]


def _traditional(name: str, rng: random.Random) -> str:
    return _wrong(str(_TRADITIONAL.convert(name)), rng)


def _damages(kind: NameKind, names: list[str]) -> dict[str, Damage]:
    before, after = _EXTRA[kind]
    return {
        "wrong character": _wrong,
        "missing character": _missing,
        "two swapped": _swapped,
        "homophone": Homophones(names),
        "abbreviated": _abbreviated,
        "traditional and wrong": _traditional,
        "extra words": lambda name, rng: f"{before}{name}{after}",
    }


# -- known names and strangers -----------------------------------------------------------------------------


def _terms(kind: NameKind) -> dict[str, object]:
    vocabulary = base_vocabulary()
    listed: Iterable[Term] = vocabulary.records.values()
    if kind is NameKind.FIELD:
        listed = vocabulary.fields.values()
    elif kind is NameKind.HONOUR:
        listed = vocabulary.honours.values()
    return {name: term.key for term in listed for name in term.names if not name.isascii()}


def _codes(codes: CodeTree) -> dict[str, object]:
    found: dict[str, object] = {}
    for code in codes.codes()[1:]:
        found.setdefault(codes.label(code), code)
        found.setdefault(codes.path_label(code), code)
    return found


def _titles() -> dict[str, object]:
    library = PolicyLibrary.load()
    return {one: one for policy in library for one in (policy.title, policy.document.title)}


_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
_TRADES = (
    "科技",
    "新材料科技",
    "机械制造",
    "食品",
    "电子商务",
    "建筑工程",
    "生物医药",
    "物流",
    "环保设备",
    "纺织",
)
_PLACES = (
    "安徽",
    "宿州市",
    "合肥",
    "福建省福州市",
    "杭州",
    "廊坊市",
    "宣城",
    "厦门",
    "石家庄市",
    "宿州市埇桥区",
)
_HANDS = "恒瑞金达宏远华兴盛鑫源泰安康诚信博雅天润龙腾鼎立汇丰永嘉"


def _firms(rng: random.Random) -> dict[str, object]:
    made: dict[str, object] = {}
    while len(made) < 3_000:
        hand = "".join(rng.sample(_HANDS, rng.choice((2, 2, 3))))
        name = rng.choice(_PLACES) + hand + rng.choice(_TRADES) + rng.choice(_FORMS)
        made.setdefault(name, name)
    return made


def known_names(kind: NameKind, rng: random.Random) -> dict[str, object]:
    """Return the known names of a kind with what each means."""
    match kind:
        case NameKind.REGION:
            return _codes(regions())
        case NameKind.INDUSTRY:
            return _codes(industries())
        case NameKind.POLICY:
            return _titles()
        case NameKind.FIRM:
            return _firms(rng)
    return _terms(kind)


def _asks(kind: NameKind, known: dict[str, object], rng: random.Random) -> list[Question]:
    """Return known names damaged in every way, as often as there are strangers: the half of the names."""
    names = rng.sample(sorted(known), min(ASKED, len(known)))
    made = []
    for name in names:
        for damage in _damages(kind, sorted(known)).values() if len(name) > 1 else ():
            written = damage(name, rng)
            if written not in known and written:
                made.append(Question(written, known[name]))
    if kind is NameKind.FIRM:
        for name in names:
            bare = name
            for place in sorted(_PLACES, key=len, reverse=True):
                bare = bare.removeprefix(place)
            form = next(one for one in sorted(_FORMS, key=len, reverse=True) if bare.endswith(one))
            made += [Question(one, known[name]) for one in (bare, name.removesuffix(form))]
            made.append(Question(f"{name}{rng.choice(_PLACES)}分公司", None))
    return made


def _split(known: dict[str, object], rng: random.Random) -> tuple[dict[str, object], list[Question]]:
    """Return the known names without a tenth of what they mean, and those left out, as strangers.

    A real name that is not in the table is the hardest stranger: it is of the same make as those that are.
    """
    meanings = sorted(set(map(str, known.values())))
    out = set(rng.sample(meanings, len(meanings) // 10))
    kept = {name: means for name, means in known.items() if str(means) not in out}
    strangers = [Question(name, None) for name in known if name not in kept]
    return kept, rng.sample(strangers, min(ASKED, len(strangers)))


# -- measuring ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What was found for one question: the best score, its lead over the next meaning, and was it right."""

    score: float
    lead: float
    right: bool
    stranger: bool
    sure: bool


def measure(kind: NameKind, scorer: manners.Scorer | None) -> tuple[list[Asked], int, float]:
    """Return what was found for every question, the number of known names, and seconds for a question."""
    rng = random.Random(SEED)
    known, strangers = _split(known_names(kind, rng), rng)
    manner = replace(kind.manner, suggest=0, scorer=scorer or kind.manner.scorer)
    with patch.dict(manners._MANNERS, {kind: manner}):
        index = NameIndex(kind, known)
    questions = [*_asks(kind, known, rng), *strangers]
    made = []
    start = perf_counter()
    for one in questions:
        found = index.matches(one.written, 2)
        best = found[0] if found else None
        lead = best.score - (found[1].score if len(found) > 1 else 0) if best else 0.0
        right = best is not None and one.means is not None and known[best.name] == one.means
        made.append(
            Asked(best.score if best else 0, lead, right, one.means is None, bool(best and best.sure))
        )
    return made, len(known), (perf_counter() - start) / len(questions)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}" if whole else "    –"


def row(asked: list[Asked], taken: Callable[[Asked], bool]) -> str:
    """Return precision (of the names taken, those right), recall, and the share of strangers taken, in %."""
    took = [one for one in asked if taken(one)]
    damaged = [one for one in asked if not one.stranger]
    strangers = [one for one in asked if one.stranger]
    right = sum(one.right for one in took)
    wrongly = sum(one.stranger for one in took)
    return " | ".join(
        (_share(right, len(took)), _share(right, len(damaged)), _share(wrongly, len(strangers)))
    )


def _reaching(least: int, lead: int = 0) -> Callable[[Asked], bool]:
    return lambda one: one.score >= least and one.lead >= lead


def _taken(one: Asked) -> bool:
    return one.sure


def main(scorer: manners.Scorer | None = None) -> None:
    """Print for each kind what thresholds find, and where the shipped ones stand."""
    for kind in NameKind:
        manner = kind.manner
        asked, known, seconds = measure(kind, scorer)
        strangers = sum(one.stranger for one in asked)
        print(
            f"{kind.value}: {known} known, {len(asked) - strangers} damaged, {strangers} strangers; "
            f"{scorer or manner.scorer}; {seconds * 1000:.1f} ms a question"
        )
        print(f"  shipped, for messages  | {row(asked, _reaching(manner.suggest))}")
        print(f"  shipped, taken unasked | {row(asked, _taken)}")
        print("  threshold | precision | recall | strangers taken")
        for least in range(50, 100, 5):
            mark = " suggest" if manner.suggest == least else ""
            print(f"  best >= {least:3}  | {row(asked, _reaching(least))}{mark}")
        for least in (80, 85, 90, 95):
            for lead in (3, 5, 10, 15):
                mark = " accept" if (manner.accept, manner.margin) == (least, lead) else ""
                said = row(asked, _reaching(least, lead))
                print(f"  best >= {least}, lead >= {lead:2} | {said}{mark}")


if __name__ == "__main__":
    main(cast(manners.Scorer, sys.argv[1]) if len(sys.argv) > 1 else None)
