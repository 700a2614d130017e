"""A seeded workload that other rule engines can express too: policies of plain criteria, and firms.

Policies have three to eight criteria over 40 facts: places, industries, sizes, lists and thresholds near the
quantiles of the firms, joined by all, any and not. What they pay is fixed, a capped rate of a figure, or by
tier. Firms know every fact, since the peers know no "unknown"; in `partly` one in ten is not known, which
only our engine is asked about.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.enterprise import Enterprise
from policymatch.enterprise.model import FactKey, Known
from policymatch.language import tree
from policymatch.library import PolicyLibrary
from policymatch.policy import Document, Policy
from policymatch.values import Choice, Codes, Comparison, Listing, Span, Truth, Value
from policymatch.values.arithmetic import whole
from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.vocabulary.codes import industries, regions

AS_OF = date(2026, 3, 16)
Plain = Mapping[str, int | float | bool | str | list[str]]

MONEY = (
    *("revenue", "main_revenue", "net_profit", "rd_expense", "tax_paid", "fixed_asset_investment", "exports"),
    *("high_tech_revenue", "tech_renovation_investment", "total_assets", "registered_capital"),
    *("paid_in_capital", "taxable_income", "payroll"),
)
COUNTS = (
    *("employees", "rd_staff", "valid_patents", "invention_patents", "utility_models"),
    *("software_copyrights", "led_standards", "insured_count"),
)
RATIOS = (
    *("rd_ratio", "revenue_growth", "debt_ratio", "high_tech_revenue_ratio", "rd_staff_ratio"),
    "main_revenue_ratio",
)
DATES = ["established", "relocated_date"]
BOOLS = ("above_scale", "core_ip", "chain_enterprise", "relocated", "major_accident", "own_brand")
SIZES = ("micro", "small", "medium", "large")
LISTS = [f"list_{number:02d}" for number in range(40)]

_CNY = (("CNY", 1),)
_DOCUMENT = Document("基准测试", "某市", "city", "3413", effective_from=date(2025, 1, 1), open_ended=True)


class Workload:
    """`policies` and `firms` made from one seed."""

    def __init__(self, policies: int = 1000, firms: int = 200, seed: int = 7) -> None:
        self.vocabulary: Vocabulary = base_vocabulary()
        self._random = random.Random(seed)
        self._regions = [code for code in regions().codes() if code.startswith("34") and len(code) == 6]
        classes = [code for code in industries().codes() if len(code) == 5]
        industry = [code for code in classes if code.startswith("C")][::4]
        self._industries = industry + [code for code in classes if code.startswith("I")]
        self.plain = [self._firm() for _ in range(firms)]
        self.firms = [enterprise(one, self.vocabulary) for one in self.plain]
        self.partly = [enterprise(self._with_gaps(one), self.vocabulary) for one in self.plain]
        made = [self._policy(number) for number in range(policies)]
        self.library = PolicyLibrary({one.id: one for one in made}, self.vocabulary, "benchmark")

    # -- firms ---------------------------------------------------------------------------------------------

    def _firm(self) -> Plain:
        pick = self._random
        size = pick.gauss(0, 1)
        facts: dict[str, int | float | bool | str | list[str]] = {}
        for key in MONEY:
            facts[key] = int(10 ** (6.5 + 0.8 * size + 0.5 * pick.gauss(0, 1)))
        for key in COUNTS:
            facts[key] = int(10 ** max(0.0, 1 + 0.6 * size + 0.4 * pick.gauss(0, 1)))
        for key in RATIOS:
            facts[key] = pick.randrange(0, 9999) / 10_000
        for key in DATES:
            facts[key] = (AS_OF - timedelta(days=pick.randrange(30, 9000))).toordinal()
        for key in BOOLS:
            facts[key] = pick.random() < 0.3
        facts["region"] = pick.choice(self._regions)
        facts["industry"] = pick.choice(self._industries)
        facts["size_class"] = SIZES[min(3, max(0, round(size + 1)))]
        facts["lists"] = sorted({LISTS[int(40 * pick.random() ** 2)] for _ in range(pick.randrange(4))})
        return facts

    def _with_gaps(self, firm: Plain) -> Plain:
        return {key: value for key, value in firm.items() if self._random.random() >= 0.1}

    # -- policies ------------------------------------------------------------------------------------------

    def _policy(self, number: int) -> Policy:
        pick = self._random
        left = pick.randrange(3, 9)
        parts: list[tree.Node] = []

        def add(probability: float, make: Callable[[], tree.Node], criteria: int = 1) -> None:
            nonlocal left
            if left >= criteria and pick.random() < probability:
                parts.append(make())
                left -= criteria

        add(0.86, self._region)
        add(0.45, self._industry)
        add(0.3, self._size)
        add(0.3, lambda: tree.Not(self._bool()))
        add(0.55, lambda: tree.Any(tuple(self._criterion() for _ in range(2))), 2)
        add(0.2, lambda: tree.Any((self._list(), tree.All((self._criterion(), self._criterion())))), 3)
        while left > 0:
            add(1, self._criterion)
        pick.shuffle(parts)
        condition = tree.All(tuple(tree.Criterion(part) for part in parts))
        benefit = Benefit(BenefitKind.SUBSIDY, Nature.PAYMENT, self._amount())
        name = f"benchmark/{number:04d}"
        return Policy(name, name, "benchmark", _DOCUMENT, condition, benefit)

    def _amount(self) -> tree.Node:
        pick = self._random
        fixed = tree.Quantity(pick.choice((5, 10, 20, 30, 50, 100, 200)) * 10_000, _CNY)
        sort = pick.random()
        if sort < 0.6:
            return fixed
        if sort < 0.8:
            several = (tree.Tier(self._number(), self._rate(fixed)), tree.Tier(self._number(), fixed))
            return tree.Tiers(several, otherwise=tree.Quantity(20_000, _CNY))
        return self._rate(fixed)

    def _rate(self, limit: tree.Node) -> tree.Node:
        pick = self._random
        base = fact(pick.choice(("rd_expense", "fixed_asset_investment")), self.vocabulary)
        rate = tree.Quantity(Fraction(pick.choice((5, 10, 15, 20)), 100))
        return tree.Capped(tree.Arithmetic(tree.Operator.MULTIPLY, rate, base), limit)

    def _criterion(self) -> tree.Node:
        makers = (self._number, self._date, self._bool, self._list)
        (make,) = self._random.choices(makers, (65, 10, 15, 10))
        return make()

    def _number(self) -> tree.Node:
        pick = self._random
        numbers = (*MONEY, *COUNTS, *RATIOS)
        key = numbers[int(len(numbers) * pick.random() ** 1.5)]
        known = sorted(firm[key] for firm in self.plain)
        value = known[int(len(known) * pick.choice((0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85)))]
        dimension = self.vocabulary.field(None, key).dimension
        threshold = tree.Quantity(whole(Fraction(f"{value:.1g}")), dimension)
        op = pick.choices((Comparison.GE, Comparison.GT, Comparison.LE, Comparison.LT), (65, 15, 10, 10))[0]
        return tree.Compare(op, fact(key, self.vocabulary), threshold)

    def _date(self) -> tree.Node:
        day = AS_OF - timedelta(days=90 * self._random.randrange(1, 100))
        op = self._random.choice((Comparison.LE, Comparison.GE))
        return tree.Compare(op, fact(self._random.choice(DATES), self.vocabulary), tree.Day(Span(day, day)))

    def _bool(self) -> tree.Node:
        return tree.IsTrue(fact(self._random.choice(BOOLS), self.vocabulary))

    def _region(self) -> tree.Node:
        code = self._random.choice(self._regions)[: self._random.choices((2, 4, 6), (10, 60, 30))[0]]
        return tree.Among(fact("region", self.vocabulary), (code,))

    def _industry(self) -> tree.Node:
        codes = {self._random.choice(self._industries)[: self._random.choice((1, 1, 3, 4))] for _ in range(2)}
        return tree.Among(fact("industry", self.vocabulary), tuple(sorted(codes)))

    def _size(self) -> tree.Node:
        sizes = self._random.choice((SIZES[:2], SIZES[:3], SIZES[2:], SIZES[1:3]))
        return tree.Among(fact("size_class", self.vocabulary), sizes)

    def _list(self) -> tree.Node:
        words = sorted({LISTS[int(40 * self._random.random() ** 2)] for _ in range(2)})
        return tree.Contains(fact("lists", self.vocabulary), tuple(words))


def fact(key: str, vocabulary: Vocabulary) -> tree.Fact:
    """Return the fact of a firm with a key, of last year if it is yearly."""
    yearly = vocabulary.field(None, key).yearly
    return tree.Fact(None, key, tree.LAST_YEAR if yearly else None)


def enterprise(plain: Plain, vocabulary: Vocabulary) -> Enterprise:
    """Return the profile of a firm given as plain values."""
    facts: dict[FactKey, Known] = {}
    for key, value in plain.items():
        year = AS_OF.year - 1 if vocabulary.field(None, key).yearly else None
        facts[key, year, None] = Known(_known(key, value))
    return Enterprise("基准测试企业", facts=facts)


def _known(key: str, value: int | float | bool | str | list[str]) -> Value:
    if isinstance(value, list):
        return Listing(tuple(value), closed=True)
    if isinstance(value, str):
        return Choice.exact(value) if key == "size_class" else Codes.exact(value)
    if isinstance(value, bool):
        return Truth.of(value)
    if key in DATES:
        return Span.exact(date.fromordinal(int(value)))
    # The text of a float is the decimal that was meant.
    return Span.exact(whole(Fraction(str(value))))
