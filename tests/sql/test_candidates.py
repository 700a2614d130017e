"""The SQL of the shipped policies, of words that mean harm, and what it looks like in each dialect."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlglot
from tests.support.policies import AS_OF, policy_of
from tests.support.warehouse import Warehouse

from policymatch import Enterprise, PolicyLibrary, Verdict, firms
from policymatch.enterprise import FactKey, Known
from policymatch.language import tree
from policymatch.messages import Lang
from policymatch.sql import Dialect, sql_of
from policymatch.sql.candidates import candidates
from policymatch.values import Choice

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 3, 16)

EQUIPMENT = """\
for: 项目
eligible:
  all:
    - 注册地 属于 宿州市
    - 研发费用 / 营业收入 >= 3%
    - 项目.设备投资 >= 500万元
    - 项目.完工日期 >= 2025年1月
    - {if: 限制和禁止行业 = 否, presume: 是}
benefit: {kind: subsidy, amount: 1万元}
"""


@pytest.fixture(scope="module")
def library() -> PolicyLibrary:
    return PolicyLibrary.load()


@pytest.fixture(scope="module")
def examples(library: PolicyLibrary, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    paths = (ROOT / "examples/firms", ROOT / "examples/suzhou-machinery.yaml")
    read = [one for path in paths for one in firms.read(path, library.vocabulary)]
    return Warehouse(tmp_path_factory.mktemp("warehouse"), read, library.vocabulary)


def test_of_the_shipped_policies_sql_decides_what_the_evaluator_does(
    library: PolicyLibrary, examples: Warehouse
) -> None:
    whole = sum(not examples.assert_sound(policy, library, DAY).left for policy in library)
    assert whole > len(library) // 2


@pytest.mark.parametrize("dialect", [Dialect.POSTGRES, Dialect.SPARK])
def test_shipped_policies_are_sql_that_parses(library: PolicyLibrary, dialect: Dialect) -> None:
    # DuckDB is asked about every one of them below.
    for policy in list(library)[::3]:
        sql = sql_of(policy, library, DAY, dialect)
        assert [type(one) for one in sqlglot.parse(sql, dialect=dialect.value)] == [sqlglot.exp.Select]


def test_duckdb_plans_every_shipped_policy_over_a_table_of_exact_facts(
    library: PolicyLibrary, examples: Warehouse
) -> None:
    for policy in library:
        examples.engine.execute("EXPLAIN " + sql_of(policy, library, DAY, table=examples.path)).fetchall()


@pytest.mark.parametrize("dialect", Dialect)
def test_golden(dialect: Dialect) -> None:
    policy, library = policy_of(EQUIPMENT)
    file = GOLDEN / f"equipment.{dialect.value}.sql"
    lang: Lang = "en" if dialect is Dialect.DUCKDB else "zh"
    sql = sql_of(policy, library, AS_OF, dialect, lang=lang) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(sql, "utf-8")
    assert sql == file.read_text("utf-8")


HOSTILE = "x'); DROP TABLE firms; --\n*/ SELECT \"1\" \\'"


def test_words_and_titles_of_any_kind_stay_words(tmp_path: Path) -> None:
    policy, library = policy_of(EQUIPMENT)
    asked = tree.Among(tree.Fact(None, "business_scope"), (HOSTILE,))
    hostile = replace(policy, title=HOSTILE, record=None, condition=tree.All((asked, tree.Check(HOSTILE))))
    for dialect in Dialect:
        sql = sql_of(hostile, library, AS_OF, dialect)
        (parsed,) = sqlglot.parse(sql, dialect=dialect.value)
        assert parsed is not None
        assert HOSTILE in {one.this for one in parsed.find_all(sqlglot.exp.Literal)}
    only = replace(hostile, condition=asked)
    some = [_at(HOSTILE, HOSTILE), _at("乙", "别处"), _at("丙", None)]
    warehouse = Warehouse(tmp_path, some, library.vocabulary)
    found = candidates(only, library, AS_OF, warehouse.columns)
    assert warehouse.verdicts(found) == [Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDECIDED]
    assert len(warehouse.firms) == 3


def _at(name: str, scope: str | None) -> Enterprise:
    key: FactKey = ("business_scope", None, None)
    return Enterprise(name, facts={} if scope is None else {key: Known(Choice.exact(scope))})
