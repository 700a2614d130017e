"""What stands around a header: the sheet's own year, unit and basis, as its title, name and file say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from policymatch.intake.headers.parts import folded, unit_of
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.units import Unit

_YEAR = re.compile(
    r"(?<![0-9])(?<![0-9年][-~至—])((?:199|20[0-9])[0-9])(?![0-9])(?!年?[-~至—]|[-./][0-9]|年[0-9]{1,2}月)"
)
_SAID_UNIT = re.compile(r"(?:计量|金额)?单位\s*[:：]\s*([^\s,，;；、)）\]】]+)")
# The year of a campaign is not the year of the figures that are filed in it.
_CAMPAIGN = re.compile(r"申报|申请|认定|评审|推荐|名单|培育|公示|入库|复核|拟|奖补|兑现|备案")


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for all headers of a sheet.

    `data_year` is the year that the sheet calls this one (本年); figures without a year are of that year only
    if `covers_bare`. `unit` is that of figures of its dimension, `basis` that of fields which have it.
    `year_in_row` and `unit_in_row` say that a column of their own holds them.
    """

    kind: str | None = None
    data_year: int | None = None
    covers_bare: bool = True
    unit: Unit | None = None
    basis: str | None = None
    year_in_row: bool = False
    unit_in_row: bool = False


def said_year(texts: Iterable[str]) -> tuple[int, bool] | None:
    """Return the one year of the first text that names one, and whether figures may be taken as of it."""
    for text in texts:
        name = folded(text)
        years = set(_YEAR.findall(name))
        if len(years) == 1:
            return int(years.pop()), _CAMPAIGN.search(name) is None
        if years:
            return None
    return None


def said_unit(texts: Iterable[str]) -> Unit | None:
    """Return the unit that one of the lines over a table states (单位：万元), or None if they differ."""
    found: set[Unit] = set()
    for text in texts:
        for said in _SAID_UNIT.findall(text):
            # 单位：万元、人 states one unit for each dimension; the first is that of the figures.
            unit = unit_of(folded(said))
            if unit is not None:
                found.add(unit)
    return found.pop() if len(found) == 1 else None


def said_basis(sources: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """Return the basis that a source's name tells (市税务局, 审计报告), by the vocabulary's own bases.

    The bare word is not enough: a 统计表 of any office is no figure of the statistics bureau.
    """
    found = set()
    for source in sources:
        name = folded(source)
        for term in vocabulary.bases.values():
            for word in (folded(word).removesuffix("口径") for word in term.names if not word.isascii()):
                if word and re.search(rf"{re.escape(word)}(?:局|署|总署|口径|部门|报告|系统)", name):
                    found.add(term.key)
    return found.pop() if len(found) == 1 else None


def stem(file: str) -> str:
    """Return the name of a file without folders and ending."""
    return PurePath(file).stem
