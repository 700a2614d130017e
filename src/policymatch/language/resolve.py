"""Surface tree → tree whose names are vocabulary keys; unknown names are problems with the nearest known.

Scopes follow semantics 19: bare names are the firm's; a record's stand behind its kind (项目.设备投资) and
need a policy that is `for:` that kind; 企业. always reaches the firm. Where names are listed, the longest
known name wins: 农、林、牧、渔业 is one industry.
"""

from __future__ import annotations

from policymatch.language import tree, words
from policymatch.language.resolve_facts import UnresolvedError, as_code, text_of
from policymatch.language.resolve_functions import FunctionResolver
from policymatch.language.resolve_words import ordered_words, whole_year
from policymatch.names import look_up
from policymatch.problems import Place, Problem
from policymatch.values import Comparison
from policymatch.vocabulary import Field, Type, Vocabulary


def resolve(
    node: tree.Node, vocabulary: Vocabulary, place: Place = Place(), record: str | None = None
) -> tuple[tree.Node | None, list[Problem]]:
    """Return the resolved tree, or None with everything that is wrong with the names in it.

    `record` is the kind of record whose fields may be used; `place` is where the leaf's text stands.
    """
    resolver = _Resolver(vocabulary, place, record)
    try:
        resolved = resolver.node(node)
    except UnresolvedError:
        return None, resolver.problems
    return (None, resolver.problems) if resolver.problems else (resolved, [])


