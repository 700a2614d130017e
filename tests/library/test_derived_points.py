"""A figure in points may be defined as a score: items added up, each with the points of its conditions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policymatch import Enterprise
from policymatch.library import load_library
from policymatch.matching.firm import context_of
from policymatch.values import Span

POINTS = """
derived:
  专精特新评价得分:
    source: 某办法
    versions:
      - points:
          - {if: 员工人数 >= 50人, points: 20}
          - {tiers: [{if: 注册商标数 >= 3件, points: 30}, {if: 注册商标数 >= 1件, points: 10}]}
          - points: 创新能力评价得分
"""


@pytest.mark.parametrize(
    ("firm", "low", "high"),
    [
        ({"员工人数": 50, "注册商标数": 3, "创新能力评价得分": "7分"}, 57, 57),
        ({"员工人数": 49, "注册商标数": 2, "创新能力评价得分": "7分"}, 17, 17),
        ({"员工人数": "40-60人", "注册商标数": 0, "创新能力评价得分": "0分"}, 0, 20),
        ({"员工人数": 50, "注册商标数": 3}, 50, 100),  # no more than the field can be
    ],
)
def test_points_add_up(tmp_path: Path, firm: dict[str, object], low: int, high: int) -> None:
    (tmp_path / "score.derived.yaml").write_text(POINTS, "utf-8")
    library, problems = load_library(tmp_path)
    assert not problems
    made = Enterprise.from_dict({"企业名称": "甲", **firm}, library.vocabulary)
    found = context_of(made, date(2026, 3, 16), library).firm.value("specialized_sme_score")
    assert found == Span(low, high)


def test_only_a_figure_in_points_is_a_score(tmp_path: Path) -> None:
    (tmp_path / "score.derived.yaml").write_text(POINTS.replace("专精特新评价得分", "资产负债率"), "utf-8")
    _, problems = load_library(tmp_path)
    assert [(one.code, one.values["expected"]) for one in problems] == [("derived-one-of", "number")]
