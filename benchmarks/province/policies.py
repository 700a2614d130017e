"""The policies of the province as plain trees, which every engine compiles in its own way.

A tree is {"all": […]}, {"any": […]}, {"not": …} or a criterion {"field", "op", "value"}; the operators are
ge, gt, le, lt, in, under (a code lies under one of several), yes and listed (one of several words). What a
policy pays is {"fixed": yuan} or {"field", "rate": percent, "cap": yuan}.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from benchmarks.province import figures
from benchmarks.province.figures import COUNTS, DATES, MONEY, RATIOS, SIZES, TAGS

Tree = dict[str, Any]
SEED = 11
_SMALLER_IS_BETTER = ("debt_ratio", "loan_bank_count")
_NUMBERS = [*MONEY, *COUNTS, *RATIOS]
_QUANTILES = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.72, 0.8, 0.86, 0.92, 0.96)
_OFTEN = (3, 4, 5, 5, 5, 5, 4, 4, 3, 2, 1)
_SIZES = (SIZES[:2], SIZES[:3], SIZES[2:], SIZES[1:3], SIZES[3:])


def policies(count: int, seed: int = SEED) -> list[Tree]:
    """Return policies of three to eight criteria, the same for the same seed."""
    maker = _Maker(seed)
    return [maker.policy() for _ in range(count)]


def criteria(tree: Tree) -> list[Tree]:
    """Return the criteria of a tree, in order."""
    if "field" in tree:
        return [tree]
    several = [tree["not"]] if "not" in tree else tree.get("all") or tree["any"]
    return [one for part in several for one in criteria(part)]


class _Maker:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        known = figures.table(20_000, seed=99)
        self.known = {
            key: np.sort(
                np.asarray(known[key].combine_chunks().drop_null().cast("int32" if key in DATES else "int64"))
            )
            for key in (*_NUMBERS, *DATES)
        }
        # Some figures stand in many policies, most in few.
        self.often = [1 / (place + 1) ** 0.6 for place in range(len(_NUMBERS))]
        self.dice.shuffle(self.often)

    def policy(self) -> Tree:
        dice, left = self.dice, self.dice.randint(3, 8)
        parts: list[Tree] = []

        def add(chance: float, part: Tree, uses: int = 1) -> None:
            nonlocal left
            if left >= uses and dice.random() < chance:
                parts.append(part)
                left -= uses

        add(0.86, self.region())
        if dice.random() < 0.3:
            add(0.45, {"any": [self.industry(1), self.industry(1)]}, 2)
        else:
            add(0.45, self.industry(dice.choices((1, 2, 3, 4), (45, 30, 15, 10))[0]))
        add(0.3, {"field": "size_class", "op": "in", "value": dice.choices(_SIZES, (30, 35, 15, 15, 5))[0]})
        add(0.3, {"not": self.barred()})
        uses = dice.randint(2, 3)
        add(0.55, self.one_of(uses), uses)
        while left > 0:
            makers = (self.number, self.date, self.yes, self.listed)
            add(1, dice.choices(makers, (62, 13, 15, 10))[0]())
        dice.shuffle(parts)
        return {"rule": {"all": parts}, "pays": self.amount()}

    def amount(self) -> Tree:
        dice = self.dice
        if dice.random() < 0.7:
            return {"fixed": dice.choice((5, 10, 20, 30, 50, 100, 200)) * 10_000}
        field = dice.choice(("rd_expense", "fixed_asset_investment", "tech_renovation_investment"))
        return {
            "field": field,
            "rate": dice.choice((5, 10, 15, 20)),
            "cap": dice.choice((50, 100, 300, 500)) * 10_000,
        }

    def one_of(self, uses: int) -> Tree:
        makers = (self.listed, self.yes, self.number)
        several = [self.dice.choices(makers, (35, 15, 50))[0]() for _ in range(uses)]
        if uses == 3 and self.dice.random() < 0.4:
            return {"any": [several[0], {"all": several[1:]}]}
        return {"any": several}

    def barred(self) -> Tree:
        return self.dice.choices(
            (
                {"field": "major_accident", "op": "yes"},
                {"field": "loan_bank_count", "op": "ge", "value": 1},
                {"field": "hq_local", "op": "yes"},
            ),
            (50, 35, 15),
        )[0]

    def number(self) -> Tree:
        dice = self.dice
        key = dice.choices(_NUMBERS, self.often)[0]
        less = key in _SMALLER_IS_BETTER
        where = dice.choice((0.6, 0.75, 0.9)) if less else dice.choices(_QUANTILES, _OFTEN)[0]
        known = self.known[key]
        value = _round(int(known[int(where * len(known))]), key)
        op = dice.choices(("le", "lt") if less else ("ge", "gt"), (8, 2))[0]
        if key == "revenue" and dice.random() < 0.25:
            op = "lt"
        return {"field": key, "op": op, "value": value}

    def date(self) -> Tree:
        dice = self.dice
        key = dice.choices(DATES, (60, 40))[0]
        known = self.known[key]
        day = int(known[int(dice.choice((0.2, 0.4, 0.5, 0.6, 0.8)) * len(known))]) // 90 * 90
        later = key == "relocated_date" or dice.random() < 0.3
        return {"field": key, "op": "ge" if later else "le", "value": day}

    def yes(self) -> Tree:
        key = self.dice.choices(tuple(figures.BOOLS), (30, 20, 5, 10, 10, 25))[0]
        found = {"field": key, "op": "yes"}
        return {"not": found} if key in ("major_accident", "hq_local") else found

    def listed(self) -> Tree:
        often = [1 / (place + 1) ** 0.7 for place in range(len(TAGS))]
        words = self.dice.choices(TAGS, often, k=self.dice.choice((1, 3)))
        return {"field": "lists", "op": "listed", "value": sorted(set(words))}

    def region(self) -> Tree:
        codes, shares = figures.places()
        dice, sort = self.dice, self.dice.random()
        county = dice.choices(codes, list(shares))[0]
        if sort < 0.1:
            value = ["34"]
        elif sort < 0.62:
            value = [county[:4]]
        elif sort < 0.88:
            value = [county]
        else:
            value = sorted({code[:4] for code in dice.choices(codes, list(shares), k=dice.randint(2, 4))})
        return {"field": "region", "op": "under", "value": value}

    def industry(self, several: int) -> Tree:
        codes, shares = figures.trades()
        dice = self.dice
        found = {
            code[: dice.choices((1, 3, 4, 5), (50, 35, 10, 5))[0]]
            for code in dice.choices(codes, list(shares), k=several)
        }
        return {"field": "industry", "op": "under", "value": sorted(found)}


def _round(value: int, key: str) -> int:
    """Return the nearest number that a department would write."""
    if key in COUNTS:
        return value if value < 20 else round(value / 10) * 10 if value < 200 else round(value / 100) * 100
    if key in RATIOS:
        step = 100 if abs(value) < 1000 else 500
        return round(value / step) * step
    if abs(value) < 1000:
        return 0
    power = int(10 ** (len(str(abs(value))) - 1))
    near = min((1, 2, 3, 5, 8, 10), key=lambda one: abs(one - abs(value) / power))
    return near * power if value > 0 else -near * power
