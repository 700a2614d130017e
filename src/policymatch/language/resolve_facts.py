"""Resolving references: which fact a name means, of the firm or of a record, in which year and basis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from policymatch.language import tree, words
from policymatch.language.run_together import operator_inside, unit_written
from policymatch.names import look_up, nearest
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Field, Vocabulary
from policymatch.vocabulary.units import unit_named, unit_names

R = TypeVar("R")


class UnresolvedError(Exception):
    """Some name of the expression is unknown; the resolver's problems say which."""


class FactResolver:
    """Resolves references; problems gather in `problems`."""

    def __init__(self, vocabulary: Vocabulary, place: Place, record: str | None) -> None:
        self.vocabulary = vocabulary
        self.place = place
        self.record = record
        self.problems: list[Problem] = []

    def problem(self, code: str, at: int, near: str | None = None, **values: object) -> UnresolvedError:
        """Note a problem and return what to raise."""
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

    def field(self, fact: tree.Fact) -> Field:
        """Return the vocabulary field of a resolved fact."""
        return self.vocabulary.field(fact.kind, fact.key)

    def reference(self, node: tree.Node) -> tree.Node:
        """Return the fact (or the unit) that a reference names."""
        match node:
            case tree.Name(text):
                unit = unit_named(text)
                if self.vocabulary.fields.find(text) is None and unit is not None:
                    # 1000元 / 人: a bare unit is one of it.
                    return tree.Quantity(unit.size, unit.dimension, at=node.at)
                return self.fact(None, text, None, node.at)
            case tree.Dotted(owner, member):
                return self.dotted(owner, member)
            case tree.Yearly(item, year):
                fact = self.reference(item)
                if not isinstance(fact, tree.Fact) or not self.field(fact).yearly:
                    raise self.problem("not-yearly", item.at, found=text_of(item))
                return tree.Fact(fact.kind, fact.key, self.year(year), fact.basis, at=node.at)
            case tree.Apply(name, (tree.Name(basis),)):
                return self.fact(None, name.text, basis, node.at)
        raise self.problem("not-a-fact", node.at, found=text_of(node))

    def dotted(self, owner: tree.Name, member: tree.Node) -> tree.Node:
        """Return the fact behind an owner: 项目.设备投资, 企业.营业收入."""
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
                return self.fact(kind, text, None, member.at)
            case tree.Apply(tree.Name(text), (tree.Name(basis),)):
                return self.fact(kind, text, basis, member.at)
        raise self.problem("not-a-fact", member.at, found=text_of(member))

    def fact(self, kind: str | None, name: str, basis: str | None, at: int) -> tree.Fact:
        """Return the fact named in a scope: the firm's (kind None) or a record kind's."""
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
        return tree.Fact(kind, field.key, tree.LAST_YEAR if field.yearly else None, key, at=at)

    def unknown_field(self, kind: str | None, name: str, at: int) -> UnresolvedError:
        """Note an unknown name, with what the author may have meant."""
        if kind is None and self.record is not None and self.vocabulary.scope(self.record).find(name):
            owner = self.vocabulary.records[self.record]
            return self.problem("field-of-record", at, found=name, record=owner.label)
        if kind is None and self.vocabulary.records.find(name) is not None:
            return self.problem("record-as-fact", at, found=name)
        scope = self.vocabulary.scope(kind)
        run = self.run_together(name, at, lambda part: scope.find(part) is not None)
        if run is not None:
            return run
        near = scope.nearest(name)
        unit = unit_written(name) if near is None else None
        if unit is not None:
            return self.problem("unknown-unit", at, nearest(unit, unit_names(), short=True), found=unit)
        return self.problem("unknown-field", at, near, found=name)

    def run_together(self, name: str, at: int, known: Callable[[str], bool]) -> UnresolvedError | None:
        """Note an operator without spaces inside an unknown name, if what stands before it is known."""
        operator = operator_inside(name, known)
        if operator is None:
            return None
        return self.problem("operator-without-spaces", at, found=name, operator=operator)

    def year(self, name: tree.Name) -> tree.Year:
        """Return the year that a word or number in [] names."""
        text = name.text.removesuffix("年") if name.text[:4].isdigit() else name.text
        if text.isdigit() and len(text) == 4:
            return tree.Year(int(text), relative=False)
        offset = look_up(name.text, words.YEAR_WORDS)
        if offset is None:
            near = nearest(name.text, words.YEAR_WORDS)
            raise self.problem("unknown-year", name.at, near, found=name.text)
        return tree.Year(offset)


def as_code(node: tree.Node) -> tree.Node:
    """Return a code written in digits (350102, 0111) as the name it is; any other node as it stands."""
    if isinstance(node, tree.Quantity) and node.written.isdigit():
        return tree.Name(node.written, at=node.at)
    return node


def text_of(node: tree.Node) -> str:
    """Return roughly what a surface node was written as, for messages."""
    match node:
        case tree.Name(text):
            return text
        case tree.Dotted(owner, member):
            return f"{owner.text}.{text_of(member)}"
        case tree.Apply(name, arguments):
            return f"{name.text}({', '.join(text_of(a) for a in arguments)})"
        case tree.Yearly(item, year):
            return f"{text_of(item)}[{year.text}]"
        case tree.Quantity(value):
            return node.written or str(value)
    return "…"
