"""A policy → the SELECT that finds the firms which may qualify, and what of its condition stayed unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlglot import exp
from sqlglot.expressions import Expr

from policymatch.firms.columns import CREDIT_CODE, FIRM, NAME
from policymatch.library import PolicyLibrary
from policymatch.matching import Verdict
from policymatch.policy import Policy
from policymatch.sql.ask import FIRMS, Ask, Tables
from policymatch.sql.build import cases, column, either, first_given, negated, text, truth
from policymatch.sql.columns import Columns
from policymatch.sql.gathered import any_record, named, table_of, with_joined
from policymatch.sql.left import Left, Why
from policymatch.sql.truths import truth_of
from policymatch.values import Truth

_HOLDS, _JUDGED = "holds", "judged"


@dataclass(frozen=True)
class Candidates:
    """The statement, and what it leaves unknown where the evaluator may know more."""

    policy: Policy
    as_of: date
    select: exp.Select
    left: tuple[Left, ...]


def candidates(
    policy: Policy, library: PolicyLibrary, as_of: date, columns: Columns | None = None
) -> Candidates:
    """Return the SQL that selects the firms which are not certainly ineligible for a policy on a day.

    A firm that it calls eligible is eligible, and one that it leaves out is ineligible; the others are
    undecided, some of them only in SQL. It reads a table `firms` with the columns of a firm table and `firm`,
    the number of the row, and a table `firms_KIND` for each kind of records. `columns` are those that there
    are; without them, a column for each exact fact.
    """
    tables = Tables()
    ask = Ask(as_of, library.vocabulary, columns or Columns(), frozenset(library.derivations), tables)
    holds = _verdict(policy, ask)
    judged = exp.select(column(FIRMS, FIRM), *(_identity(name, ask) for name in (NAME, CREDIT_CODE)))
    judged = judged.select(exp.alias_(holds, _HOLDS, quoted=True)).from_(table_of(None, FIRMS))
    verdict = cases([(column(_JUDGED, _HOLDS), text(Verdict.ELIGIBLE))], text(Verdict.UNDECIDED))
    select = exp.select(*(column(_JUDGED, name) for name in (FIRM, NAME, CREDIT_CODE)))
    select = select.select(exp.alias_(verdict, "verdict", quoted=True))
    select = select.from_(named(_JUDGED))
    select = select.where(first_given(column(_JUDGED, _HOLDS), truth(Truth.TRUE)))
    select = select.order_by(column(_JUDGED, FIRM))
    for name, table in tables.made.items():
        select = select.with_(exp.to_identifier(name, quoted=True), as_=table)
    select = select.with_(exp.to_identifier(_JUDGED, quoted=True), as_=with_joined(judged, ask.joined))
    return Candidates(policy, as_of, select, tuple(dict.fromkeys(tables.left)))


def _identity(name: str, ask: Ask) -> Expr:
    if ask.columns.has(None, name):
        return column(FIRMS, name)
    return exp.alias_(exp.cast(exp.null(), "text"), name, quoted=True)


def _verdict(policy: Policy, ask: Ask) -> Expr:
    """Return whether the firm qualifies (semantics 18): true, false, or NULL while that is not known."""
    if policy.verified is not None:
        ask.leave(policy.condition, Why.VERIFIED)
        return truth(Truth.UNKNOWN)
    if policy.record is None:
        return truth_of(policy.condition, ask)
    listed = any_record(policy.record, ask, lambda there: truth_of(policy.condition, there))
    # A record nobody has listed can at most leave the verdict open.
    nobody = truth_of(policy.condition, ask.about(policy.record, False))
    none_other = either(ask.closed(policy.record), negated(nobody))
    return either(listed, cases([(none_other, truth(Truth.FALSE))]))
