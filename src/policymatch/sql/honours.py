"""Whether a firm holds an honour (language/honours.py): listed, in force on the day, or ever."""

from __future__ import annotations

from sqlglot.expressions import Expr

from policymatch.language import tree
from policymatch.sql.ask import Ask, TruthOf
from policymatch.sql.build import both, cases, either, given, negated, truth
from policymatch.sql.dates import compare_days
from policymatch.sql.gathered import any_record
from policymatch.sql.records import note_rest
from policymatch.values import Comparison, Truth
from policymatch.values.dates import days_of
from policymatch.vocabulary.model import HONOUR

_EXPIRES = tree.Fact(HONOUR, "expires")


def holds(node: tree.Holds, ask: Ask, truth_of: TruthOf) -> Expr:
    """Return whether the firm holds one of the honours wanted."""
    note_rest(node, HONOUR, ask)
    listed = any_record(
        HONOUR,
        ask,
        lambda there: either(*(_is_wanted(one, node.how, there, truth_of) for one in node.wanted)),
    )
    # A complete list is complete for what is in force; of history it says nothing (semantics 4).
    if node.how is tree.Holding.EVER:
        return either(listed, truth(Truth.UNKNOWN))
    unless = cases([(ask.closed(HONOUR), truth(Truth.FALSE))])
    return either(listed, unless)


def _is_wanted(wanted: tree.HonourWanted, how: tree.Holding, ask: Ask, truth_of: TruthOf) -> Expr:
    words = (("name", wanted.honour), ("level", wanted.level), ("how", wanted.how))
    asked: list[tree.Node] = [
        tree.Among(tree.Fact(HONOUR, key), (word,)) for key, word in words if word is not None
    ]
    if wanted.year is not None:
        year = tree.Day(days_of(wanted.year.of(ask.as_of.year)))
        asked.append(tree.Compare(Comparison.EQ, tree.Fact(HONOUR, "issued"), year))
    return both(*(truth_of(one, ask) for one in asked), _in_force(how, ask))


def _in_force(how: tree.Holding, ask: Ask) -> Expr:
    if how is tree.Holding.EVER:
        return truth(Truth.TRUE)
    valid = compare_days(Comparison.GE, _EXPIRES, tree.RelativeDay(tree.Moment.AS_OF), ask)
    if how is tree.Holding.VALID:
        return valid
    # 具有: not known to have expired (semantics 5); a date in `rest` may say that it has.
    elsewhere = [(given(rest), truth(Truth.UNKNOWN)) for rest in ask.rests]
    return cases(
        [(negated(valid), truth(Truth.FALSE)), (valid, truth(Truth.TRUE)), *elsewhere], truth(Truth.TRUE)
    )
