"""The rules that stand in tables of the guide: each is read in whatever place of a rule file takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.docs.blocks import ROOT, blocks_of

from policymatch.library.policies import build_policies
from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.vocabulary.load import extended
from policymatch.yamlio import read_text

_RULE = """\
document: {{title: 措施, issuer: 市政府, level: city, region: 宿州市}}
conditions: {{通用负面清单: {{en: common_negative_list, with: {{年限: 3年}}, is: '已满(成立日期, 年限)'}}}}
policies:
  - id: a/1
    title: 补助
    category: other
{parts}
"""
_INTEREST = "{kind: interest_discount, amount: {interest: {%s}}}"
_TAX = "{kind: tax, amount: {tax: {%s}}}"
_BENEFIT = "{kind: award}"


def tables(page: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each heading of a page with the rows of the tables below it, as lists of cells."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for section in re.split(r"^(?=#+ )", text, flags=re.MULTILINE)[1:]:
        lines = [line for line in section.splitlines() if line.startswith("|")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        yield section.splitlines()[0].lstrip("# "), [row for row in rows if "---" not in row[0]]


def codes(cell: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


@cache
def words_of_the_guide() -> Vocabulary:
    """Return the shipped vocabulary with the words that the guide's own examples declare."""
    vocabulary = base_vocabulary()
    for block in blocks_of(ROOT / "docs/rules-vocabulary.md"):
        if block.words[:2] == ["yaml", "vocabulary"]:
            vocabulary = extended(vocabulary, read_text(block.text, "vocabulary.yaml"))
    return vocabulary


def problems_of(fragment: str) -> dict[str, list[str]]:
    """Return the problems of a fragment by the places in which it may stand; none for where it is sound."""
    found = {}
    for place, parts in _places(fragment):
        text = _RULE.format(parts="\n".join(f"    {key}: {value}" for key, value in parts.items()))
        source = read_text(text, "rule.yaml")
        if source.data is not None:
            build_policies(source, words_of_the_guide())
        found[place] = [problem.line("en") for problem in source.problems]
        if not found[place]:
            break
    return found


def _places(fragment: str) -> Iterator[tuple[str, dict[str, str]]]:
    quoted = "'" + fragment.replace("'", "''") + "'"
    inner = fragment if fragment.startswith("{") else f"{{{fragment}}}"
    for kind in (None, *_kinds(fragment)):
        owner: dict[str, str] = {} if kind is None else {"for": kind}
        if re.match(r"[a-z_]+: ", fragment):
            key, _, value = fragment.partition(": ")
            whole = {"eligible": "规上企业", "benefit": _BENEFIT, **owner}
            yield f"policy {kind}", {**whole, key: value}
            yield f"condition {kind}", {**owner, "eligible": inner, "benefit": _BENEFIT}
            for benefit in ("award", "tax", "interest_discount"):
                made = f"\n      kind: {benefit}\n      {fragment}"
                yield f"{benefit} {kind}", {**owner, "eligible": "规上企业", "benefit": made}
            for form in (_INTEREST, _TAX):
                yield f"{form} {kind}", {**owner, "eligible": "规上企业", "benefit": form % fragment}
        elif fragment.startswith("{"):
            yield f"criterion {kind}", {**owner, "eligible": fragment, "benefit": _BENEFIT}
            yield f"benefit {kind}", {**owner, "eligible": "规上企业", "benefit": fragment}
        else:
            yield f"condition {kind}", {**owner, "eligible": quoted, "benefit": _BENEFIT}
            money = f"{{kind: award, amount: {quoted}}}"
            yield f"amount {kind}", {**owner, "eligible": "规上企业", "benefit": money}


def _kinds(fragment: str) -> list[str]:
    """Return the kinds of records whose fields a fragment names; a loan where it says nothing."""
    records = words_of_the_guide().records
    named = re.findall(r"([^\s(（\[{*/,、'+-]+)\.[^\d\s]", fragment)
    found = [kind.key for name in named if (kind := records.find(name)) is not None]
    return list(dict.fromkeys(found)) or ["loan"]