class _Resolver(FunctionResolver):
    def node(self, node: tree.Node) -> tree.Node:
        match node:  # the commonest first
            case tree.Name() | tree.Dotted() | tree.Yearly():
                return self.reference(node)
            case tree.Quantity() | tree.Day():
                return node
            case tree.Compare(op, left, right):
                return self.comparison(op, left, right, node.at)
            case tree.Any(items):
                return tree.Any(self.each(items, self.condition), at=node.at)
            case tree.All(items):
                return tree.All(self.each(items, self.condition), at=node.at)
            case tree.Not(item):
                return tree.Not(self.condition(item), at=node.at)
            case tree.Relation(word, subject, items):
                return self.relation(word, subject, items, node.at)
            case tree.Except(relation, items):
                return self.excepted(relation, items)
            case tree.Arithmetic(op, left, right):
                first, second = self.each((left, right), self.node)
                return tree.Arithmetic(op, first, second, at=node.at)
            case tree.Negative(item):
                return tree.Negative(self.node(item), at=node.at)
            case tree.UpTo(item):
                return tree.UpTo(self.node(item), at=node.at)
            case tree.Between(low, high):
                first, second = self.each((low, high), self.node)
                return tree.Between(first, second, at=node.at)
            case tree.Apply(name, arguments):
                return self.applied(name, arguments, node.at)
        raise AssertionError(f"no surface node: {node!r}")

    def condition(self, node: tree.Node) -> tree.Node:
        """Resolve a part of and/or/not: a bare yes-or-no fact there is a condition."""
        resolved = self.node(node)
        if isinstance(resolved, tree.Fact) and self.field(resolved).type is Type.BOOL:
            return tree.IsTrue(resolved, at=resolved.at)
        return resolved

    def comparison(self, op: Comparison, left: tree.Node, right: tree.Node, at: int) -> tree.Node:
        first: tree.Node | None = None
        try:
            first = self.node(left)
        except UnresolvedError:
            if isinstance(right, tree.Name | tree.Day | tree.Quantity):
                raise
        if isinstance(first, tree.Fact):
            field = self.field(first)
            if not field.type.is_numeric and field.type is not Type.DATE:
                return self.word_comparison(op, first, field, right, at)
            if field.type is Type.DATE and (days := whole_year(right)) is not None:
                return tree.Compare(op, first, tree.Day(days, at=right.at), at=at)
        if first is not None and (year := self.year_meant(first, right)) is not None:
            return tree.Compare(op, *year, at=at)
        second = self.node(right)
        if first is None:
            raise UnresolvedError
        return tree.Compare(op, first, second, at=at)

    def year_meant(self, left: tree.Node, right: tree.Node) -> tuple[tree.Node, tree.Node] | None:
        """Return the years that 年份(认定日期) = 2025年 or 认定日期 = 上年 compares; None of others."""
        of_date = isinstance(left, tree.Fact) and self.field(left).type is Type.DATE
        is_number = isinstance(left, tree.Function) and left.name == "year_of"
        is_number = is_number or (isinstance(left, tree.Fact) and not of_date and self.dates_a_year(left))
        number = tree.Function("year_of", (left,), at=left.at) if of_date else left
        if is_number and (days := whole_year(right)) is not None and days.low is not None:
            return left, tree.Quantity(days.low.year, at=right.at)
        offset = look_up(right.text, words.YEAR_WORDS) if isinstance(right, tree.Name) else None
        if offset is None or not (of_date or is_number):
            return None
        year: tree.Node = tree.Function(
            "year_of", (tree.RelativeDay(tree.Moment.AS_OF, at=right.at),), at=right.at
        )
        if offset:
            sign = tree.Operator.ADD if offset > 0 else tree.Operator.SUBTRACT
            year = tree.Arithmetic(sign, year, tree.Quantity(abs(offset), at=right.at), at=right.at)
        return number, year

    def excepted(self, relation: tree.Relation, items: tuple[tree.Node, ...]) -> tree.Node:
        """Resolve 行业 属于 制造业 除 烟草制品业: in the one and not in the other."""
        inside = self.relation(relation.word, relation.subject, relation.items, relation.at)
        if not isinstance(inside, tree.Among) or inside.negated:
            raise self.problem("except-without-in", relation.at)
        outside = tree.Among(
            inside.subject, self.members(self.field(inside.subject), items), True, at=relation.at
        )
        return tree.All((inside, outside), at=relation.at)

    def word_comparison(
        self, op: Comparison, fact: tree.Fact, field: Field, right: tree.Node, at: int
    ) -> tree.Node:
        """Resolve 类型 = 技术改造, 规上企业 = 是, 划型 <= 小型."""
        if field.type is Type.TAGS:
            raise self.problem("list-compared", at, found=field.both)
        if field.type.is_code:
            right = as_code(right)
        if (ranked := self.ranked(op, fact, field, right, at)) is not None:
            return ranked
        if (same := self.same_word(op, fact, field, right, at)) is not None:
            return same
        if isinstance(right, tree.Quantity | tree.Day):
            raise self.problem("word-expected", right.at, field=field.both, expected=self.choices(field))
        if not isinstance(right, tree.Name):
            raise self.problem("not-a-name", right.at, found=text_of(right))
        negated = op is Comparison.NE
        if field.type is Type.BOOL:
            value = look_up(right.text, words.YES_WORDS)
            if value is None or op not in (Comparison.EQ, Comparison.NE):
                raise self.problem("yes-or-no", right.at, found=right.text)
            test = tree.IsTrue(fact, at=at)
            return test if value is not negated else tree.Not(test, at=at)
        word = self.word(field, right.text, right.at)
        if op in (Comparison.EQ, Comparison.NE):
            return tree.Among(fact, (word,), negated, at=at)
        if not field.ordered:
            raise self.problem("not-ordered", at, found=field.both)
        return tree.Among(fact, ordered_words(list(field.values), word, op), at=at)

    def ranked(
        self, op: Comparison, fact: tree.Fact, field: Field, right: tree.Node, at: int
    ) -> tree.Node | None:
        """Resolve two words of one ordered scale compared (等级 > 等级[前年]); None of anything else."""
        if not field.ordered or not isinstance(right, tree.Name | tree.Yearly | tree.Dotted):
            return None
        if isinstance(right, tree.Name) and (
            field.values.find(right.text) is not None
            or self.vocabulary.scope(self.bare_kind).find(right.text) is None
        ):
            return None
        other = self.reference(right)
        if not isinstance(other, tree.Fact) or tuple(self.field(other).values) != tuple(field.values):
            named = self.field(other).both if isinstance(other, tree.Fact) else text_of(right)
            raise self.problem("scales-differ", right.at, found=named, field=field.both)
        return tree.Ranked(op, fact, other, at=at)

    def same_word(
        self, op: Comparison, fact: tree.Fact, field: Field, right: tree.Node, at: int
    ) -> tree.Node | None:
        """Resolve a text held against another one (所属项目 = 项目.名称); None of anything else."""
        if field.type is not Type.TEXT or op not in (Comparison.EQ, Comparison.NE):
            return None
        if not isinstance(right, tree.Dotted):
            return None
        other = self.reference(right)
        if not isinstance(other, tree.Fact) or self.field(other).type is not Type.TEXT:
            raise self.problem("not-a-name", right.at, found=text_of(right))
        return tree.SameWord(fact, other, op is Comparison.NE, at=at)

    def relation(self, word: str, subject: tree.Node, items: tuple[tree.Node, ...], at: int) -> tree.Node:
        if word in tuple(tree.Holding):
            return self.holds(tree.Holding(word), subject, items, at)
        fact = self.reference(subject)
        if not isinstance(fact, tree.Fact):
            raise self.problem("not-a-fact", subject.at, found=text_of(subject))
        field = self.field(fact)
        negated = word.startswith("not_")
        listed = field.type is Type.TAGS
        if word in ("contains", "not_contains"):
            if not listed:
                raise self.problem("contains-needs-list", at, found=field.both)
            return tree.Contains(fact, self.members(field, items), negated, at=at)
        if listed:
            raise self.problem("list-needs-contains", at, found=field.both)
        if field.type.is_numeric or field.type in (Type.DATE, Type.BOOL):
            raise self.problem("in-needs-words", at, found=field.both)
        return tree.Among(fact, self.members(field, items), negated, at=at)
