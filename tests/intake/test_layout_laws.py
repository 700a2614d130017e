"""Whatever a table holds, each of its rows is data or set aside, once, and only its head is held."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.intake.fake import FakeTable
from tests.intake.header_benchmark import recogniser

from policymatch.intake.layout import Body, find_layout
from policymatch.intake.layout.head import HEAD_ROWS
from policymatch.intake.lines import Entries
from policymatch.intake.mapping import propose
from policymatch.intake.table import ErrorCell, LostDigits, Merged, NoResult, Percent, Raw
from policymatch.vocabulary import base_vocabulary

WORDS = st.sampled_from(
    [
        "企业名称",
        "统一社会信用代码",
        "营业收入(万元)",
        "2024年",
        "利润总额",
        "指标",
        "数值",
        "单位",
        "单位：万元",
        "合计",
        "小计",
        "注：以上",
        "甲有限公司",
        "91341300MA2XKHTG50",
        "一、工业",
        "年度",
        "万元",
        "高新技术企业",
        "企业名称：甲公司",
        "—",
        " ",
    ]
)
CELLS: st.SearchStrategy[Raw] = st.one_of(
    st.none(),
    WORDS,
    st.text(max_size=8),
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.sampled_from(
        [ErrorCell("#N/A"), NoResult("A1"), LostDigits("913413000000000000"), Percent(Decimal("0.1"))]
    ),
)
PLACES = st.integers(1, 12)


@st.composite
def tables(draw: st.DrawFn) -> FakeTable:
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=14))
    corners = draw(st.lists(st.tuples(PLACES, PLACES, PLACES, PLACES), max_size=3))
    merged = tuple(Merged(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners)
    return FakeTable(rows, merged=merged)


@given(tables())
def test_counts_add_up(table: FakeTable) -> None:
    body = Body(table, find_layout(table, recogniser()), frozenset({1}))
    numbers = [line.number for line in body.lines()]
    assert numbers == [number for number, _ in table.rows()]
    assert body.counts.total() == len(table.grid)


@given(tables())
def test_a_row_of_values_is_never_blank(table: FakeTable) -> None:
    body = Body(table, find_layout(table, recogniser()), frozenset())
    for line in body.lines():
        is_blank = line.reason is not None and line.reason.value == "blank"
        assert is_blank == all(
            cell is None or (isinstance(cell, str) and not cell.split()) for cell in line.cells
        )


@given(tables())
def test_entries_come_from_rows_of_data(table: FakeTable) -> None:
    mapped = propose(table, recogniser())
    entries = Entries(table, mapped, base_vocabulary())
    rows = {cell.row for entry in entries.entries() for cell in entry.cells}
    data = {line.number for line in Body(table, mapped.layout).lines() if line.reason is None}
    assert rows <= data
    assert entries.body.counts.total() == len(table.grid)


class Endless(FakeTable):
    """A table that tells how far it was read."""

    read = 0

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        for number in range(1, 10**6):
            Endless.read = max(Endless.read, number)
            yield number, ["企业名称", "员工人数"] if number == 1 else [f"第{number}有限公司", number]


def test_only_the_head_is_read_to_find_the_layout_and_rows_stream() -> None:
    table = Endless([])
    body = Body(table, find_layout(table, recogniser()), frozenset({1}))
    assert Endless.read <= HEAD_ROWS + 1
    lines = body.lines()
    taken = [next(lines).number for _ in range(1000)]
    assert taken[-1] == 1000
    assert Endless.read == 1000
