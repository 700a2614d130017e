"""Surface tree → tree whose names are vocabulary keys. Unknown names are problems with the nearest known one.

Scopes follow semantics 19: bare names are the firm's; a record's stand behind its kind (项目.设备投资) and
need a policy that is `for:` that kind; 企业. always reaches the firm. Where names are listed, the longest known
name wins: 农、林、牧、渔业 is one industry.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from policymatch.language import tree, words
from policymatch.language.functions import FUNCTIONS
from policymatch.messages import Both
from policymatch.names import look_up, nearest
from policymatch.problems import Place, Problem
from policymatch.values import Comparison
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.code_names import code_tree, codes_named
from policymatch.vocabulary.model import HONOUR
from policymatch.vocabulary.units import unit_named

R = TypeVar("R")


class UnresolvedError(Exception):
    """Some name of the expression is unknown; the problems say which."""


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


class _Resolver:
    def __init__(self, vocabulary: Vocabulary, place: Place, record: str | None) -> None:
        self.vocabulary = vocabulary
        self.place = place
        self.record = record
        self.problems: list[Problem] = []

    def problem(self, code: str, at: int, near: str | None = None, **values: object) -> UnresolvedError:
        self.problems.append(Problem(code, self.place.shifted(at), values, near))
        return UnresolvedError()

    def each(self, items: tuple[R, ...], of: Callable[[R], tree.Node]) -> tuple[tree.Node, ...]:
        """Resolve every item, so that one unknown name does not hide the next."""
        made: list[tree.Node] = []
        for item in items:
            try:
                made.append(of(item))
            except UnresolvedError:
                continue
        if len(made) < len(items):
            raise UnresolvedError
        return tuple(made)

    def node(self, node: tree.Node) -> tree.Node:
        match node:
            case tree.Quantity() | tree.Day():
                return node
            case tree.Any(items):
                return tree.Any(self.each(items, self.condition), at=node.at)
            case tree.All(items):
                return tree.All(self.each(items, self.condition), at=node.at)
            case tree.Not(item):
                return tree.Not(self.condition(item), at=node.at)
            case tree.Compare(op, left, right):
                return self.comparison(op, left, right, node.at)
            case tree.Relation(word, subject, items):
                return self.relation(word, subject, items, node.at)
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
            case tree.Name() | tree.Dotted() | tree.Yearly():
                return self.reference(node)
        raise AssertionError(f"no surface node: {node!r}")

    def condition(self, node: tree.Node) -> tree.Node:
        """Resolve a part of and/or/not: a bare yes-or-no fact there is a condition."""
        resolved = self.node(node)
        if isinstance(resolved, tree.Fact) and self.field(resolved).type is Type.BOOL:
            return tree.IsTrue(resolved, at=resolved.at)
        return resolved

    # -- references ------------------------------------------------------------------------------------

    def field(self, fact: tree.Fact) -> Field:
        return self.vocabulary.field(fact.kind, fact.key)

    def reference(self, node: tree.Node, default_year: tree.Year = tree.LAST_YEAR) -> tree.Node:
        match node:
            case tree.Name(text):
                unit = unit_named(text)
                if self.vocabulary.fields.find(text) is None and unit is not None:
                    # 1000元 / 人: a bare unit is one of it.
                    return tree.Quantity(unit.size, unit.dimension, at=node.at)
                return self.fact(None, text, None, default_year, node.at)
            case tree.Dotted(owner, member):
                return self.dotted(owner, member, default_year)
            case tree.Yearly(item, year):
                fact = self.reference(item)
                if not isinstance(fact, tree.Fact) or not self.field(fact).yearly:
                    raise self.problem("not-yearly", item.at, found=_text(item))
                return tree.Fact(fact.kind, fact.key, self.year(year), fact.basis, at=node.at)
            case tree.Apply(name, (tree.Name(basis),)):
                return self.fact(None, name.text, basis, default_year, node.at)
        raise self.problem("not-a-fact", node.at, found=_text(node))

    def dotted(self, owner: tree.Name, member: tree.Node, year: tree.Year) -> tree.Node:
        kind: str | None = None
        if owner.text.lower() not in words.FIRM_WORDS:
            found = self.vocabulary.records.find(owner.text)
            if found is None:
                near = self.vocabulary.records.nearest(owner.text)
                raise self.problem("unknown-record", owner.at, near, found=owner.text)
            if found.key != self.record:
                raise self.problem("record-without-for", owner.at, found=found.label, en=found.key)
            kind = found.key
        match member:
            case tree.Name(text):
                return self.fact(kind, text, None, year, member.at)
            case tree.Apply(tree.Name(text), (tree.Name(basis),)):
                return self.fact(kind, text, basis, year, member.at)
        raise self.problem("not-a-fact", member.at, found=_text(member))

    def fact(self, kind: str | None, name: str, basis: str | None, year: tree.Year, at: int) -> tree.Fact:
        scope = self.vocabulary.scope(kind)
        field = scope.find(name)
        if field is None:
            raise self.unknown_field(kind, name, at)
        key = None
        if basis is not None:
            found = self.vocabulary.bases.find(basis)
            if found is None or found.key not in field.bases:
                labels = [self.vocabulary.bases[b].label for b in field.bases if b in self.vocabulary.bases]
                expected = "、".join(labels) or "—"
                near = nearest(basis, labels)
                raise self.problem(
                    "unknown-basis", at, near, found=basis, expected=expected, field=field.both
                )
            key = found.key
        return tree.Fact(kind, field.key, year if field.yearly else None, key, at=at)

    def unknown_field(self, kind: str | None, name: str, at: int) -> UnresolvedError:
        if kind is None and self.record is not None and self.vocabulary.scope(self.record).find(name):
            owner = self.vocabulary.records[self.record]
            return self.problem("field-of-record", at, found=name, record=owner.label)
        if kind is None and self.vocabulary.records.find(name) is not None:
            return self.problem("record-as-fact", at, found=name)
        near = self.vocabulary.scope(kind).nearest(name)
        return self.problem("unknown-field", at, near, found=name)

    def year(self, name: tree.Name) -> tree.Year:
        text = name.text.removesuffix("年") if name.text[:4].isdigit() else name.text
        if text.isdigit() and len(text) == 4:
            return tree.Year(int(text), relative=False)
        offset = look_up(name.text, words.YEAR_WORDS)
        if offset is None:
            near = nearest(name.text, words.YEAR_WORDS)
            raise self.problem("unknown-year", name.at, near, found=name.text)
        return tree.Year(offset)

    # -- functions, bases, qualifiers ------------------------------------------------------------------

    def applied(self, name: tree.Name, arguments: tuple[tree.Node, ...], at: int) -> tree.Node:
        function = FUNCTIONS.find(name.text)
        if function is not None:
            return tree.Function(function.key, self.each(arguments, self.node), at=at)
        if self.vocabulary.fields.find(name.text) is not None:
            return self.reference(tree.Apply(name, arguments, at=at))
        known = [*FUNCTIONS.labels, *FUNCTIONS, *self.vocabulary.fields.labels]
        raise self.problem("unknown-function", name.at, nearest(name.text, known), found=name.text)

    # -- comparisons and relations ---------------------------------------------------------------------

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
        second = self.node(right)
        if first is None:
            raise UnresolvedError
        return tree.Compare(op, first, second, at=at)

    def word_comparison(
        self, op: Comparison, fact: tree.Fact, field: Field, right: tree.Node, at: int
    ) -> tree.Node:
        """Resolve 类型 = 技术改造, 规上企业 = 是, 划型 <= 小型."""
        if field.type is Type.TAGS:
            raise self.problem("list-compared", at, found=field.both)
        if isinstance(right, tree.Quantity | tree.Day):
            raise self.problem("word-expected", right.at, field=field.both, expected=self.choices(field))
        if not isinstance(right, tree.Name):
            raise self.problem("not-a-name", right.at, found=_text(right))
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
        return tree.Among(fact, _ordered_words(list(field.values), word, op), at=at)

    def relation(self, word: str, subject: tree.Node, items: tuple[tree.Node, ...], at: int) -> tree.Node:
        if word in tuple(tree.Holding):
            return self.holds(tree.Holding(word), subject, items, at)
        fact = self.reference(subject)
        if not isinstance(fact, tree.Fact):
            raise self.problem("not-a-fact", subject.at, found=_text(subject))
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

    def members(self, field: Field, items: tuple[tree.Node, ...]) -> tuple[str, ...]:
        """Resolve listed names, joining what 、 has split where the longer name is known."""
        found: list[str] = []
        failed = False
        for text, at in self.joined(items, lambda name: self.known_word(field, name)):
            try:
                group = self.vocabulary.groups.find(text) if field.type is Type.INDUSTRY else None
                found.extend(group.codes if group is not None else (self.word(field, text, at),))
            except UnresolvedError:
                failed = True
        if failed:
            raise UnresolvedError
        return tuple(dict.fromkeys(found))

    def joined(self, items: tuple[tree.Node, ...], known: Callable[[str], bool]) -> list[tuple[str, int]]:
        names = []
        for item in items:
            if not isinstance(item, tree.Name):
                raise self.problem("not-a-name", item.at, found=_text(item))
            names.append(item)
        out: list[tuple[str, int]] = []
        index = 0
        while index < len(names):
            end = index + 1
            if not names[index].quoted:
                for longer in range(len(names), index + 1, -1):
                    part = names[index:longer]
                    if not any(n.quoted for n in part) and known("、".join(n.text for n in part)):
                        end = longer
                        break
            out.append(("、".join(n.text for n in names[index:end]), names[index].at))
            index = end
        return out

    def known_word(self, field: Field, name: str) -> bool:
        if field.type.is_code:
            return bool(codes_named(code_tree(field), name))
        return field.values.find(name) is not None

    def word(self, field: Field, text: str, at: int) -> str:
        """Return the key, text or code prefix that `text` names among the field's values."""
        if field.type.is_code:
            return self.code(field, text, at)
        found = field.values.find(text)
        if found is not None:
            return found.key
        if field.type is Type.TEXT or field.open:
            return text
        near = field.values.nearest(text)
        raise self.problem(
            "unknown-value", at, near, found=text, field=field.both, expected=self.choices(field)
        )

    def code(self, field: Field, text: str, at: int) -> str:
        codes = code_tree(field)
        found = codes_named(codes, text)
        if len(found) == 1:
            return found[0]
        if found:
            candidates = "、".join(f"{codes.path_label(c)}（{codes.print_code(c)}）" for c in found[:8])
            raise self.problem("ambiguous-code", at, found=text, expected=candidates)
        raise self.problem("unknown-code", at, codes.suggest(text), found=text)

    def choices(self, field: Field) -> Both:
        values = list(field.values.values())[:12]
        return Both("、".join(v.label for v in values), ", ".join(v.key for v in values))

    # -- honours ---------------------------------------------------------------------------------------

    def holds(
        self, how: tree.Holding, subject: tree.Node, items: tuple[tree.Node, ...], at: int
    ) -> tree.Node:
        owner = self.vocabulary.records.find(subject.text) if isinstance(subject, tree.Name) else None
        if owner is None or owner.key != HONOUR:
            raise self.problem("holds-needs-honours", subject.at, found=_text(subject))
        wanted: list[tree.HonourWanted] = []
        failed = False
        for item in items:
            try:
                wanted.append(self.honour(item))
            except UnresolvedError:
                failed = True
        if failed:
            raise UnresolvedError
        return tree.Holds(how, tuple(wanted), at=at)

    def honour(self, item: tree.Node) -> tree.HonourWanted:
        name = item.name if isinstance(item, tree.Apply) else item
        if not isinstance(name, tree.Name):
            raise self.problem("not-a-name", item.at, found=_text(item))
        honour = self.vocabulary.honours.find(name.text)
        if honour is None:
            near = self.vocabulary.honours.nearest(name.text)
            raise self.problem("unknown-honour", name.at, near, found=name.text)
        level = how = year = None
        for part in item.arguments if isinstance(item, tree.Apply) else ():
            text = part.text if isinstance(part, tree.Name) else _text(part)
            ways = self.vocabulary.field(HONOUR, "how").values
            if (found := self.vocabulary.levels.find(text)) is not None:
                if honour.levels and found.key not in honour.levels:
                    known = "、".join(self.vocabulary.levels[one].label for one in honour.levels)
                    raise self.problem(
                        "honour-level", part.at, found=text, honour=honour.both, expected=known
                    )
                level = found.key
            elif (way := ways.find(text)) is not None:
                how = way.key
            elif isinstance(part, tree.Name | tree.Quantity) and self.is_year(text):
                year = self.year(tree.Name(text, at=part.at))
            else:
                known_words = [*self.vocabulary.levels.labels, *ways.labels, *words.YEAR_WORDS]
                near = nearest(text, known_words)
                raise self.problem("honour-qualifier", part.at, near, found=text)
        return tree.HonourWanted(honour.key, level, how, year)

    def is_year(self, text: str) -> bool:
        return text.removesuffix("年").isdigit() or look_up(text, words.YEAR_WORDS) is not None


def _ordered_words(values: list[str], word: str, op: Comparison) -> tuple[str, ...]:
    rank = values.index(word)
    wanted = {
        Comparison.LT: values[:rank],
        Comparison.LE: values[: rank + 1],
        Comparison.GT: values[rank + 1 :],
        Comparison.GE: values[rank:],
    }
    return tuple(wanted[op])


def _text(node: tree.Node) -> str:
    """Return roughly what a surface node was written as, for messages."""
    match node:
        case tree.Name(text):
            return text
        case tree.Dotted(owner, member):
            return f"{owner.text}.{_text(member)}"
        case tree.Apply(name, arguments):
            return f"{name.text}({', '.join(_text(a) for a in arguments)})"
        case tree.Yearly(item, year):
            return f"{_text(item)}[{year.text}]"
        case tree.Quantity(value):
            return str(value)
    return "…"
