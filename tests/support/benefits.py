"""A benefit and a firm in a line each, for worked examples of amounts."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from decimal import Decimal

from tests.support.policies import AS_OF, DOCUMENT, library_of

from policymatch import Amount
from policymatch.enterprise import Enterprise
from policymatch.language import Context
from policymatch.matching import FirmOn, Match

LPR = """
parameters:
  lpr_1y:
    label: 一年期LPR
    en: one-year LPR
    unit: "%"
    source: 全国银行间同业拆借中心
    values: {2024-08: 3.35%, 2025-01: 3.1%}
"""


def match_with(benefit: str, record: str | None = None, /, **facts: object) -> Match:
    """Return the match of a policy with this benefit, per `record` where given, for a firm in 宿州市."""
    head = "policies:\n  - id: test/one\n    title: 测试政策\n    category: test\n"
    what_for = "" if record is None else f"for: {record}\n"
    body = (
        f"{what_for}eligible: 注册地 属于 宿州市\nbenefit:\n{textwrap.indent(textwrap.dedent(benefit), '  ')}"
    )
    library = library_of(DOCUMENT + head + textwrap.indent(body, "    "), LPR)
    given: Mapping[str, object] = {"企业名称": "测试企业", "注册地": "宿州市", "数据年度": 2025, **facts}
    firm = Enterprise.from_dict(dict(given), library.vocabulary)
    return Match.of(library.get("test/one"), Context(FirmOn(firm, AS_OF), library.vocabulary))


def paid(benefit: str, record: str | None = None, /, **facts: object) -> tuple[float, float | None]:
    """Return the ends of what is paid, in 万元."""
    match = match_with(benefit, record, **facts)
    amount = match.amount or match.amount_if_eligible
    assert amount is not None
    return in_wan(amount)


def in_wan(amount: Amount) -> tuple[float, float | None]:
    """Return the ends of an amount in 万元; float is exact enough to compare with a figure in a test."""
    wan = Decimal(10_000)
    return float(amount.low / wan), None if amount.high is None else float(amount.high / wan)
