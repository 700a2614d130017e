"""What a definition presumes is presumed of the criterion that asks for the fact, and contradicts nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policymatch import Enterprise, PolicyLibrary, Verdict
from policymatch.matching import Match
from policymatch.matching.firm import context_of

ON = date(2026, 3, 16)
RULES = """
document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}
policies:
  - id: a/1
    title: 补助
    category: other
    eligible: {all: [拥有自主品牌, 员工人数 >= 10人]}
    benefit: {kind: award}
"""
DERIVED = """
derived:
  拥有自主品牌:
    source: 某办法
    versions:
      - holds:
          all:
            - 注册商标数 >= 1件
            - {if: 黑名单 不包含 经营异常, presume: 是}
"""


def match(tmp_path: Path, **firm: object) -> Match:
    (tmp_path / "a.yaml").write_text(RULES, "utf-8")
    (tmp_path / "brand.derived.yaml").write_text(DERIVED, "utf-8")
    library = PolicyLibrary.load(tmp_path)
    data = {"企业名称": "甲", "员工人数": 12, **firm}
    made = Enterprise.from_dict(data, library.vocabulary)
    return Match.of(library.get("a/1"), context_of(made, ON, library))


def test_the_match_lists_a_fact_that_hangs_on_a_presumption(tmp_path: Path) -> None:
    found = match(tmp_path, 注册商标数=1)
    assert found.verdict is Verdict.ELIGIBLE
    assert found.presumed() == ("拥有自主品牌：是",)


@pytest.mark.parametrize(
    ("firm", "verdict"),
    [
        ({"注册商标数": 1, "黑名单": [], "清单完整": "是"}, Verdict.ELIGIBLE),
        ({"注册商标数": 1, "黑名单": ["经营异常"]}, Verdict.INELIGIBLE),
        ({"注册商标数": 0}, Verdict.INELIGIBLE),
        ({"拥有自主品牌": "是"}, Verdict.ELIGIBLE),
    ],
)
def test_what_follows_from_what_is_stated_is_not_presumed(
    tmp_path: Path, firm: dict[str, object], verdict: Verdict
) -> None:
    found = match(tmp_path, **firm)
    assert found.verdict is verdict
    assert found.presumed() == ()


def test_a_presumption_contradicts_no_stated_fact(tmp_path: Path) -> None:
    assert "derived-conflict" not in {
        flag.code for flag in match(tmp_path, 注册商标数=1, 拥有自主品牌="否").flags
    }
    against = match(tmp_path, 注册商标数=0, 拥有自主品牌="是")
    assert against.verdict is Verdict.ELIGIBLE
    assert "derived-conflict" in {flag.code for flag in against.flags}
