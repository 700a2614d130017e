"""What a definition presumes contradicts nobody: only what follows from stated facts does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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


def test_a_presumption_contradicts_no_stated_fact(tmp_path: Path) -> None:
    assert "derived-conflict" not in {
        flag.code for flag in match(tmp_path, 注册商标数=1, 拥有自主品牌="否").flags
    }
    against = match(tmp_path, 注册商标数=0, 拥有自主品牌="是")
    assert against.verdict is Verdict.ELIGIBLE
    assert "derived-conflict" in {flag.code for flag in against.flags}
