"""Random profiles over the real base vocabulary, as hypothesis strategies.

Each strategy is made once: hypothesis looks through every new one before it draws from it, which takes longer
than the draw.
"""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import strategies as st

from policymatch.enterprise import Confirmation, Enterprise, FactKey, Known, Record
from policymatch.enterprise.labels import is_unknown
from policymatch.enterprise.members import members_of
from policymatch.enterprise.zones import with_kinds
from policymatch.values import Choice, Codes, DateSpan, Listing, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Field, Type, base_vocabulary
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.model import AWARD, HONOUR, ZONE

VOCABULARY = base_vocabulary()

# What YAML or a careless reader takes for something else.
TRAPS = (
    "no", "n", "on", "y", "0o17", "0b1", "-0x1f", "0111", "12:30", "1_000", "0x1F", "2021-06-30", "1e3", "~",
    "123", "true", "=", "<<", "是", "- a", ": b", "a: b", "#x", "a #b", "{", "[", "*a", "&a", "!t", "%", "@",
    "`", "it's", '"', "x\ny", "x\ty", "x\u2028y", "\ufeffx", "x\r\ny", "y\n\nz\n z", "\\", "🏭", "无", "2025",
    "{最低: 1}",
)  # fmt: skip

words = (
    st.one_of(
        st.sampled_from(TRAPS),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    )
    .map(str.strip)
    .filter(lambda word: not is_unknown(word))
)

decimals = st.integers(-(10**15), 10**15).flatmap(
    lambda number: st.sampled_from([1, 10, 100, 10**4, 10**8]).map(lambda size: Fraction(number, size))
)
fractions = st.fractions(-(10**12), 10**12, max_denominator=10**9)
numbers = st.one_of(st.integers(-100, 10**5), st.integers(-(10**29), 10**29), decimals, fractions)
dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))


flags = st.booleans()
shapes_of_numbers = st.sampled_from(["both", "both", "low", "high"])
shapes_of_dates = st.sampled_from(["day", "range", "open", "since", "until"])
years = st.integers(2018, 2027)
verified = st.sampled_from([None, True, False])


@cache
@st.composite
def number_spans(draw: st.DrawFn, kind: str | None, key: str) -> NumberSpan | None:
    field = VOCABULARY.field(kind, key)
    low, high = sorted((draw(numbers), draw(numbers)))
    if draw(flags):
        high = low
    ends = draw(shapes_of_numbers)
    span: NumberSpan = Span(
        low if ends != "high" else None,
        high if ends != "low" else None,
        low != high and draw(flags),
        low != high and draw(flags),
    )
    met = span.meet(Span(*field.bounds))
    if met is None or (field.type is Type.COUNT and met.is_exact and met.low != int(met.low or 0)):
        return None
    return met


@st.composite
def any_date_span(draw: st.DrawFn) -> DateSpan:
    low, high = sorted((draw(dates), draw(dates)))
    shape = draw(shapes_of_dates)
    if shape == "day" or low == high:
        return Span.exact(low)
    opens = draw(flags), draw(flags)
    shapes: dict[str, DateSpan] = {
        "range": Span(low, high),
        "open": Span(low, high, *opens),
        "since": Span(low, None, opens[0]),
        "until": Span(None, high, False, opens[1]),
    }
    return shapes[shape]


date_spans = any_date_span()
days_stated = st.none() | date_spans
sources = st.none() | words


def values(field: Field, kind: str | None) -> st.SearchStrategy[Value | None]:
    """Return the strategy of what may be stated of a field; None is nothing."""
    return _values(kind, field.key)


@cache
def _values(kind: str | None, key: str) -> st.SearchStrategy[Value | None]:
    field = VOCABULARY.field(kind, key)
    if field.type.is_numeric:
        return number_spans(kind, key)
    if field.type is Type.DATE:
        return date_spans
    if field.type is Type.BOOL:
        return st.sampled_from([Truth.TRUE, Truth.FALSE])
    if field.type.is_code:
        codes = st.sampled_from(code_tree(field).codes())
        return st.frozensets(codes, min_size=1, max_size=3).map(Codes)
    members = members_of(field, kind, VOCABULARY)
    known = [st.sampled_from(sorted(scope)) for scope in members.scopes if scope]
    free = words.filter(lambda word: members.find(word) is None)
    takes_text = members.open or (field.type is Type.TEXT and members.unknown == "unknown-value")
    one = st.one_of(*known, *([free] if takes_text else []))
    if field.type is Type.TAGS:
        several = st.lists(one, unique=True, max_size=4).map(tuple)
        if kind is None and field.key == ZONE:
            # Reading fills in the kinds of zones.
            several = several.map(lambda items: with_kinds(items, VOCABULARY))
        return st.builds(Listing, several, flags)
    return st.frozensets(one, min_size=1, max_size=3).map(Choice)


@cache
def _some_fields(kind: str | None) -> st.SearchStrategy[list[Field]]:
    return st.lists(st.sampled_from(list(VOCABULARY.scope(kind).values())), max_size=8)


@cache
def _bases(bases: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *bases])


@cache
@st.composite
def facts(draw: st.DrawFn, kind: str | None) -> dict[FactKey, Known]:
    found: dict[FactKey, Known] = {}
    for field in draw(_some_fields(kind)):
        year = draw(years) if field.yearly else None
        basis = draw(_bases(tuple(field.bases))) if field.bases else None
        value = draw(values(field, kind))
        if value is not None:
            found[field.key, year, basis] = Known(value, draw(sources), draw(days_stated), draw(verified))
    return found


@cache
@st.composite
def records(draw: st.DrawFn, kind: str) -> Record:
    found = draw(facts(kind))
    if kind == HONOUR:
        _state_level(found)
    if kind == AWARD:
        _state_year(found)
    return Record(kind, found)


def _state_year(found: dict[FactKey, Known]) -> None:
    """State the year of a past award that reading would fill in."""
    day = found.get(("date", None, None))
    if day is None or not isinstance(day.value, Span):
        return
    low, high = day.value.low, day.value.high
    if isinstance(low, date) and isinstance(high, date) and low.year == high.year:
        found.setdefault(("year", None, None), Known(Span.exact(low.year)))


def _state_level(found: dict[FactKey, Known]) -> None:
    """State the level that reading would fill in."""
    name = found.get(("name", None, None))
    if name is None or not isinstance(name.value, Choice) or name.value.members is None:
        return
    levels: Any = [VOCABULARY.honours[key].levels for key in name.value.members]
    if len(levels) == 1 and len(levels[0]) == 1:
        found.setdefault(("level", None, None), Known(Choice.exact(levels[0][0])))


answers = st.lists(
    st.builds(Confirmation, words, words, st.booleans(), words, dates, sources, sources), max_size=3
)
# Two answers of the same day are refused.
confirmations = answers.map(lambda made: tuple({(one.subject, one.on): one for one in made}.values()))
kinds_of_records = st.lists(st.sampled_from([HONOUR, *VOCABULARY.records]), unique=True, max_size=3)
credit_codes = st.sampled_from([None, "91341300MA2N0ABC0F"])
days = st.none() | dates


@cache
def _listings(kind: str) -> st.SearchStrategy[Listing[Record]]:
    return st.builds(Listing, st.lists(records(kind), max_size=3).map(tuple), flags)


@cache
@st.composite
def enterprises(draw: st.DrawFn) -> Enterprise:
    kinds = draw(kinds_of_records)
    return Enterprise(
        draw(words),
        draw(credit_codes),
        draw(days),
        draw(facts(None)),
        {kind: draw(_listings(kind)) for kind in kinds},
        draw(confirmations),
    )
