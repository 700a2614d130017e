"""Resolving references: which fact a name means, of the firm or of a record, in which year and basis."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from policymatch.language import tree, words
from policymatch.language.run_together import operator_inside, unit_written
from policymatch.messages import Both
from policymatch.names import look_up, nearest
from policymatch.problems import Place, Problem
from policymatch.vocabulary import Field, Type, Vocabulary
from policymatch.vocabulary.units import unit_named, unit_names

R = TypeVar("R")


class UnresolvedError(Exception):
    """Some name of the expression is unknown; the resolver's problems say which."""


class FactResolver(ABC):
    """Resolves references; problems gather in `problems`.

    `inside` are the kinds of records that the expression at hand is inside of (behind 其中), outermost first.
    `on` is the day whose names of regions are meant.
    """

    def __init__(
        self, vocabulary: Vocabulary, place: Place, record: str | None, on: date | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.on = on
        self.place = place
        self.record = record
        self.problems: list[Problem] = []
        self.inside: tuple[str, ...] = ()

    @abstractmethod
    def node(self, node: tree.Node) -> tree.Node:
        """Resolve any surface node."""

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
                return self.named(text, node.at)
            case tree.Dotted(owner, member):
                return self.dotted(owner, member)
            case tree.Yearly(item, index, offset):
                found = self.reference(item)
                if isinstance(found, tree.Parameter):
                    return self.looked_up(found, index, offset, node.at)
                if not isinstance(found, tree.Fact) or not self.field(found).yearly:
                    raise self.problem("not-yearly", item.at, found=text_of(item))
                return replace(found, year=self.year(index, offset), at=node.at)
            case tree.Apply(name, (tree.Name(basis),)):
                return self.fact(self.bare_kind, name.text, basis, node.at)
        raise self.problem("not-a-fact", node.at, found=text_of(node))

    @property
    def bare_kind(self) -> str | None:
        """Return whose fields bare names are: the innermost record's behind 其中, else the firm's (None)."""
        return self.inside[-1] if self.inside else None

    def named(self, text: str, at: int) -> tree.Node:
        """Return what a bare name means: a field, else a parameter, a day such as 今天, or a unit."""
        if self.vocabulary.scope(self.bare_kind).find(text) is None:
            if (moment := look_up(text, words.MOMENTS)) is not None:
                return tree.RelativeDay(moment, at=at)
            if (table := self.vocabulary.parameters.find(text)) is not None:
                return tree.Parameter(table.key, at=at)
            if (unit := unit_named(text)) is not None:
                # 1000元 / 人: a bare unit is one of it.
                return tree.Quantity(unit.size, unit.dimension, at=at)
        return self.fact(self.bare_kind, text, None, at)

    def looked_up(self, parameter: tree.Parameter, index: tree.Node, offset: int, at: int) -> tree.Node:
        """Return a parameter looked up for a year, on a day, or for a place."""
        if isinstance(index, tree.Name) and self.is_year(index.text):
            return replace(parameter, year=self.year(index, offset), at=at)
        if isinstance(index, tree.Arithmetic):
            on = self.looked_up(parameter, index.left, 0, at)
            if not isinstance(on, tree.Parameter) or on.date is None:
                raise self.problem("parameter-index", index.at, found=text_of(index.left))
            return replace(on, date=replace(index, left=on.date))
        found = index if isinstance(index, tree.Day) else self.reference(index)
        kind = self.field(found).type if isinstance(found, tree.Fact) else None
        if isinstance(found, tree.Fact) and kind is Type.REGION and not offset:
            return replace(parameter, region=found, at=at)
        if isinstance(found, tree.Day | tree.RelativeDay) or kind is Type.DATE:
            shift = tree.Quantity(12 * abs(offset), (("month", 1),), written=f"{abs(offset)}年")
            sign = tree.Operator.ADD if offset > 0 else tree.Operator.SUBTRACT
            day = tree.Arithmetic(sign, found, shift) if offset else found
            return replace(parameter, date=day, at=at)
        raise self.problem("parameter-index", index.at, found=text_of(index))

    def is_year(self, text: str) -> bool:
        """Return whether a word or number names a year."""
        return text.removesuffix("年").isdigit() or look_up(text, words.YEAR_WORDS) is not None

    def dotted(self, owner: tree.Name, member: tree.Node) -> tree.Node:
        """Return the fact behind an owner: 项目.设备投资, 企业.营业收入."""
        kind: str | None = None
        if owner.text.lower() not in words.FIRM_WORDS:
            found = self.vocabulary.records.find(owner.text)
            if found is None:
                near = self.vocabulary.records.nearest(owner.text)
                raise self.problem("unknown-record", owner.at, near, found=owner.text)
            if found.key != self.record and found.key not in self.inside:
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
        if kind is not None and kind == self.bare_kind and self.vocabulary.fields.find(name) is not None:
            field = self.vocabulary.fields.find(name)
            found = name if field is None else Both(name, field.key)
            return self.problem("field-of-firm", at, found=found, record=self.vocabulary.records[kind].both)
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

    def year(self, index: tree.Node, offset: int = 0) -> tree.Year:
        """Return the year that stands in []: a word, a number, or the date of what happened in it."""
        if isinstance(index, tree.Name):
            text = index.text.removesuffix("年") if index.text[:4].isdigit() else index.text
            if text.isdigit() and len(text) == 4:
                return tree.Year(int(text) + offset, relative=False)
            years = look_up(index.text, words.YEAR_WORDS)
            if years is not None:
                return tree.Year(years + offset)
            if index.text.isdigit() or self.vocabulary.scope(self.bare_kind).find(index.text) is None:
                near = nearest(index.text, words.YEAR_WORDS)
                raise self.problem("unknown-year", index.at, near, found=index.text)
        anchor = index if isinstance(index, tree.Day) else self.reference(index)
        if not isinstance(anchor, tree.Fact) or not self.dates_a_year(anchor):
            raise self.problem("year-of-what", index.at, found=text_of(index))
        return tree.Year(offset, relative=False, anchor=anchor)

    def dates_a_year(self, fact: tree.Fact) -> bool:
        """Return whether a fact is a date, or a number that can be a year (技术合同.年度)."""
        field = self.field(fact)
        return field.type is Type.DATE or (field.type is Type.NUMBER and not field.dimension)


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
        case tree.Yearly(item, index, offset):
            return f"{text_of(item)}[{text_of(index)}{f'{offset:+d}' if offset else ''}]"
        case tree.Where(kind, _):
            return f"{kind.text} 其中 …"
        case tree.Quantity(value):
            return node.written or str(value)
    return "…"
