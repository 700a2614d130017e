"""Databases: read only, every table or a query; SQLite always, PostgreSQL where the machine has one."""

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.mistakes import problem_of
from tests.intake.postgres import Server

from policymatch.intake import LostDigits, tables_of
from policymatch.problems import IntakeError


@pytest.fixture(scope="module")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sqlite") / "企业 库.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        CREATE TABLE 企业 (代码 TEXT PRIMARY KEY, 名称 TEXT, 收入 REAL, 账号 REAL);
        INSERT INTO 企业 VALUES ('B', '乙公司', 880.5, NULL), ('A', '甲公司', 2350, 6222020200112233445);
        CREATE TABLE "贷款:台账" (代码 TEXT, 金额 INTEGER);
        CREATE VIEW 大企业 AS SELECT * FROM 企业 WHERE 收入 > 1000;
        """
    )
    connection.close()
    return f"sqlite:///{path}"


def test_sqlite_tables(sqlite_url: str) -> None:
    tables = list(tables_of(sqlite_url))
    assert [(table.sheet, table.width) for table in tables] == [("企业", 4), ("贷款:台账", 2)]
    assert list(tables[0].rows()) == [
        (1, ["代码", "名称", "收入", "账号"]),
        (2, ["A", "甲公司", 2350, LostDigits("6222020200112230000")]),
        (3, ["B", "乙公司", Decimal("880.5"), None]),
    ]
    assert list(tables[1].rows()) == [(1, ["代码", "金额"])]


def test_a_view_is_read_by_name(sqlite_url: str) -> None:
    (view,) = tables_of(sqlite_url, tables=["大企业"])
    assert [row[0] for _, row in view.rows()] == ["代码", "A"]


def test_a_query_takes_colons_and_percent_signs_as_they_are(sqlite_url: str) -> None:
    (found,) = tables_of(sqlite_url, "SELECT '12:30' AS a, 名称 FROM 企业 WHERE 名称 LIKE '甲%'")
    assert list(found.rows()) == [(1, ["a", "名称"]), (2, ["12:30", "甲公司"])]


@pytest.mark.parametrize(
    "query",
    [
        "WITH a AS (SELECT 1) DELETE FROM 企业",
        "SELECT 1; DELETE FROM 企业",
        "SELECT load_extension('a')",
    ],
)
def test_sqlite_cannot_be_written(sqlite_url: str, query: str) -> None:
    assert problem_of(sqlite_url, query).code == "intake-database-failed"
    assert len(list(next(tables_of(sqlite_url)).rows())) == 3


def test_no_other_database_can_be_attached(sqlite_url: str, tmp_path: Path) -> None:
    assert problem_of(sqlite_url, f"ATTACH '{tmp_path / 'b.db'}' AS b").code == "intake-query-not-select"
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert problem_of(f"sqlite:///{tmp_path / 'a.db'}").code == "file-unreadable"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "url", ["postgresql://me:geheim@127.0.0.1:1/a", "postgresql://127.0.0.1:1/a?user=me&password=geheim"]
)
def test_no_password_in_a_message(url: str) -> None:
    with pytest.raises(IntakeError) as caught:
        list(tables_of(url))
    assert caught.value.problems[0].code == "intake-database-failed"
    assert "geheim" not in caught.value.say("zh") + caught.value.say("en") + str(caught.value)
    assert caught.value.problems[0].place.file == "postgresql://127.0.0.1:1/a"


def test_postgres(postgres: Server) -> None:
    postgres.run(
        """
        CREATE TABLE 企业 (代码 text PRIMARY KEY, 收入 numeric(12, 2), 成立 date, 规上 boolean, 账号 float8);
        INSERT INTO 企业 VALUES ('B', 880.50, NULL, false, 1e17), ('A', 2350, '2016-03-01', true, 0.5);
        CREATE TABLE 大表 AS SELECT n FROM generate_series(1, 5000) AS n;
        """
    )
    tables = {table.sheet: table for table in tables_of(postgres.url)}
    assert list(tables["企业"].rows()) == [
        (1, ["代码", "收入", "成立", "规上", "账号"]),
        (2, ["A", Decimal("2350.00"), date(2016, 3, 1), True, Decimal("0.5")]),
        (3, ["B", Decimal("880.50"), None, False, LostDigits("100000000000000000")]),
    ]
    assert sum(1 for _ in tables["大表"].rows()) == 5001
    (found,) = tables_of(postgres.url, "SELECT '12:30'::text AS a, count(*) FROM 企业 WHERE 代码 LIKE 'A%'")
    assert list(found.rows()) == [(1, ["a", "count"]), (2, ["12:30", 1])]


def test_postgres_cannot_be_written(postgres: Server) -> None:
    postgres.run("CREATE TABLE 台账 (a int)")
    postgres.run(
        "CREATE FUNCTION drops() RETURNS int LANGUAGE sql AS $$ INSERT INTO 台账 VALUES (1); SELECT 1 $$"
    )
    problem = problem_of(postgres.url, "SELECT drops()")
    assert problem.code == "intake-database-failed"
    assert "read-only" in problem.message("en")
