"""A figure that its table does not give leaves a verdict open by definition: no fact of the firm helps."""

from datetime import date

from tests.support.policies import AS_OF, DOCUMENT, library_of

from policymatch import Enterprise, UndecidedBy, Verdict
from policymatch.language import Context
from policymatch.matching import FirmOn, Match

TABLE = """
parameters:
  target: {label: 裁员率目标, unit: "%", values: {2024: 5.5%, 2025: 5.5%}}
"""
RULES = f"""{DOCUMENT}
policies:
  - id: test/one
    title: 稳岗返还
    category: insurance_refund
    eligible: 裁员率 <= 裁员率目标[上年]
    benefit: {{kind: award, amount: 10万元}}
"""


def match(firm: dict[str, object], as_of: date) -> Match:
    library = library_of(RULES, TABLE)
    made = Enterprise.from_dict({"企业名称": "甲", **firm}, library.vocabulary)
    return Match.of(library.get("test/one"), Context(FirmOn(made, as_of), library.vocabulary))


def test_a_year_that_the_table_has() -> None:
    assert match({"裁员率": {2025: "5.5%"}}, AS_OF).verdict is Verdict.ELIGIBLE
    assert match({"裁员率": {2025: "5.6%"}}, AS_OF).verdict is Verdict.INELIGIBLE


def test_a_year_that_it_does_not_have() -> None:
    found = match({"裁员率": {2026: "5%"}}, date(2027, 3, 1))
    assert (found.verdict, found.undecided_by) == (Verdict.UNDECIDED, UndecidedBy.DEFINITION)
    assert "definition" in [flag.code for flag in found.flags]


def test_a_missing_fact_comes_first() -> None:
    found = match({}, date(2027, 3, 1))
    assert (found.verdict, found.undecided_by) == (Verdict.UNDECIDED, UndecidedBy.FACTS)
    assert [missing.key for missing in found.missing] == ["layoff_rate"]
