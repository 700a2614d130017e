"""Whose SQL is written."""

from enum import StrEnum


class Dialect(StrEnum):
    """The engines that the statement is written for, by sqlglot's names of them."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"
