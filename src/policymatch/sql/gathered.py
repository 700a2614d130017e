"""Rows of records gathered into one row for each firm: plain joins and groups, which every engine has.

A correlated subquery would be shorter, but Spark refuses those that reach the firm from inside a sum.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.firms.columns import FIRM
from policymatch.sql.ask import FIRMS, RECORD, Ask
from policymatch.sql.build import binary, cases, column, first_given, number, truth
from policymatch.values import Truth

Gathered = dict[str, Expr]

SURE, PERHAPS = "sure", "perhaps"


def gathered(kind: str, ask: Ask, build: Callable[[Ask], Gathered]) -> Gathered | None:
    """Return columns made of a firm's records of `kind`, NULL where it has none; None without such a table.

    `build` gives, for the record at hand, the aggregates to be made.
    """
    if not ask.columns.has_table(kind):
        return None
    joined: list[str] = []
    columns = build(ask.about(kind, True, joined))
    made = exp.select(column(FIRMS, FIRM), *(exp.alias_(one, name) for name, one in columns.items()))
    owned = binary(exp.EQ, column(RECORD, FIRM), column(FIRMS, FIRM))
    made = made.from_(table_of(None, FIRMS)).join(table_of(kind, RECORD), on=owned)
    made = with_joined(made, joined).group_by(column(FIRMS, FIRM))
    tables = ask.tables.made
    name = next((one for one, other in tables.items() if other == made), f"m{len(tables) + 1}")
    tables[name] = made
    if name not in ask.joined:
        ask.joined.append(name)
    return {one: column(name, one) for one in columns}


def table_of(kind: str | None, alias: str) -> exp.Table:
    """Return the table of the firms, or of their records of a kind."""
    return named("firms" if kind is None else f"firms_{kind}", alias)


def named(name: str, alias: str | None = None) -> exp.Table:
    """Return a table by its name, whatever that holds."""
    table = exp.Table(this=exp.to_identifier(name, quoted=True))
    if alias is not None:
        table.set("alias", exp.TableAlias(this=exp.to_identifier(alias, quoted=True)))
    return table


def with_joined(select: exp.Select, joined: list[str]) -> exp.Select:
    """Return a statement over the firms with the gathered tables that it reads beside them."""
    for name in joined:
        same = binary(exp.EQ, column(name, FIRM), column(FIRMS, FIRM))
        select = select.join(named(name), on=same, join_type="left")
    return select


def any_record(kind: str, ask: Ask, condition: Callable[[Ask], Expr]) -> Expr:
    """Return whether a condition holds of some record that is listed."""

    def build(there: Ask) -> Gathered:
        holds = condition(there)
        return {
            name: exp.LogicalOr(this=first_given(holds, truth(unknown)))
            for name, unknown in ((SURE, Truth.FALSE), (PERHAPS, Truth.TRUE))
        }

    found = gathered(kind, ask, build)
    if found is None:
        return truth(Truth.FALSE)
    no = truth(Truth.FALSE)
    unknown = (first_given(found[PERHAPS], no), truth(Truth.UNKNOWN))
    return cases([(first_given(found[SURE], no), truth(Truth.TRUE)), unknown], no)


def total(of: Expr) -> Expr:
    """Return the sum of a column over records; NULL if it is NULL for one of them."""
    missing = exp.LogicalOr(this=exp.Is(this=exp.paren(of), expression=exp.null()))
    return cases([(missing, exp.null())], exp.Sum(this=of.copy()))


def counted(condition: Expr, unknown: Truth) -> Expr:
    """Return of how many records a condition holds; an unknown one counts as `unknown` says."""
    return exp.Sum(this=cases([(first_given(condition, truth(unknown)), number(1))], number(0)))
