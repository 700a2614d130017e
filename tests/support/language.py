"""One leaf asked of one firm: what tests of the language's constructs are written with."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from policymatch import Enterprise
from policymatch.language import (
    Context,
    check_condition,
    check_number,
    number_of,
    parse,
    print_expression,
    prose,
    resolve,
    tree,
    truth_of,
)
from policymatch.language.kinds import NumberKind, kind_of
from policymatch.matching.firm import FirmOn
from policymatch.problems import Place
from policymatch.values import NumberSpan, Truth
from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.vocabulary.load import extended
from policymatch.yamlio import read_text

AS_OF = date(2026, 3, 16)
PARAMETERS = """
parameters:
  lpr_1y:
    label: 一年期LPR
    unit: "%"
    values:
      - {during: [2024-07-22, 2024-10-20], value: 3.35%}
      - {during: [2024-10-21, 2025-05-19], value: 3.10%}
  jobless_target: {label: 调查失业率目标, unit: "%", values: {2024: 5.5%, 2025: 5.5%}}
  usd_rate: {label: 美元汇率, unit: 元/美元, values: {2024-08: 7.1, 2024-09: 7.0}}
  uplift:
    label: 上浮比例
    unit: "%"
    values:
      - {region: 安徽省, value: 10%}
      - {region: 湖北省, during: 2026, value: 20%}
groups:
  mountain: {label: 山区县, of: region, codes: [岳西县, 金寨县]}
  no_tobacco: {label: 制造业不含烟草, codes: [C], without: [烟草制品业]}
"""


@cache
def vocabulary() -> Vocabulary:
    """The base vocabulary with a few tables and groups."""
    source = read_text(PARAMETERS, "vocabulary.yaml")
    made = extended(base_vocabulary(), source)
    assert source.problems == []
    return made


def resolved(text: str, record: str | None = None) -> tree.Node:
    """The leaf with its names resolved; its problems fail the test."""
    node, problems = resolve(parse(text), vocabulary(), Place(), record)
    assert node is not None, [problem.message() for problem in problems]
    return node


def condition(text: str) -> tree.Node:
    """The leaf as a checked condition that prints and reads back the same in both languages."""
    node, problems = check_condition(resolved(text), vocabulary(), Place())
    assert not problems, [problem.message() for problem in problems]
    for lang in ("zh", "en"):
        again, problems = check_condition(
            resolved(print_expression(node, vocabulary(), lang)), vocabulary(), Place()
        )
        assert (again, problems) == (node, [])
        assert prose(node, vocabulary(), lang)
    return node


def firm_of(facts: Mapping[str, object], closed: bool = True, as_of: date = AS_OF) -> Context:
    """A firm with these facts; its lists are complete if `closed`."""
    data = {"企业名称": "测试企业", **facts}
    if closed:
        data["清单完整"] = True
    return Context(FirmOn(Enterprise.from_dict(data, vocabulary()), as_of), vocabulary())


def truth(text: str, facts: Mapping[str, object], closed: bool = True, as_of: date = AS_OF) -> Truth:
    """Whether the condition holds for the firm."""
    return truth_of(condition(text), firm_of(facts, closed, as_of))


def number(text: str, facts: Mapping[str, object], closed: bool = True) -> NumberSpan:
    """What the number may be for the firm."""
    node = resolved(text)
    kind = kind_of(node, vocabulary())
    assert isinstance(kind, NumberKind)
    checked, problems = check_number(node, vocabulary(), Place(), kind.dimension)
    assert problems == []
    return number_of(checked, firm_of(facts, closed))
