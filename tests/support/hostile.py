"""Random vocabularies whose names look like the language itself: operators, units, years, functions."""

from __future__ import annotations

import json
from random import Random

from tests.support.dice import drawn, one_in
from tests.support.terms import Terms, terms_of, usual_terms

from policymatch.language import words
from policymatch.language.functions import FUNCTIONS
from policymatch.text import normalise
from policymatch.vocabulary.load import extended
from policymatch.yamlio import read_text

_ZH = (
    *(word for word in words.WORDS if not word.isascii()),
    *FUNCTIONS.labels,
    *(word for word in (*words.YEAR_WORDS, *words.YES_WORDS, *words.MOMENTS) if not word.isascii()),
    *("企业", "营业收入", "项目", "资质", "研发", "万元", "人", "个月", "年", "亿", "第一", "近三年", "的"),
    *("5G", "2024", "3年", "0111", "A", "近三年合计", "农", "林业", "R&D", "税务口径", "或更高", "省级以上"),
)
_EN = (
    *(word for word in words.WORDS if word.isascii()),
    *FUNCTIONS,
    *(word for word in (*words.YEAR_WORDS, *words.YES_WORDS, *words.MOMENTS) if word.isascii()),
    *(
        "firm",
        "revenue",
        "project",
        "honour",
        "people",
        "usd",
        "items",
        "yuan",
        "or_higher",
        "e5",
        "x",
        "tax",
    ),
)
_SHIPPED = usual_terms().vocabulary
_JOINTS = ("", "", "、", "或", "且", "和", "其中", "除")


class _Names:
    """Names not yet taken, in Chinese and English."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        # A field hides a day (今天) or a table that is called the same, and [当年] is always the year.
        shipped = (name for field in _SHIPPED.fields.values() for name in field.names)
        shadowed = (*words.MOMENTS, *words.YEAR_WORDS, "3年", "2024", *shipped)
        self.taken = {normalise(name) for name in shadowed}

    def _fresh(self, pieces: tuple[str, ...], joints: tuple[str, ...]) -> str:
        while True:
            name = self.dice.choice(pieces)
            for _ in range(self.dice.randrange(3)):
                name += self.dice.choice(joints) + self.dice.choice(pieces)
            folded = normalise(name)
            if folded not in self.taken:
                self.taken.add(folded)
                return name

    def zh(self) -> str:
        return self._fresh(_ZH, _JOINTS)

    def en(self) -> str:
        return self._fresh(_EN, ("_",))

    def term(self, **rest: object) -> tuple[str, dict[str, object]]:
        return self.en(), {"label": self.zh(), "aliases": [self.zh()], **rest}

    def some(self, count: int) -> dict[str, object]:
        return dict(self.term() for _ in range(count))


def hostile_terms(dice: Random) -> Terms:
    """Return a random vocabulary that the loader takes without complaint."""
    while True:
        made = _attempt(_Names(dice))
        if made is not None:
            return made


def _attempt(names: _Names) -> Terms | None:
    term, some = names.term, names.some
    shared = [
        term(type="date"),
        term(type="bool"),
        term(type="enum", values=some(3)),
        term(type="tags", values=some(3)),
        term(type="money"),
    ]
    fields = dict(
        [
            *shared,
            term(type="money", yearly=True, bases=["tax"]),
            term(type="money", yearly=True, bounds=[None, None]),
            term(type="count", unit="人"),
            term(type="enum", ordered=True, yearly=True, values=some(3)),
        ]
    )
    kind_fields = dict([*_renamed(names, shared), term(type="duration")])
    # 企业. and firm. always reach the firm (semantics 19).
    names.taken |= words.FIRM_WORDS
    names.taken |= {normalise(name) for kind in _SHIPPED.records.values() for name in kind.names}
    kind, record = term(title=next(iter(kind_fields)), fields=kind_fields)
    honours = dict([term(levels=["city", "province"]), term()])
    parameters = dict(
        [
            term(unit="%", values={"2024": "5", "2025": "6"}),
            term(unit="元", values={"安徽省": "10", "河北省": "20"}),
        ]
    )
    data = {"fields": fields, "records": {kind: record}, "honours": honours, "parameters": parameters}
    source = read_text(json.dumps(data, ensure_ascii=False), "vocabulary.yaml")
    vocabulary = extended(_SHIPPED, source)
    if source.problems:
        return None
    return terms_of(vocabulary, tuple(fields), {kind: tuple(kind_fields)}, tuple(honours), tuple(parameters))


def _renamed(
    names: _Names, terms: list[tuple[str, dict[str, object]]]
) -> list[tuple[str, dict[str, object]]]:
    """Return the same kinds of fields under other names, or (now and then) under the firm's own."""
    return [
        (key, rest)
        if one_in(names.dice, 4)
        else names.term(**{k: rest[k] for k in rest if k not in ("label", "aliases")})
        for key, rest in terms
    ]


vocabularies = drawn(hostile_terms)
