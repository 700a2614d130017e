"""The statement as text of one dialect, under comments that say what it leaves unknown."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from policymatch.language import print_expression, prose, tree
from policymatch.messages import Lang, say
from policymatch.sql.candidates import Candidates
from policymatch.sql.dialect import Dialect
from policymatch.vocabulary import Vocabulary

# A comment is a hint, no copy of the rule.
_LONGEST = 120


def statement(found: Candidates, dialect: Dialect, vocabulary: Vocabulary, lang: Lang = "zh") -> str:
    """Return the SQL of a dialect, with comments in `lang`."""
    comments = (f"-- {' '.join(line.split())}" for line in _comments(found, vocabulary, lang))
    select = found.select.transform(_member) if dialect is Dialect.POSTGRES else found.select
    return "\n".join((*comments, select.sql(dialect=dialect.value, pretty=True) + ";"))


def _member(node: exp.Expr) -> exp.Expr:
    """Say `word = ANY (list)`, as PostgreSQL does; DuckDB would plan a subquery, a hundred times slower."""
    if not isinstance(node, exp.ArrayContains):
        return node
    return exp.EQ(this=node.expression, expression=exp.Any(this=exp.paren(node.this)))


def _comments(found: Candidates, vocabulary: Vocabulary, lang: Lang) -> Iterator[str]:
    policy = found.policy
    yield say("sql-policy", lang, title=policy.title, id=policy.id, day=found.as_of.isoformat())
    yield say("sql-tables", lang)
    if not found.left:
        yield say("sql-whole", lang)
        return
    yield say("sql-superset", lang)
    told = (
        f"  {_told(one.node, vocabulary, lang)}: {say(f'sql-left-{one.why.value}', lang)}"
        for one in found.left
    )
    # Two figures of one fact are told in the same words.
    yield from dict.fromkeys(told)


def _told(node: tree.Node, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return a part of a condition as people read it, cut where it is long."""
    if isinstance(node, tree.Fact):
        return vocabulary.field(node.kind, node.key).both.in_(lang)
    numbers = (tree.Records, tree.Arithmetic, tree.Function, tree.OverYears, tree.Peak)
    text = print_expression if isinstance(node, numbers) else prose
    written = text(node, vocabulary, lang)
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
