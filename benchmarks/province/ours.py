"""The province in our words: a firm table, and a library of policies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from benchmarks.province.figures import AS_OF, DATES, MONEY, RATIOS
from benchmarks.province.policies import Tree

from policymatch import PolicyLibrary
from policymatch.benefit import Benefit, BenefitKind, Nature
from policymatch.firms.columns import NAME, Part, fact_column
from policymatch.firms.meta import firms_metadata
from policymatch.language import tree
from policymatch.policy import Document, Policy
from policymatch.values import Comparison, Span
from policymatch.values.arithmetic import whole
from policymatch.vocabulary import Vocabulary, base_vocabulary

_CNY = (("CNY", 1),)
_DOCUMENT = Document("基准测试", "某省", "province", "34", effective_from=date(2024, 1, 1), open_ended=True)
_BEFORE = "revenue_before"


def firm_table(firms: pa.Table, vocabulary: Vocabulary) -> pa.Table:
    """Return the firms as a firm table: money in fen, ratios as decimals."""
    names = pa.DictionaryArray.from_arrays(np.zeros(firms.num_rows, np.int32), pa.array(["基准测试企业"]))
    columns: dict[str, Any] = {NAME: names.cast(pa.string())}
    for key in firms.column_names:
        column = firms[key].combine_chunks()
        if key in MONEY:
            column = pc.multiply(column, 100)
        elif key in RATIOS:
            # What is in hundredths of a percent stands behind the point.
            column = pc.multiply(column.cast(pa.decimal128(20, 0)), pa.scalar(1, pa.decimal128(5, 0)))
            column = _shifted(column)
        columns[_column(key, vocabulary)] = column
    if "lists" in firms.column_names:
        # Whoever states any lists has stated all of them.
        closed = f"{_column('lists', vocabulary)}.{Part.CLOSED}"
        columns[closed] = firms["lists"].combine_chunks().is_valid()
    return pa.table(columns).replace_schema_metadata(firms_metadata(vocabulary, AS_OF, {}))


def _shifted(column: Any) -> Any:
    """Return whole decimals over 10,000: a decimal is stored as the whole number of its last digit."""
    whole_numbers = column.cast(pa.decimal128(38, 0))
    return pa.Array.from_buffers(pa.decimal128(38, 4), len(column), whole_numbers.buffers())


def _column(key: str, vocabulary: Vocabulary) -> str:
    if key == _BEFORE:
        return fact_column(("revenue", AS_OF.year - 2, None))
    year = AS_OF.year - 1 if vocabulary.field(None, key).yearly else None
    return fact_column((key, year, None))


def write_firms(path: Path, firms: pa.Table) -> None:
    """Write the firms as a firm table."""
    pq.write_table(firm_table(firms, base_vocabulary()), path, compression="zstd", row_group_size=1 << 16)


def library_of(policies: Sequence[Tree]) -> PolicyLibrary:
    """Return the policies as a library."""
    vocabulary = base_vocabulary()
    made = {}
    for number, one in enumerate(policies):
        name = f"province/{number:04d}"
        criteria = tuple(tree.Criterion(_node(part, vocabulary)) for part in one["rule"]["all"])
        benefit = Benefit(BenefitKind.SUBSIDY, Nature.PAYMENT, _amount(one["pays"], vocabulary))
        made[name] = Policy(name, name, "benchmark", _DOCUMENT, tree.All(criteria), benefit)
    return PolicyLibrary(made, vocabulary, "benchmark")


def _fact(key: str, vocabulary: Vocabulary) -> tree.Fact:
    if key == _BEFORE:
        return tree.Fact(None, "revenue", tree.Year(-2))
    yearly = vocabulary.field(None, key).yearly
    return tree.Fact(None, key, tree.LAST_YEAR if yearly else None)


def _node(part: Tree, vocabulary: Vocabulary) -> tree.Node:
    if "not" in part:
        return tree.Not(_node(part["not"], vocabulary))
    for word, several in (("all", tree.All), ("any", tree.Any)):
        if word in part:
            return several(tuple(_node(one, vocabulary) for one in part[word]))
    fact = _fact(part["field"], vocabulary)
    match part["op"]:
        case "yes":
            return tree.IsTrue(fact)
        case "in" | "under":
            return tree.Among(fact, tuple(part["value"]))
        case "listed":
            return tree.Contains(fact, tuple(part["value"]))
        case op:
            return tree.Compare(Comparison[op.upper()], fact, _limit(part, vocabulary))


def _limit(part: Tree, vocabulary: Vocabulary) -> tree.Node:
    key, value = part["field"], part["value"]
    if key in DATES:
        day = date(1970, 1, 1) + timedelta(days=value)
        return tree.Day(Span(day, day))
    field = vocabulary.field(None, "revenue" if key == _BEFORE else key)
    return tree.Quantity(whole(Fraction(value, 10_000)) if key in RATIOS else value, field.dimension)


def _amount(pays: Tree, vocabulary: Vocabulary) -> tree.Node:
    if "fixed" in pays:
        return tree.Quantity(pays["fixed"], _CNY)
    rate = tree.Quantity(Fraction(pays["rate"], 100))
    share = tree.Arithmetic(tree.Operator.MULTIPLY, rate, _fact(pays["field"], vocabulary))
    return tree.Capped(share, tree.Quantity(pays["cap"], _CNY))
