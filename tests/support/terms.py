"""The words that random rules are made of: some of the shipped vocabulary, and a few of a city's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache

from tests.reference import Row

from policymatch.language import tree, walk
from policymatch.vocabulary import Field, Type, Vocabulary, base_vocabulary
from policymatch.vocabulary.load import extended
from policymatch.yamlio import read_text

# A grade of every year, and tables by day, by year and by place.
LOCAL = """\
fields:
  office: {label: 主管部门, type: text}
  bureau: {label: 报送部门, type: text}
  building_grade:
    label: 建筑资质等级
    type: enum
    ordered: true
    yearly: true
    values: {third: 三级工, second: 二级工, first: 一级工}
parameters:
  lpr: {label: 一年期LPR, unit: '%', values: {2024-08: '3.35', 2024-09: '3.35', 2025: '3.1', 2026-01: '3'}}
  goal: {label: 增长目标, unit: '%', bounds: [-1, 1], values: {'2024': '-5', '2025': '5.5'}}
  uplift: {label: 上浮比例, unit: '%', values: {安徽省: '10', 河北省: '12.5'}}
  base_sum:
    label: 基准金额
    unit: 元
    values:
      - {value: '20', during: [2024-01-01, 2024-12-31], region: 宿州市}
      - {value: '30', during: [2025-01-01, 2026-12-31], region: 宿州市}
      - {value: '40', region: 河北省}
"""


@dataclass(frozen=True)
class Terms:
    """A vocabulary with those of its terms that random rules and firms speak of."""

    vocabulary: Vocabulary
    firm: tuple[str, ...]
    records: Mapping[str, tuple[str, ...]]
    honours: tuple[str, ...]
    parameters: tuple[str, ...]
    regions: tuple[str, ...] = ("34", "3413", "341302", "341321", "13", "131082")
    # The vocabulary's tables and ordered scales, as the reference reads them.
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    scales: Mapping[tuple[str | None, str], tuple[str, ...]] = field(default_factory=dict)

    def fields(self, kind: str | None, *types: Type) -> list[Field]:
        """Return the fields of the firm or of a kind of record that have one of `types`."""
        keys = self.firm if kind is None else self.records[kind]
        found = (self.vocabulary.field(kind, key) for key in keys)
        return [field for field in found if not types or field.type in types]

    def parameters_of(self, dimension: tuple[tuple[str, int], ...]) -> list[str]:
        """Return the parameters whose figures have a dimension."""
        return [key for key in self.parameters if self.vocabulary.parameters[key].dimension == dimension]

    def asked_by(self, *nodes: object) -> Terms:
        """Return the terms that a rule asks for (and those by which years and places are told)."""
        firm = {"established", "region"}
        records: dict[str, set[str]] = {}
        for node in (one for root in nodes for one in walk(root)):
            if isinstance(node, tree.Fact):
                (firm if node.kind is None else records.setdefault(node.kind, set())).add(node.key)
                if node.year is not None and node.year.anchor is not None:
                    anchor = node.year.anchor
                    (firm if anchor.kind is None else records.setdefault(anchor.kind, set())).add(anchor.key)
            elif isinstance(node, tree.Parameter) and node.year is not None and node.year.anchor is not None:
                anchor = node.year.anchor
                (firm if anchor.kind is None else records.setdefault(anchor.kind, set())).add(anchor.key)
            elif isinstance(node, tree.Records):
                records.setdefault(node.kind, set())
            elif isinstance(node, tree.Holds):
                records["honour"] = set(self.records["honour"])
        asked = {
            kind: tuple(key for key in keys if key in records[kind] or (kind, key) == ("honour", "name"))
            for kind, keys in self.records.items()
            if kind in records
        }
        return replace(self, firm=tuple(key for key in self.firm if key in firm), records=asked)


@cache
def usual_terms() -> Terms:
    """Return the words of most laws."""
    source = read_text(LOCAL, "vocabulary.yaml")
    vocabulary = extended(base_vocabulary(), source)
    assert not source.problems, source.problems
    return terms_of(
        vocabulary,
        firm=(
            "revenue",
            "rd_expense",
            "taxable_income",
            "employees",
            "size_class",
            "above_scale",
            "lists",
            "region",
            "established",
            "building_grade",
            "office",
            "bureau",
        ),
        records={
            "honour": ("name", "level", "how", "issued", "expires"),
            "project": (
                "name",
                "type",
                "total_investment",
                "equipment_investment",
                "completed_on",
                "on_list",
            ),
            "person": ("education", "social_months", "arrived", "on_job"),
        },
        honours=("high_tech_enterprise", "innovative_sme", "specialized_sme", "smart_factory"),
        parameters=("lpr", "goal", "uplift", "base_sum"),
    )


def terms_of(
    vocabulary: Vocabulary,
    firm: tuple[str, ...],
    records: Mapping[str, tuple[str, ...]],
    honours: tuple[str, ...],
    parameters: tuple[str, ...],
) -> Terms:
    """Return terms with the tables and scales that the reference needs of them."""
    scales = {
        (kind, one.key): tuple(one.values)
        for kind in (None, *vocabulary.records)
        for one in vocabulary.scope(kind).values()
        if one.ordered
    }
    tables: dict[str, tuple[Row, ...]] = {}
    for table in vocabulary.parameters.values():
        rows: list[Row] = []
        for row in table.rows:
            first: date | None = None if row.days is None else row.days.low
            last: date | None = None if row.days is None else row.days.high
            rows.append(Row(Fraction(row.value.low or 0), first, last, row.region))
        tables[table.key] = tuple(rows)
    return Terms(vocabulary, firm, records, honours, parameters, tables=tables, scales=scales)


HONOUR_LEVELS = ("city", "province", "national")
HONOUR_WAYS = ("first", "new", "renewed")
# Of an open list of tags or words, those that firms and rules use.
OPEN_WORDS = 3


def words_of(field: Field, terms: Terms) -> list[str]:
    """Return the words that a field of words may have."""
    if field.type is Type.REGION:
        return list(terms.regions)
    if field.key == "name":
        return list(terms.honours)
    if field.key == "level":
        return list(HONOUR_LEVELS)
    if field.key == "how":
        return list(HONOUR_WAYS)
    words = list(field.values)[: OPEN_WORDS if field.open else None]
    return words or ["a", "b", "c"]


def every_tree() -> set[type[tree.Node]]:
    """Return the nodes of resolved trees: all but what the parser builds before names have a meaning."""
    surface = {tree.Name, tree.Dotted, tree.Yearly, tree.Apply, tree.Relation, tree.Where, tree.Except}
    # Cases make words of derived facts, no conditions: tests/matching has them.
    surface |= {tree.WordCase, tree.WordCases}
    found = {getattr(tree, name) for name in tree.__all__}
    return (
        {one for one in found if isinstance(one, type) and issubclass(one, tree.Node)} - surface - {tree.Node}
    )
