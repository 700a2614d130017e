"""The innermost work of the batch, each piece held to what it says in plain Python."""

from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.batch.alike import by_batch
from tests.support.policies import DOCUMENT, library_of

from policymatch import Enterprise
from policymatch.batch.bits import Empty, saying_yes
from policymatch.batch.ordered import by_firm
from policymatch.batch.planes import Sizes, packed, rows_in, words_for
from policymatch.batch.reached import enter_reached, width_for

NARROW, SHORT = 2**31 - 1, 2**15 - 1
# Far from and near to what 16, 32 and 64 bits hold, and multiples of something.
BOUNDS = st.one_of(
    st.integers(-(2**62), 2**62),
    st.sampled_from(
        [sign * (most + by) for most in (0, SHORT, NARROW) for by in (-1, 0, 1) for sign in (1, -1)]
    ),
    st.integers(-(10**6), 10**6).map(lambda one: one * 100_000),
)


@given(st.data(), st.sampled_from([np.int64, np.int32, np.int16, np.uint16, np.uint8]))
def test_who_reaches_a_bound(
    data: st.DataObject, type_: type[np.signedinteger[Any] | np.unsignedinteger[Any]]
) -> None:
    borders: dict[type, tuple[int, int]] = {
        np.int64: (-(2**62), 2**62),
        np.int32: (-NARROW + 1, NARROW - 1),
        np.int16: (-SHORT + 1, SHORT - 1),
        np.uint16: (0, 2**16 - 2),
        np.uint8: (0, 254),
    }
    low, high = borders[type_]
    bounds = data.draw(
        st.lists(BOUNDS if issubclass(type_, np.signedinteger) else st.integers(low, high + 1))
    )
    near = [bound + step for bound in bounds for step in (-1, 0, 1) if low <= bound + step <= high]
    values = data.draw(st.lists(st.sampled_from(near) if near else st.integers(low, high), max_size=70))
    planes = np.empty((len(bounds), 2, words_for(len(values))), np.uint64)
    enter_reached(np.array(values, type_), bounds, planes[:, 1])
    for bound, plane in zip(bounds, planes[:, 1], strict=True):
        assert rows_in(plane, len(values)).tolist() == [at for at, one in enumerate(values) if one >= bound]


@given(st.lists(BOUNDS, min_size=1))
def test_numbers_have_room_for_bounds_beyond_them(values: list[int]) -> None:
    width = width_for(min(values), max(values))
    most = int(np.iinfo(width).max)
    assert all(abs(one) < most for one in values)
    assert width is np.int16 or any(abs(one) >= (SHORT if most == NARROW else NARROW) for one in values)


@given(st.lists(st.sampled_from([True, False, None]), max_size=150), st.integers(0, 80))
def test_cells_that_are_empty_or_say_yes(cells: list[bool | None], first: int) -> None:
    column, told = pa.array(cells, pa.bool_()).slice(first), cells[first:]
    empty, rows = Empty.of(column), len(told)
    assert empty.rows.tolist() == [one is None for one in told]
    assert (empty.plane is None) is (None not in told)
    assert rows_in(saying_yes(column), rows).tolist() == [at for at, one in enumerate(told) if one]
    nothing = pa.nulls(rows)
    assert Empty.of(nothing).rows.all()
    assert not rows_in(saying_yes(nothing), rows).size


@given(st.lists(st.sets(st.integers(0, 9)), max_size=6), st.booleans())
def test_pairs_stand_firm_after_firm(lists: list[set[int]], with_order: bool) -> None:
    rows = [np.array(sorted(one), np.int64) for one in lists]
    found = by_firm(rows, 10, with_order)
    pairs = [(row, at) for at, one in enumerate(rows) for row in one.tolist()]
    assert found.lists.tolist() == [at for _, at in sorted(pairs)]
    assert np.repeat(np.arange(10), found.counts).tolist() == [row for row, _ in sorted(pairs)]
    if with_order:
        assert [pairs[at] for at in found.order.tolist()] == sorted(pairs)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=150))
def test_sizes_leave_out_what_stands_behind_the_last_row(cells: list[tuple[bool, bool]]) -> None:
    sizes = Sizes(1, words_for(len(cells)))
    both = np.stack([packed(np.array(side), words_for(len(cells))) for side in zip(*cells, strict=True)])
    behind = ~np.uint64(0) << np.uint64(len(cells) % 64) if len(cells) % 64 else np.uint64(0)
    both[:, -1] |= behind
    sizes.add(both)
    assert sizes.within(len(cells)).tolist() == [[sum(side) for side in zip(*cells, strict=True)]]


@pytest.mark.parametrize("amount", ["2000000000亿元", "注册资本 * 100000000000"])
def test_amounts_beyond_64_bits_are_exact(amount: str) -> None:
    rule = "id: test/much, title: 巨奖, category: test, eligible: {all: [注册资本 >= 1元]}"
    library = library_of(f"{DOCUMENT}policies:\n  - {{{rule}, benefit: {{kind: award, amount: {amount}}}}}\n")
    firms = [
        Enterprise.from_dict({"企业名称": str(people), "基准日": "2026-03-16", "注册资本": f"{people}亿元"})
        for people in (1, 3)
    ]
    rows = by_batch(firms, library, undecided=False)
    each = [2 * 10**17, 2 * 10**17] if "*" not in amount else [10**19, 3 * 10**19]
    assert [row.amount[:2] for row in rows.values()] == [(Decimal(one), Decimal(one)) for one in each]
