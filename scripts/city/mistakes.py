"""What goes wrong in departments: keys, repeated rows, cells that cannot be read or contradict another's.

Every mistake is chosen once, here; the offices ask what their cell shows, and `planted` is the list of what a
report on quality must find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from scripts.city.firm import YEARS, Firm
from scripts.city.names import COUNTIES
from scripts.city.trades import TRADES

from policymatch.enterprise.credit_code import check_digit

_LAST = YEARS[-1]
# How many of 2388 firms have each mistake.
_OF = 2388
_BAD_KEYS, _REPEATED = 0.03, 0.01


@dataclass(frozen=True)
class Planted:
    """One cell that a department got wrong: what it shows, and what is true."""

    kind: str
    office: str
    code: str
    fact: str
    shown: str
    truth: str


@dataclass(frozen=True)
class BadKey:
    """A code that a department has wrong or not at all; `name` is the name it knows the firm by."""

    kind: str
    office: str
    code: str
    name: str
    shown: str | None


@dataclass
class Mistakes:
    """All mistakes of the city."""

    planted: list[Planted] = field(default_factory=list)
    bad_keys: list[BadKey] = field(default_factory=list)
    repeated: dict[str, list[Firm]] = field(default_factory=dict)
    _cells: dict[tuple[str, int, str], object] = field(default_factory=dict)
    _keys: dict[tuple[str, int], str | None] = field(default_factory=dict)

    def cell(self, office: str, firm: Firm, fact: str, truth: object) -> object:
        """Return what a department shows for a fact of a firm."""
        return self._cells.get((office, firm.number, fact), truth)

    def code(self, office: str, firm: Firm) -> str | None:
        """Return the code under which a department has a firm."""
        return self._keys.get((office, firm.number), firm.code)

    def spoil(self, kind: str, office: str, firm: Firm, fact: str, shown: object, truth: object) -> None:
        """Note that a department shows something else than the truth."""
        self._cells[office, firm.number, fact] = shown
        self.planted.append(Planted(kind, office, firm.code, fact, _text(shown), _text(truth)))

    def spoil_key(self, kind: str, office: str, firm: Firm, shown: str | None) -> None:
        """Note that a department has a wrong code or none."""
        self._keys[office, firm.number] = shown
        name = firm.former if office == "labour" and firm.former else firm.name
        self.bad_keys.append(BadKey(kind, office, firm.code, name, shown))


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def mistakes_in(chance: Random, firms: list[Firm]) -> Mistakes:
    """Return the mistakes that the departments of a city make."""
    found = Mistakes()

    def some(number: int, fits: Callable[[Firm], object]) -> list[Firm]:
        able = [firm for firm in firms if firm.is_open and fits(firm)]
        return chance.sample(able, min(len(able), max(1, number * len(firms) // _OF)))

    for firm in some(20, lambda one: {"statistics", "labour"} <= one.offices):
        found.spoil("insured-above-employees", "labour", firm, "参保人数", firm.employees + 7, firm.insured)
    for firm in some(8, lambda one: "statistics" in one.offices and _LAST in one.stat_research):
        shown = firm.stat_revenue[_LAST] * 11 // 10
        truth = firm.stat_research[_LAST]
        found.spoil("research-above-revenue", "statistics", firm, f"研发费用{_LAST}", shown, truth)
    for firm in some(15, lambda one: "labour" in one.offices):
        other = chance.choice([key for key in COUNTIES if key != firm.county])
        shown_place, place = COUNTIES[other][0], COUNTIES[firm.county][0]
        found.spoil("county-differs", "labour", firm, "所在地区", shown_place, place)
    for firm in some(20, lambda one: "tax" in one.offices):
        code = chance.choice([trade.code for trade in TRADES if trade.code[0] != firm.trade.code[0]])
        found.spoil("industry-differs", "tax", firm, "所属行业", code, firm.trade.code)
    for firm in some(12, lambda one: "science" in one.offices):
        day = firm.founded - timedelta(days=366)
        found.spoil("founded-differs", "science", firm, "成立时间", day, firm.founded)
    for firm in some(25, lambda one: {"statistics", "science"} <= one.offices):
        shown = firm.employees + max(3, firm.employees // 5)
        found.spoil("employees-differ", "science", firm, "职工人数", shown, firm.employees)
    for firm in some(5, lambda one: one.honours):
        day = firm.founded - timedelta(days=40)
        found.spoil("honour-before-founding", "science", firm, "认定日期", day, firm.honours[0].issued)
    for firm in some(12, lambda one: "tax" in one.offices and _LAST in one.revenue):
        shown_text = chance.choice(("待核实", "约300", "见附件", "#N/A"))
        truth = firm.revenue[_LAST]
        found.spoil(
            "unreadable", "tax", firm, f"营业收入{_LAST}", shown_text, f"{truth // 100}.{truth % 100:02}"
        )
    for firm in some(3, lambda one: "labour" in one.offices):
        found.spoil("out-of-range", "labour", firm, "招用高校毕业生人数", -1, firm.graduates)
    for office in ("tax", "labour", "science"):
        _keys(chance, found, office, [firm for firm in firms if office in firm.offices])
    for office in ("registry", "tax", "labour"):
        known = [firm for firm in firms if office in firm.offices]
        found.repeated[office] = chance.sample(known, max(1, int(len(known) * _REPEATED)))
    return found


def _keys(chance: Random, found: Mistakes, office: str, known: Iterable[Firm]) -> None:
    """Spoil three of a hundred codes, and leave out those of firms known by a former name."""
    for firm in known:
        if office == "labour" and firm.former:
            found.spoil_key("former-name", office, firm, None)
        elif chance.random() < _BAD_KEYS:
            kind = chance.choice(("check", "missing", "short", "old"))
            found.spoil_key(kind, office, firm, _spoilt(chance, kind, firm.code))


def _spoilt(chance: Random, kind: str, code: str) -> str | None:
    match kind:
        case "missing":
            return None
        case "short":
            return code[:-1]
        case "old":
            # The number of registration that firms had before 2015 has fifteen digits.
            return f"{code[2:8]}000{chance.randrange(10**6):06}"
    wrong = str((int(check_digit(code[:-1]), 36) + 1) % 10)
    return code[:-1] + (wrong if wrong != code[-1] else "5" if code[-1] != "5" else "6")
