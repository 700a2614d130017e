"""Every ugly workbook becomes the firms that it holds, and what it holds that is no value is rejected."""

from pathlib import Path
from typing import Any

import pytest
from tests.intake.taking import take
from tests.intake.ugly import UGLY, Ugly
from tests.intake.ugly.model import Firm

from policymatch.enterprise import Enterprise
from policymatch.intake.table import cell_name
from policymatch.problems import ProfileError

DATA_YEAR = 2024
# A person must decide which of two columns counts (tests/intake/test_ugly_layout.py).
ASKS = ("same_column_twice",)
# A cell of several products is a list of them.
LISTS = {
    "轴承, 齿轮\r\n减速机": ["轴承", "齿轮", "减速机"],
    '“云”软件;"桥"平台': ["“云”软件", '"桥"平台'],
}


def said(firm: Firm) -> Enterprise:
    return Enterprise.from_dict(
        {**{key: LISTS.get(text, text) for key, text in firm.items()}, "数据年度": DATA_YEAR}
    )


def possible(firm: Firm) -> Firm:
    """Return a firm without figures that cannot be: the corpus expects of readers that they read them."""
    kept = {}
    for key, text in firm.items():
        try:
            said({"企业名称": "甲", key: text})
        except ProfileError:
            continue
        kept[key] = text
    return kept


def plain(firm: Enterprise) -> Any:
    return firm.name, firm.credit_code, {fact: known.value for fact, known in firm.facts.items()}


@pytest.mark.parametrize("ugly", [one for one in UGLY if one.name not in ASKS], ids=str)
def test_firms_and_rejected_cells(ugly: Ugly, tmp_path: Path) -> None:
    expected = ugly.expected
    found = take([ugly.make(tmp_path)], tmp_path, expected.sheet, data_year=DATA_YEAR)
    wanted = [possible(firm) for firm in expected.firms]
    assert [plain(one) for one in found.firms] == [plain(said(firm)) for firm in wanted]
    cells = {cell_name(one.line, one.at): one.code for one in found.rejected if one.at}
    impossible = {cell for cell, code in cells.items() if code == "too-low"}
    assert cells.keys() - impossible == expected.rejected.keys()
    assert len(impossible) == sum(firm != kept for firm, kept in zip(expected.firms, wanted, strict=True))
    for cell, why in expected.rejected.items():
        codes = {"error": "cell-error", "no-result": "cell-no-result", "lost-digits": "cell-lost-digits"}
        assert codes.get(why, cells[cell]) == cells[cell]
    assert found.taken.lost_rows == 0
