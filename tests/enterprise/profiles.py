"""Random profiles over the real base vocabulary, as hypothesis strategies."""

from datetime import date
from fractions import Fraction
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


@st.composite
def number_spans(draw: st.DrawFn, field: Field) -> NumberSpan | None:
    low, high = sorted((draw(numbers), draw(numbers)))
    if draw(st.booleans()):
        high = low
    ends = draw(st.sampled_from(["both", "both", "low", "high"]))
    span: NumberSpan = Span(
        low if ends != "high" else None,
        high if ends != "low" else None,
        low != high and draw(st.booleans()),
        low != high and draw(st.booleans()),
    )
    met = span.meet(Span(*field.bounds))
    if met is None or (field.type is Type.COUNT and met.is_exact and met.low != int(met.low or 0)):
        return None
    return met


@st.composite
def date_spans(draw: st.DrawFn) -> DateSpan:
    low, high = sorted((draw(dates), draw(dates)))
    shape = draw(st.sampled_from(["day", "range", "open", "since", "until"]))
    if shape == "day" or low == high:
        return Span.exact(low)
    opens = draw(st.booleans()), draw(st.booleans())
    shapes: dict[str, DateSpan] = {
        "range": Span(low, high),
        "open": Span(low, high, *opens),
        "since": Span(low, None, opens[0]),
        "until": Span(None, high, False, opens[1]),
    }
    return shapes[shape]


@st.composite
def values(draw: st.DrawFn, field: Field, kind: str | None) -> Value | None:
    if field.type.is_numeric:
        return draw(number_spans(field))
    if field.type is Type.DATE:
        return draw(date_spans())
    if field.type is Type.BOOL:
        return draw(st.sampled_from([Truth.TRUE, Truth.FALSE]))
    if field.type.is_code:
        codes = st.sampled_from(code_tree(field).codes())
        return Codes(draw(st.frozensets(codes, min_size=1, max_size=3)))
    members = members_of(field, kind, VOCABULARY)
    known = [st.sampled_from(sorted(scope)) for scope in members.scopes if scope]
    free = words.filter(lambda word: members.find(word) is None)
    takes_text = members.open or (field.type is Type.TEXT and members.unknown == "unknown-value")
    one = st.one_of(*known, *([free] if takes_text else []))
    if field.type is Type.TAGS:
        items = tuple(draw(st.lists(one, unique=True, max_size=4)))
        if kind is None and field.key == ZONE:
            # Reading fills in the kinds of zones.
            items = with_kinds(items, VOCABULARY)
        return Listing(items, draw(st.booleans()))
    return Choice(draw(st.frozensets(one, min_size=1, max_size=3)))


@st.composite
def facts(draw: st.DrawFn, kind: str | None) -> dict[FactKey, Known]:
    found: dict[FactKey, Known] = {}
    fields = list(VOCABULARY.scope(kind).values())
    for field in draw(st.lists(st.sampled_from(fields), max_size=8)):
        year = draw(st.integers(2018, 2027)) if field.yearly else None
        basis = draw(st.sampled_from([None, *field.bases]))
        value = draw(values(field, kind))
        if value is not None:
            found[field.key, year, basis] = Known(
                value,
                draw(st.none() | words),
                draw(st.none() | date_spans()),
                draw(st.sampled_from([None, True, False])),
            )
    return found


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


@st.composite
def confirmations(draw: st.DrawFn) -> tuple[Confirmation, ...]:
    made = draw(
        st.lists(
            st.builds(
                Confirmation, words, words, st.booleans(), words, dates, st.none() | words, st.none() | words
            ),
            max_size=3,
        )
    )
    # Two answers of the same day are refused.
    return tuple({(one.subject, one.on): one for one in made}.values())


@st.composite
def enterprises(draw: st.DrawFn) -> Enterprise:
    kinds = draw(st.lists(st.sampled_from([HONOUR, *VOCABULARY.records]), unique=True, max_size=3))
    return Enterprise(
        draw(words),
        draw(st.sampled_from([None, "91341300MA2N0ABC0F"])),
        draw(st.none() | dates),
        draw(facts(None)),
        {
            kind: Listing(tuple(draw(st.lists(records(kind), max_size=3))), draw(st.booleans()))
            for kind in kinds
        },
        draw(confirmations()),
    )
