"""A policy's condition as SQL, so that a warehouse can select candidates itself (needs the extra `sql`).

columns     which columns the firm table has
left        what SQL does not say, and why
build       Kleene logic, literals and cases in sqlglot's nodes
terms       one end of a number, exact
figures     both ends: comparison and arithmetic
ask         the question: day, tables, record at hand
facts       columns → everything that a number or day may be
constant    what is the same for every firm
words       criteria on words, codes, lists, yes or no
dates       criteria on days
gathered    records gathered into one row for each firm
records     counts and sums of records
honours     honours held
numbers     formulas
truths      conditions
candidates  a policy → SELECT
statement   the text of a dialect, with comments
dialect     the engines it is written for

What is selected is a superset: a firm that SQL calls eligible is eligible, and one that it leaves out is
ineligible.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policymatch.extras import need
from policymatch.library import PolicyLibrary
from policymatch.messages import Lang
from policymatch.policy import Policy
from policymatch.sql.dialect import Dialect

__all__ = ["Dialect", "sql_of"]


def sql_of(
    policy: Policy,
    library: PolicyLibrary,
    as_of: date,
    dialect: Dialect = Dialect.DUCKDB,
    table: Path | None = None,
    lang: Lang = "zh",
) -> str:
    """Return the SQL that selects the firms which may qualify for a policy on a day; it counts money in fen.

    It gives `firm` (the number of the row), `name`, `credit_code` and `verdict` (eligible, undecided);
    comments in `lang` say what it leaves unknown. Only columns of the firm table `table` are used; without
    one, each fact is taken to have a column of exact values. Raises MissingExtraError without sqlglot, and
    ProfileError with what is wrong with the table.
    """
    need("sqlglot", "sql")
    from policymatch.sql.candidates import candidates
    from policymatch.sql.columns import columns_of
    from policymatch.sql.statement import statement

    columns = None if table is None else columns_of(table, library.vocabulary)
    return statement(candidates(policy, library, as_of, columns), dialect, library.vocabulary, lang)
