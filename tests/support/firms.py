"""A firm made of plain values, and strategies for firms partly known and for what they may really be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from hypothesis import strategies as st
from tests.support.spans import narrowed, number_spans, points_in

from policymatch.language import RecordFacts
from policymatch.values import Choice, Codes, DateSpan, Listing, NumberSpan, Span, Truth, Value

AS_OF = date(2026, 3, 16)
YEARS = (2023, 2024, 2025, 2026)

# The facts the strategies use, by the kind of value they have.
MONEY = ("revenue", "rd_expense")
ANY_SIGN = ("taxable_income",)
COUNTS = ("employees",)
ENUMS = {"size_class": ("micro", "small", "medium", "large")}
BOOLS = ("above_scale",)
TAGS = {"lists": ("a", "b", "c")}
REGIONS = ("34", "3413", "341302", "341321", "13", "131082")
DATES = ("established",)
HONOURS = ("high_tech_enterprise", "innovative_sme", "specialized_sme")
PROJECT_MONEY = ("total_investment", "equipment_investment")
MATTERS = ("a", "b")

Key = tuple[str, int | None]


@dataclass(frozen=True)
class PlainRecord:
    """A record made of plain values."""

    facts: Mapping[str, Value]

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        return self.facts.get(key)


@dataclass(frozen=True)
class PlainFirm:
    """A firm made of plain values."""

    facts: Mapping[Key, Value]
    lists: Mapping[str, Listing[RecordFacts]]
    as_of: date = AS_OF

    def value(self, key: str, year: int | None = None, basis: str | None = None) -> Value | None:
        return self.facts.get((key, year))

    def records(self, kind: str) -> Listing[RecordFacts]:
        return self.lists.get(kind, Listing(()))


days = st.integers(-800, 800).map(lambda offset: AS_OF + timedelta(days=offset))
day_spans = st.tuples(days, days).map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def firms(draw: st.DrawFn) -> PlainFirm:
    """A firm of which some facts are exact, some ranged, some unknown; some lists closed, some open."""
    facts: dict[Key, Value] = {}

    def maybe(key: str, year: int | None, values: st.SearchStrategy[Value]) -> None:
        if draw(st.integers(0, 3)):
            facts[key, year] = draw(values)

    for year in YEARS:
        for key in MONEY:
            maybe(key, year, number_spans(low=0))
        for key in ANY_SIGN:
            maybe(key, year, number_spans())
    for key in COUNTS:
        maybe(key, None, number_spans(low=0))
    for key, members in ENUMS.items():
        maybe(key, None, st.sets(st.sampled_from(members), min_size=1).map(lambda s: Choice(frozenset(s))))
    for key in BOOLS:
        maybe(key, None, st.sampled_from(list(Truth)))
    for key, tags in TAGS.items():
        listed = st.lists(st.sampled_from(tags), unique=True).map(tuple)
        maybe(key, None, st.builds(Listing, listed, st.booleans()))
    for key in DATES:
        maybe(key, None, day_spans)
    maybe(
        "region",
        None,
        st.sets(st.sampled_from(REGIONS), min_size=1, max_size=2).map(lambda s: Codes(frozenset(s))),
    )
    lists: dict[str, Listing[RecordFacts]] = {
        "honour": Listing(tuple(draw(st.lists(honours(), max_size=2))), draw(st.booleans())),
        "project": Listing(tuple(draw(st.lists(projects(), max_size=2))), draw(st.booleans())),
        "award": Listing(tuple(draw(st.lists(awards(), max_size=2))), draw(st.booleans())),
    }
    return PlainFirm(facts, lists)


@st.composite
def honours(draw: st.DrawFn) -> PlainRecord:
    facts: dict[str, Value] = {"name": Choice.exact(draw(st.sampled_from(HONOURS)))}
    if draw(st.booleans()):
        facts["level"] = Choice.exact(draw(st.sampled_from(("city", "province", "national"))))
    if draw(st.booleans()):
        facts["expires"] = draw(day_spans)
    if draw(st.booleans()):
        facts["issued"] = draw(day_spans)
    return PlainRecord(facts)


@st.composite
def projects(draw: st.DrawFn) -> PlainRecord:
    facts: dict[str, Value] = {}
    for key in PROJECT_MONEY:
        if draw(st.booleans()):
            facts[key] = draw(number_spans(low=0))
    return PlainRecord(facts)


@st.composite
def awards(draw: st.DrawFn) -> PlainRecord:
    facts: dict[str, Value] = {}
    if draw(st.booleans()):
        facts["matter"] = Choice.exact(draw(st.sampled_from(MATTERS)))
    if draw(st.booleans()):
        facts["amount"] = draw(number_spans(low=0))
    return PlainRecord(facts)


@st.composite
def parts_of_firm(draw: st.DrawFn, firm: PlainFirm, exact: bool) -> PlainFirm:
    """A firm of which more is known than of `firm`, and that it may really be; `exact`: everything is."""
    facts: dict[Key, Value] = {}
    for year in YEARS:
        for key in (*MONEY, *ANY_SIGN):
            _fill(draw, facts, firm, (key, year), Span(0, None) if key in MONEY else Span(None, None), exact)
    for key in COUNTS:
        _fill(draw, facts, firm, (key, None), Span(0, None), exact)
    for key, members in ENUMS.items():
        _fill(draw, facts, firm, (key, None), Choice(frozenset(members)), exact)
    for key in BOOLS:
        _fill(draw, facts, firm, (key, None), Truth.UNKNOWN, exact)
    for key, tags in TAGS.items():
        known = firm.facts.get((key, None), Listing(()))
        assert isinstance(known, Listing)
        facts[key, None] = _more_tags(draw, known, tags, exact)
    for key in DATES:
        _fill(draw, facts, firm, (key, None), Span(AS_OF - timedelta(900), AS_OF + timedelta(900)), exact)
    _fill(draw, facts, firm, ("region", None), Codes(frozenset(("",))), exact)
    lists: dict[str, Listing[RecordFacts]] = {}
    for kind, strategy in (("honour", honours()), ("project", projects()), ("award", awards())):
        listed = firm.records(kind)
        items = [_more_of_record(draw, record, kind, exact) for record in listed.items]
        if not listed.closed:
            items += [
                _more_of_record(draw, record, kind, exact) for record in draw(st.lists(strategy, max_size=2))
            ]
        lists[kind] = Listing(tuple(items), listed.closed or exact or draw(st.booleans()))
    return PlainFirm(facts, lists)


def _fill(
    draw: st.DrawFn, facts: dict[Key, Value], firm: PlainFirm, key: Key, unknown: Value, exact: bool
) -> None:
    known = firm.facts.get(key)
    if known is None and not exact and draw(st.booleans()):
        return
    facts[key] = draw(parts(unknown if known is None else known, exact))


@st.composite
def parts(draw: st.DrawFn, value: Value, exact: bool) -> Value:
    """Part of what `value` may be; one point or word of it when `exact`."""
    if isinstance(value, Truth):
        return draw(st.sampled_from((Truth.FALSE, Truth.TRUE))) if exact and not value.known else value
    if isinstance(value, Choice):
        members = sorted(value.members or ())
        some = (
            {draw(st.sampled_from(members))} if exact else draw(st.sets(st.sampled_from(members), min_size=1))
        )
        return Choice(frozenset(some))
    if isinstance(value, Codes):
        prefix = draw(st.sampled_from(sorted(value.prefixes)))
        below = [code for code in REGIONS if code.startswith(prefix) and (len(code) == 6 or not exact)]
        return Codes.exact(draw(st.sampled_from(below or [prefix])))
    assert isinstance(value, Span)
    if isinstance(value.low or value.high, date):
        return draw(_part_of_days(cast(DateSpan, value), exact))
    numbers = cast(NumberSpan, value)
    if exact:
        point = draw(points_in(numbers))
        whole: NumberSpan = Span(point, point)
        return whole
    return draw(narrowed(numbers))


@st.composite
def _part_of_days(draw: st.DrawFn, span: DateSpan, exact: bool) -> DateSpan:
    assert span.low is not None
    assert span.high is not None
    first = draw(st.dates(span.low, span.high))
    second = first if exact else draw(st.dates(span.low, span.high))
    return Span(min(first, second), max(first, second))


def _more_tags(draw: st.DrawFn, known: Listing[str], tags: tuple[str, ...], exact: bool) -> Listing[str]:
    if known.closed:
        return known
    more = draw(st.lists(st.sampled_from(tags), unique=True))
    items = tuple(dict.fromkeys((*known.items, *more)))
    return Listing(items, exact or draw(st.booleans()))


def _more_of_record(draw: st.DrawFn, record: RecordFacts, kind: str, exact: bool) -> PlainRecord:
    assert isinstance(record, PlainRecord)
    facts = {key: draw(parts(value, exact)) for key, value in record.facts.items()}
    if kind == "project":
        for key in PROJECT_MONEY:
            if key not in facts and exact:
                facts[key] = draw(parts(Span(0, None), exact=True))
        return PlainRecord(facts)
    if kind == "award":
        if exact:
            facts.setdefault("matter", Choice.exact(draw(st.sampled_from(MATTERS))))
            facts.setdefault("amount", draw(parts(Span(0, None), exact=True)))
        return PlainRecord(facts)
    # 具有 presumes that what is not known to have expired is in force (semantics 5); the laws are stated
    # for firms where that holds.
    expires = record.facts.get("expires")
    ends = expires.high if isinstance(expires, Span) else None
    if expires is None or (isinstance(ends, date) and ends >= AS_OF):
        last = ends if isinstance(ends, date) else AS_OF + timedelta(days=draw(st.integers(0, 500)))
        facts["expires"] = Span(last, last)
    if exact:
        facts.setdefault("level", Choice.exact(draw(st.sampled_from(("city", "province", "national")))))
        facts.setdefault("issued", draw(parts(Span(AS_OF - timedelta(900), AS_OF), exact=True)))
    return PlainRecord(facts)
