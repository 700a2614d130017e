"""Laws of facts that follow from others: what is said of a firm known in part is true of what it really is.

The size classes are held against a table of their own, written down apart from the rules.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from tests.support.derived import LIBRARY, context_for, lies_in, some_pair_as_presumed
from tests.support.dice import drawn, seeds

from policymatch import Enterprise
from policymatch.matching.firm import context_of
from policymatch.values import Choice, Span, Value
from policymatch.vocabulary.codes import industries

AS_OF = date(2026, 3, 16)
LAST_YEAR = AS_OF.year - 1
WAN = 10_000

# Prefixes of the industries of a row; what it goes by (人: staff, 收: revenue, 资: assets, in 万元);
# the lower bounds of large, medium and small firms.
Row = tuple[str, str, tuple[tuple[int, ...], ...]]
TABLE: tuple[Row, ...] = (
    ("A", "收", ((20_000,), (500,), (50,))),
    ("B C D", "人收", ((1000, 40_000), (300, 2000), (20, 300))),
    ("E", "收资", ((80_000, 80_000), (6000, 5000), (300, 300))),
    ("F51", "人收", ((200, 40_000), (20, 5000), (5, 1000))),
    ("F52", "人收", ((300, 20_000), (50, 500), (10, 100))),
    ("G54 G55 G56 G57 G58 G591", "人收", ((1000, 30_000), (300, 3000), (20, 200))),
    ("G592 G593 G594 G595 G596 G599", "人收", ((200, 30_000), (100, 1000), (20, 100))),
    ("G60", "人收", ((1000, 30_000), (300, 2000), (20, 100))),
    ("H61", "人收", ((300, 10_000), (100, 2000), (10, 100))),
    ("H62", "人收", ((300, 10_000), (100, 2000), (10, 100))),
    ("I63 I64", "人收", ((2000, 100_000), (100, 1000), (10, 100))),
    ("I65", "人收", ((300, 10_000), (100, 1000), (10, 50))),
    ("K701", "收资", ((200_000, 10_000), (1000, 5000), (100, 2000))),
    ("K702", "人收", ((1000, 5000), (300, 1000), (100, 500))),
    ("L", "人资", ((300, 120_000), (100, 8000), (10, 100))),
    ("M N O R Q85 K703 K709", "人", ((300,), (100,), (10,))),
)
CLASSES = ("large", "medium", "small")
EVERY_CLASS = frozenset((*CLASSES, "micro"))
KEYS: Mapping[str, tuple[str, int | None]] = {
    "人": ("employees", None),
    "收": ("revenue", LAST_YEAR),
    "资": ("total_assets", None),
}
# Classes of the standard: four digits, which no code lies below.
LEAVES = tuple(code for code in industries().codes() if code and not industries().children(code))
COARSE = ("F", "G", "G59", "H", "I", "K", "K70", "Q", "N", "C", "R", "S")


def row_of(code: str) -> Row | None:
    return next((row for row in TABLE if code.startswith(tuple(row[0].split()))), None)


def size_by_table(code: str, figures: Mapping[str, int]) -> frozenset[str]:
    row = row_of(code)
    if row is None:
        return EVERY_CLASS
    for word, bounds in zip(CLASSES, row[2], strict=True):
        if all(figures[what] >= bound for what, bound in zip(row[1], bounds, strict=True)):
            return frozenset((word,))
    return frozenset(("micro",))


def figures_about(dice: Random, rows: tuple[Row, ...]) -> dict[str, int]:
    """Return staff, revenue and assets at, just below or just above bounds of a row."""
    figures = {}
    for what in KEYS:
        bounds = [level[row[1].index(what)] for row in rows if what in row[1] for level in row[2]]
        figures[what] = max(dice.choice(bounds or [100]) + dice.randint(-1, 1), 0)
    return figures


def size_class(code: str, figures: Mapping[str, int]) -> Value | None:
    data = {
        "企业名称": "甲",
        "数据年度": LAST_YEAR,
        "行业": code,
        "员工人数": f"{figures['人']}人",
        "营业收入": f"{figures['收']}万元",
        "资产总额": f"{figures['资']}万元",
    }
    firm = Enterprise.from_dict(data, LIBRARY.vocabulary)
    return context_of(firm, AS_OF, LIBRARY).firm.value("size_class")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
@settings(max_examples=25)
@given(seed=seeds)
def test_size_classes_are_those_of_the_table(row: Row, seed: int) -> None:
    dice = Random(seed)
    code = dice.choice([code for code in LEAVES if row_of(code) is row])
    figures = figures_about(dice, (row,))
    assert size_class(code, figures) == Choice(size_by_table(code, figures)), (code, figures)


@settings(max_examples=25)
@given(seeds)
def test_an_industry_outside_the_table_is_never_of_any_class(seed: int) -> None:
    dice = Random(seed)
    code = dice.choice([code for code in LEAVES if row_of(code) is None])
    assert size_class(code, figures_about(dice, TABLE)) == Choice(EVERY_CLASS)


@settings(max_examples=60)
@given(seeds)
def test_of_a_coarse_industry_the_class_is_all_that_the_industries_below_it_may_be(seed: int) -> None:
    dice = Random(seed)
    coarse = dice.choice(COARSE)
    below = [code for code in LEAVES if code.startswith(coarse)]
    figures = figures_about(
        dice, tuple({row for code in below if (row := row_of(code)) is not None}) or TABLE
    )
    possible = frozenset().union(*(size_by_table(code, figures) for code in below))
    assert size_class(coarse, figures) == Choice(possible), (coarse, figures)


@pytest.mark.parametrize("key", sorted(LIBRARY.derivations))
@settings(max_examples=30)
@given(st.data())
def test_what_is_said_of_a_firm_known_in_part_is_true_of_it(key: str, data: st.DataObject) -> None:
    field = LIBRARY.vocabulary.fields[key]
    known, real = data.draw(drawn(some_pair_as_presumed, key))
    year = LAST_YEAR if field.yearly else None
    for basis in (None, *field.bases[:1]):
        wide, narrow = (context_for(firm).firm.value(key, year, basis) for firm in (known, real))
        assert wide is not None
        assert narrow is not None
        note(f"{key} {basis}: {wide} of {known.facts}; {narrow} of {real.facts}")
        # Figures that contradict each other (a part larger than the whole) give what the fact cannot be.
        if isinstance(narrow, Span) and narrow.meet(field.unknown) is None:  # type: ignore[arg-type]
            continue
        assert lies_in(narrow, wide)


MONEY = (
    "营业收入",
    "主营业务收入",
    "研发费用",
    "销售额",
    "工业总产值",
    "进出口额",
    "应纳税所得额",
    "季度平均资产总额",
)
UNITS = {"元": 1, "万元": WAN, "百万元": 100 * WAN, "亿元": WAN * WAN}


@settings(max_examples=15)
@given(st.data())
def test_the_unit_in_which_money_is_written_changes_nothing(data: st.DataObject) -> None:
    sums = {
        f"{name}[{year}]": data.draw(st.integers(0, 500)) * 100 * WAN
        for name in MONEY
        for year in (LAST_YEAR - 1, LAST_YEAR)
    }
    sums |= {"资产总额": data.draw(st.integers(0, 500)) * WAN * WAN, "负债总额": 3 * WAN}
    plain = {"企业名称": "甲", "行业": data.draw(st.sampled_from(LEAVES)), "季度平均从业人数[2025]": "280人"}
    fields = LIBRARY.vocabulary.fields
    found = []
    for unit, size in UNITS.items():
        written = {name: f"{_decimal(Fraction(amount, size))}{unit}" for name, amount in sums.items()}
        firm = Enterprise.from_dict({**plain, "员工人数": "300人", **written}, LIBRARY.vocabulary)
        asked = context_of(firm, AS_OF, LIBRARY).firm
        found.append(
            {key: asked.value(key, LAST_YEAR if fields[key].yearly else None) for key in LIBRARY.derivations}
        )
    assert all(one == found[0] for one in found)
    assert isinstance(found[0]["debt_ratio"], Span)


def _decimal(amount: Fraction) -> str:
    whole, rest = divmod(amount.numerator * 10**8 // amount.denominator, 10**8)
    return f"{whole}.{rest:08d}"
