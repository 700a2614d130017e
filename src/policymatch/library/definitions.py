"""Named conditions: what `use:` stands for, with its parameters filled in.

A parameter is a plain name in the definition's leaves; using the condition puts the value's own expression in
its place before names are resolved. So a value may be whatever can stand there: a duration, a word, a list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from policymatch.language import ParseError, parse, tree
from policymatch.language.transform import transformed
from policymatch.library.spec_condition import ConditionSpec, DefinitionSpec
from policymatch.names import look_up, nearest
from policymatch.problems import Problem
from policymatch.text import normalise
from policymatch.yamlio import Path, Source

# What a parameter stands for: an expression, or the members of a list (甲、乙).
Bound = tree.Node | tuple[tree.Node, ...]
MAX_DEPTH = 8


@dataclass(frozen=True)
class Definition:
    """A named condition, and where it stands."""

    name: str
    spec: DefinitionSpec
    source: Source
    path: Path

    @property
    def condition(self) -> ConditionSpec:
        """Return what the condition says."""
        return self.spec.condition

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name it goes by."""
        return (self.name, *((self.spec.en,) if self.spec.en else ()), *self.spec.aliases)


class Definitions:
    """Named conditions by any of their names."""

    def __init__(self, known: Mapping[str, Definition] | None = None) -> None:
        self._by_name: dict[str, Definition] = dict(known or {})

    def find(self, name: str) -> Definition | None:
        """Return the condition of a name, or None."""
        return look_up(name, self._by_name)

    def of(self, source: Source) -> list[Definition]:
        """Return the conditions of one file."""
        made = dict.fromkeys(one.name for one in self._by_name.values() if one.source is source)
        return [self._by_name[normalise(name)] for name in made]

    def nearest(self, name: str) -> str | None:
        """Return the known name most like `name`, or None."""
        return nearest(name, [one for made in self._by_name.values() for one in made.names], short=True)

    def with_those_of(self, specs: Mapping[str, DefinitionSpec], source: Source) -> Definitions:
        """Return these and the conditions of a file; names given twice are problems of the file."""
        found = dict(self._by_name)
        for name, spec in specs.items():
            definition = Definition(name, spec, source, ("conditions", name))
            for one in definition.names:
                other = found.setdefault(normalise(one), definition)
                if other is not definition:
                    place = source.key_place(definition.path)
                    values = {"found": one, "other": other.name}
                    source.problems.append(Problem("name-clash", place, values))
        return Definitions(found)


def bound_value(text: str) -> Bound | None:
    """Return what the value of a parameter stands for, or None when it is not in the language."""
    try:
        return parse(text)
    except ParseError:
        pass
    try:
        listed = parse(f"_ 属于 {text}")
    except ParseError:
        return None
    return listed.items if isinstance(listed, tree.Relation) else None


def with_bound(node: tree.Node, bound: Mapping[str, Bound]) -> tree.Node:
    """Return a surface tree with the parameters' values in place of their names."""

    def value(one: tree.Node) -> tree.Node | None:
        if not isinstance(one, tree.Name) or one.quoted or one.text not in bound:
            return None
        meant = bound[one.text]
        return replace(meant, at=one.at) if isinstance(meant, tree.Node) else None

    def members(one: tree.Node) -> tree.Node | None:
        if not isinstance(one, tree.Relation | tree.Except):
            return None
        items = tuple(
            part for item in one.items for part in (_listed(item, bound) or (transformed(item, value),))
        )
        if isinstance(one, tree.Except):
            relation = members(one.relation)
            assert isinstance(relation, tree.Relation)
            return replace(one, relation=relation, items=items)
        return replace(one, subject=transformed(one.subject, value), items=items)

    return transformed(node, lambda one: members(one) or value(one))


def _listed(item: tree.Node, bound: Mapping[str, Bound]) -> tuple[tree.Node, ...] | None:
    meant = bound.get(item.text) if isinstance(item, tree.Name) and not item.quoted else None
    return tuple(replace(one, at=item.at) for one in meant) if isinstance(meant, tuple) else None
