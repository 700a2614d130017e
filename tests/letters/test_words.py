"""Texts cut to the room they have: never within a figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from policymatch.letters.layout.words import cut_inside, shortened


@pytest.mark.parametrize(
    ("text", "columns", "cut"),
    [
        ("设备补助", 8, "设备补助"),
        ("设备投资补助", 8, "设备投…"),
        # 5,26 would be another figure, and so would be 5,260 without its unit.
        ("收入5,260万元", 9, "收入…"),
        ("收入5,260万元", 10, "收入…"),
        ("收入CNY 52.6 in all", 9, "收入CNY…"),
    ],
)
def test_a_figure_is_whole_or_not_there(text: str, columns: int, cut: str) -> None:
    assert shortened(text, columns) == cut


def test_of_a_text_cut_inside_the_end_is_as_good_as_the_start() -> None:
    text = "“甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸”增加180万元，达到3,000万元"
    assert cut_inside(text, 42) == "“甲乙丙丁戊己庚辛壬…，达到3,000万元"


@given(st.text(alphabet="甲乙a0123,. 万元，", max_size=60), st.integers(min_value=2, max_value=40))
def test_what_is_cut_fits(text: str, columns: int) -> None:
    for cut in (shortened(text, columns), cut_inside(text, columns)):
        assert cell_len(cut) <= max(columns, 2)
        if cell_len(text) <= columns:
            assert cut == text
