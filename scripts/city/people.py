"""How a firm is made from a source of chance: figures that go with its trade, honours, projects, loans."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from scripts.city.firm import DAY, YEARS, Firm, Honour, Loan, Project
from scripts.city.names import COUNTIES, address_of, brands, code_of, name_of
from scripts.city.trades import BANKS, TRADES, Trade

_FORMS = ("有限责任公司", "有限公司", "股份有限公司", "个人独资企业")
_COOPERATIVE = "农民专业合作社"
_ENDINGS = {_FORMS[2]: "股份有限公司", _FORMS[3]: "厂", _COOPERATIVE: "专业合作社"}
# From which revenue (百元) the bureau counts a firm: 2000万元 in industry, for the others a rough 500万元.
_ON_REGISTER = {True: 200_000, False: 50_000}
_SINCE = date(1998, 1, 1)


def firms_of(chance: Random, count: int) -> list[Firm]:
    """Return the firms of the city."""
    made: list[Firm] = []
    names = brands(chance)
    trades = chance.choices(TRADES, [trade.share for trade in TRADES], k=count)
    counties = chance.choices(list(COUNTIES), [share for _, share in COUNTIES.values()], k=count)
    for number, (trade, county) in enumerate(zip(trades, counties, strict=True), 1):
        # Each brand once before the place changes, so that no two names are alike.
        brand, place = names[(number - 1) % len(names)], (number - 1) // len(names) % 3
        turn = "" if number <= 3 * len(names) else f"{number // (3 * len(names)) + 1}号"
        made.append(_firm(chance, number, f"{brand}{turn}", place, trade, county))
    return made


def _firm(chance: Random, number: int, brand: str, place: int, trade: Trade, county: str) -> Firm:
    cooperative = trade.code[0] == "A" and chance.random() < 0.6
    form = _COOPERATIVE if cooperative else chance.choices(_FORMS, (70, 22, 4, 4))[0]
    founded = DAY - timedelta(days=min(int(chance.expovariate(1 / 2600)) + 90, (DAY - _SINCE).days))
    name = name_of(brand, trade.word, place, _ENDINGS.get(form, "有限公司"))
    firm = Firm(
        number,
        name,
        code_of(number, county, cooperative),
        county,
        address_of(chance, county),
        trade,
        form,
        founded,
        chance.choice((50, 100, 200, 300, 500, 800, 1000, 2000, 5000)) * 100,
        chance.choices(("存续", "注销", "吊销"), (980, 15, 5))[0],
    )
    if chance.random() < 0.02:
        firm.former = name_of(brand, "工贸", place, "有限公司")
    _figures(chance, firm)
    _staff(chance, firm)
    if firm.is_open:
        _achievements(chance, firm)
        _loans(chance, firm)
    _known_to(chance, firm)
    return firm


def _figures(chance: Random, firm: Firm) -> None:
    trade = firm.trade
    revenue = trade.size * chance.lognormvariate(0, 0.9) * 100
    does_research = chance.randrange(100) < trade.research
    for year in YEARS:
        revenue *= chance.uniform(0.88, 1.24)
        if year < firm.founded.year or (year == YEARS[-1] and not firm.is_open):
            continue
        share = 1 if year > firm.founded.year else (13 - firm.founded.month) / 12
        firm.revenue[year] = sold = int(revenue * share)
        firm.income[year] = int(sold * chance.uniform(-0.04, 0.12))
        firm.tax[year] = int(sold * chance.uniform(0.008, 0.05))
        # The bureau counts what is shipped, the tax office what is invoiced.
        firm.stat_revenue[year] = int(sold * chance.uniform(0.94, 1.08) / 10)
        if does_research:
            firm.research[year] = int(sold * trade.rate * chance.uniform(0.6, 1.5) / 1000)
            firm.stat_research[year] = int(firm.research[year] * chance.uniform(1.0, 1.3) / 10)
    firm.assets = int(max(firm.stat_revenue.values(), default=0) * chance.uniform(0.5, 1.6))


def _staff(chance: Random, firm: Firm) -> None:
    last = max(firm.revenue, default=None)
    sold = 0 if last is None else firm.revenue[last] // 100
    firm.employees = max(1, int(sold / firm.trade.per_head * chance.uniform(0.7, 1.4)))
    firm.insured = int(firm.employees * chance.uniform(0.45, 1.0))
    firm.hires = int(firm.insured * chance.uniform(0, 0.25))
    firm.graduates = int(firm.hires * chance.uniform(0, 0.5))
    firm.quarter_staff = max(1, int(firm.employees * chance.uniform(3.6, 4.2)))
    firm.quarter_assets = int(firm.assets * chance.uniform(8.5, 10.5))
    if sold >= 500:
        firm.vat = "一般纳税人"
    if firm.research:
        firm.researchers = max(1, int(firm.employees * chance.uniform(0.06, 0.22)))
        firm.inventions = int(chance.expovariate(0.6))
        firm.utility_models = int(chance.expovariate(0.15))


def _achievements(chance: Random, firm: Firm) -> None:
    last = firm.revenue.get(YEARS[-1], 0)
    if firm.research:
        for name, level, odds, least, years in (
            ("科技型中小企业", "国家级", 45, 0, 1),
            ("高新技术企业", "国家级", 38, 40_000, 3),
            ("创新型中小企业", "省级", 30, 30_000, 3),
            ("专精特新中小企业", "省级", 14, 100_000, 3),
            ("专精特新小巨人企业", "国家级", 2, 300_000, 3),
            ("企业技术中心", "省级", 6, 400_000, 0),
        ):
            if last >= least and chance.randrange(100) < odds:
                firm.honours.append(_honour(chance, firm, name, level, years))
    if firm.trade.is_industry and last > 200_000:
        for name, odds in (("数字化车间", 7), ("智能工厂", 3)):
            if chance.randrange(100) < odds:
                firm.honours.append(_honour(chance, firm, name, chance.choice(("省级", "市级")), 0))
        if chance.random() < 0.24:
            firm.projects += [_project(chance, firm) for _ in range(chance.choice((1, 1, 1, 2)))]


def _honour(chance: Random, firm: Firm, name: str, level: str, years: int) -> Honour:
    first = max(firm.founded + timedelta(days=60), date(2025 if years == 1 else 2023, 4, 1))
    issued = min(first + timedelta(days=chance.randrange(0, 900)), DAY - timedelta(days=1))
    if years == 0:
        return Honour(name, level, issued)
    end = date(issued.year, 12, 31) if years == 1 else _years_later(issued, years) - timedelta(days=1)
    return Honour(name, level, issued, end)


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _project(chance: Random, firm: Firm) -> Project:
    kind = chance.choices(
        ("技术改造", "工业强基技术改造", "设备更新", "数字化改造", "新建"), (40, 20, 20, 15, 5)
    )[0]
    total = int(firm.revenue[YEARS[-1]] * chance.uniform(0.1, 0.9))
    listed = "工业四基发展目录" if kind == "工业强基技术改造" and chance.random() < 0.7 else None
    filed = max(firm.founded, date(2024, 1, 1) + timedelta(days=chance.randrange(0, 780)))
    title = f"{firm.trade.word}生产线{kind}项目"
    return Project(title, kind, total, int(total * chance.uniform(0.3, 0.8)), min(filed, DAY), listed)


def _loans(chance: Random, firm: Firm) -> None:
    if chance.random() > 0.2 or not firm.revenue:
        return
    for _ in range(chance.choice((1, 1, 2))):
        purpose = chance.choices(("流动资金", "设备更新", "科技创新", "固定资产"), (60, 18, 10, 12))[0]
        principal = max(1, int(firm.revenue[max(firm.revenue)] / 100 * chance.uniform(0.05, 0.4) / 10)) * 1000
        drawn = max(firm.founded, date(2024, 6, 1) + timedelta(days=chance.randrange(0, 630)))
        months = chance.choice((12, 12, 24, 36, 60))
        rate = chance.randrange(260, 480, 5)
        firm.loans.append(Loan(chance.choice(BANKS), purpose, principal, rate, min(drawn, DAY), months))


def _known_to(chance: Random, firm: Firm) -> None:
    """Decide which departments know the firm; the registry knows all."""
    firm.offices.add("registry")
    if firm.revenue and chance.random() < 0.95:
        firm.offices.add("tax")
    last = max(firm.revenue.values(), default=0)
    on_register = last >= _ON_REGISTER[firm.trade.is_industry]
    if firm.revenue and chance.random() < (0.92 if on_register else 0.05):
        firm.offices.add("statistics")
    if firm.is_open and chance.random() < 0.78:
        firm.offices.add("labour")
    if firm.honours or firm.projects or firm.loans or firm.inventions:
        firm.offices.add("science")
