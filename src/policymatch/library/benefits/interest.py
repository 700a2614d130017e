"""`interest:` a loan interest discount: principal × rate × time, or a share of the interest paid."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from policymatch.language import tree
from policymatch.language.lexer import quantity
from policymatch.library.benefits.nodes import (
    DAY,
    MONTH,
    larger,
    minus,
    plain,
    product,
    quotient,
    smaller,
)
from policymatch.library.leaves import Leaves
from policymatch.library.spec_amount import AboveLprSpec, DaysSpec, InterestInner
from policymatch.values.arithmetic import whole
from policymatch.vocabulary.units import PLAIN
from policymatch.yamlio import Path

LOAN = "loan"
PRINCIPAL = tree.Fact(LOAN, "principal")
ACTUAL_RATE = tree.Fact(LOAN, "interest_rate")
INTEREST_PAID = tree.Fact(LOAN, "interest_paid")
TERM = tree.Fact(LOAN, "term")

_RATES = ("points", "share_of_interest", "share_of_rate", "share_of_lpr", "above_lpr")


def build_interest(spec: InterestInner, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the discount's formula, or None when a part has problems."""
    before = len(leaves.problems)
    node = _Interest(spec, leaves, path).node()
    return None if len(leaves.problems) > before else node


class _Interest:
    def __init__(self, spec: InterestInner, leaves: Leaves, path: Path) -> None:
        self.spec, self.leaves, self.path = spec, leaves, path

    def node(self) -> tree.Node | None:
        given = [key for key in _RATES if getattr(self.spec, key) is not None]
        if len(given) != 1:
            self.leaves.problem(
                "interest-rate-one-of", self.path, found=len(given), expected=", ".join(_RATES)
            )
            return None
        if self.spec.share_of_interest is not None:
            return self.of_interest_paid(self.spec.share_of_interest)
        rate, principal, time = self.rate(given[0]), self.principal(), self.time()
        if rate is None or principal is None or time is None:
            return None
        if self.spec.at_most_actual:
            first, *others = rate
            rate = (smaller(product(first, *others), self.of_loan(ACTUAL_RATE, "at_most_actual")),)
        return quotient(product(principal, *rate, time[0]), time[1])

    def of_interest_paid(self, text: str) -> tree.Node | None:
        """Return a share of the interest paid, of that on the principal within its cap."""
        for key in ("months", "days", "at_most_actual"):
            if getattr(self.spec, key):
                self.leaves.problem("interest-key-without-rate", (*self.path, key), found=key)
        share = self.leaves.number(text, (*self.path, "share_of_interest"), PLAIN)
        if share is None:
            return None
        paid = product(self.of_loan(INTEREST_PAID, "share_of_interest"), share)
        if self.spec.principal_cap is None:
            return paid
        cap = self.leaves.amount(self.spec.principal_cap, (*self.path, "principal_cap"))
        principal = self.whole_principal()
        if cap is None or principal is None:
            return None
        return product(paid, smaller(plain(1), quotient(cap, principal)))

    def of_loan(self, fact: tree.Fact, key: str) -> tree.Fact:
        """Return a fact of the loan at hand; without one the key that asks for it has no meaning."""
        if self.leaves.record != LOAN:
            self.leaves.problem("interest-needs-loan", (*self.path, key), found=key)
        return fact

    # -- principal and time ----------------------------------------------------------------------------

    def whole_principal(self) -> tree.Node | None:
        if self.spec.principal is not None:
            return self.leaves.amount(self.spec.principal, (*self.path, "principal"))
        if self.leaves.record != LOAN:
            self.leaves.problem("interest-needs-loan", self.path, found="principal")
        return PRINCIPAL

    def principal(self) -> tree.Node | None:
        principal = self.whole_principal()
        if self.spec.principal_cap is None:
            return principal
        cap = self.leaves.amount(self.spec.principal_cap, (*self.path, "principal_cap"))
        return None if cap is None or principal is None else smaller(principal, cap)

    def time(self) -> tuple[tree.Node, tree.Node] | None:
        """Return for how long interest counts, and the year in the same unit."""
        if self.spec.days is not None:
            if self.spec.months is not None:
                self.leaves.problem("interest-time-twice", (*self.path, "months"))
            return self.days(self.spec.days)
        year = tree.Quantity(12, MONTH)
        most = None
        if self.spec.months is not None:
            most = self.leaves.number(self.spec.months, (*self.path, "months"), MONTH)
            if most is None:
                return None
        if self.leaves.record != LOAN:
            if most is None:
                self.leaves.problem("interest-needs-loan", self.path, found="months")
                return None
            return most, year
        return (TERM if most is None else smaller(TERM, most)), year

    def days(self, spec: DaysSpec) -> tuple[tree.Node, tree.Node] | None:
        start = self.leaves.day(spec.start, (*self.path, "days", "from"))
        end = self.leaves.day(spec.end, (*self.path, "days", "to"))
        if start is None or end is None:
            return None
        return tree.Function("days", (start, end)), tree.Quantity(spec.of, DAY)

    # -- the rate --------------------------------------------------------------------------------------

    def rate(self, key: str) -> tuple[tree.Node, ...] | None:
        """Return the factors of the yearly rate of the discount."""
        at: Path = (*self.path, key)
        if self.spec.above_lpr is not None:
            above = self.above_lpr(self.spec.above_lpr, at)
            return None if above is None else (above,)
        text = getattr(self.spec, key)
        if key == "points":
            points = _points(text, self.leaves, at)
            return None if points is None else (points,)
        share = self.leaves.number(text, at, PLAIN)
        if key == "share_of_rate":
            of: tree.Node | None = self.of_loan(ACTUAL_RATE, key)
        elif self.spec.lpr is None:
            self.leaves.problem("missing-key", self.path, expected="lpr")
            return None
        else:
            of = _lpr(self.spec.lpr, self.spec.at, self.leaves, self.path)
        return None if share is None or of is None else (share, of)

    def above_lpr(self, spec: AboveLprSpec, path: Path) -> tree.Node | None:
        lpr = _lpr(spec.lpr, spec.at, self.leaves, path)
        less = plain(0) if spec.minus is None else _points(spec.minus, self.leaves, (*path, "minus"))
        if lpr is None or less is None:
            return None
        bar = lpr if spec.minus is None else minus(lpr, less)
        return larger(minus(self.of_loan(ACTUAL_RATE, "above_lpr"), bar), plain(0))


def _points(text: str, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return points of interest: of a yearly rate, 2 个百分点 are 2%."""
    found = quantity(text.replace(" ", ""))
    if found is not None and found[1] == (("pp", 1),):
        return plain(whole(Fraction(found[0]) / 100))
    return leaves.number(text, path, PLAIN)


def _lpr(text: str, day: str | None, leaves: Leaves, path: Path) -> tree.Node | None:
    """Return the LPR named by `lpr`, on the day that `at` names."""
    node = leaves.number(text, (*path, "lpr"), PLAIN)
    if day is None or node is None:
        return node
    on = leaves.day(day, (*path, "at"))
    if not isinstance(node, tree.Parameter):
        leaves.problem("lpr-not-a-table", (*path, "lpr"), found=text)
        return None
    return None if on is None else replace(node, date=on)
