"""Resolving words: members of enumerations, tags, region and industry codes, and lists of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from policymatch.language import tree
from policymatch.language.resolve_facts import FactResolver, UnresolvedError, as_code, text_of
from policymatch.messages import Both
from policymatch.values import Comparison, DateSpan
from policymatch.values.dates import days_of
from policymatch.vocabulary import Field, Type
from policymatch.vocabulary.code_names import candidates, code_tree, codes_named
from policymatch.vocabulary.model import REGISTERED_IN, ZONE
from policymatch.vocabulary.units import Dimension

# 电力、热力、燃气及水生产和供应业 has three parts; no name has more than this.
_MOST_JOINED = 12


class WordResolver(FactResolver):
    """Resolves the words that a field may be compared with."""

    def members(self, field: Field, items: tuple[tree.Node, ...]) -> tuple[str, ...]:
        """Resolve listed names, joining what 、 has split where the longer name is known."""
        found: list[str] = []
        failed = False
        if field.type.is_code:
            items = tuple(as_code(item) for item in items)
        for text, at in self.joined(items, lambda name: self.known_word(field, name)):
            try:
                group = self.vocabulary.groups.find(text)
                grouped = group is not None and group.of is field.type
                found.extend(group.codes if group and grouped else self.meant(field, text, at))
            except UnresolvedError:
                failed = True
        if failed:
            raise UnresolvedError
        return tuple(dict.fromkeys(found))

    def lies_in(
        self, fact: tree.Fact, field: Field, items: tuple[tree.Node, ...], negated: bool, at: int
    ) -> tree.Node:
        """Return that a fact is one of the words listed, or is not.

        Among places where a firm is registered there may be development zones, which are tags of the firm.
        """
        if fact != _PLACE:
            return tree.Among(fact, self.members(field, items), negated, at=at)
        zones = [
            self.vocabulary.zones.find(one.text) if isinstance(one, tree.Name) else None for one in items
        ]
        places = tuple(item for item, zone in zip(items, zones, strict=True) if zone is None)
        keys = tuple(dict.fromkeys(zone.key for zone in zones if zone is not None))
        parts: list[tree.Node] = []
        if places:
            parts.append(tree.Among(fact, self.members(field, places), negated, at=at))
        if keys:
            parts.append(self.contains(replace(_ZONES, at=fact.at), keys, negated, at))
        if len(parts) == 1:
            return parts[0]
        return (tree.All if negated else tree.Any)(tuple(parts), at=at)

    def contains(self, fact: tree.Fact, words: tuple[str, ...], negated: bool, at: int) -> tree.Contains:
        """Return that a list of tags holds some of `words`; of declared zones, with their counties."""
        within = None
        if fact == _ZONES and all(word in self.vocabulary.zones for word in words):
            counties = dict.fromkeys(code for word in words for code in self.vocabulary.zones[word].within)
            within = tree.Among(replace(_PLACE, at=fact.at), tuple(counties), at=at)
        return tree.Contains(fact, words, negated, within, at=at)

    def joined(self, items: tuple[tree.Node, ...], known: Callable[[str], bool]) -> list[tuple[str, int]]:
        """Return listed names with their places, what 、 has split joined again where known."""
        names = []
        for item in items:
            if not isinstance(item, tree.Name):
                raise self.problem("not-a-name", item.at, found=text_of(item))
            names.append(item)
        out: list[tuple[str, int]] = []
        index = 0
        while index < len(names):
            end = index + 1
            if not names[index].quoted:
                for longer in range(min(len(names), index + _MOST_JOINED), index + 1, -1):
                    part = names[index:longer]
                    if not any(n.quoted for n in part) and known("、".join(n.text for n in part)):
                        end = longer
                        break
            out.append(("、".join(n.text for n in names[index:end]), names[index].at))
            index = end
        return out

    def known_word(self, field: Field, name: str) -> bool:
        """Return whether a field knows a word."""
        if field.type.is_code:
            group = self.vocabulary.groups.find(name)
            known = group is not None and group.of is field.type
            return known or bool(codes_named(code_tree(field), name))
        return field.values.find(name) is not None

    def meant(self, field: Field, text: str, at: int) -> tuple[str, ...]:
        """Return the keys, texts or code prefixes that `text` names; a former region may have several."""
        return self.code(field, text, at) if field.type.is_code else (self.word(field, text, at),)

    def word(self, field: Field, text: str, at: int) -> str:
        """Return the key or text that `text` names among the field's values."""
        found = field.values.find(text)
        if found is not None:
            return found.key
        if (field.type is Type.TEXT and not field.values) or field.open:
            return text
        run = self.run_together(text, at, lambda part: self.known_word(field, part))
        if run is not None:
            raise run
        near = field.values.nearest(text)
        raise self.problem(
            "unknown-value", at, near, found=text, field=field.both, expected=self.choices(field)
        )

    def code(self, field: Field, text: str, at: int) -> tuple[str, ...]:
        """Return the prefixes that a name stands for."""
        codes = code_tree(field)
        found = codes_named(codes, text, self.on)
        if len(found) == 1:
            return codes.prefixes(found[0])
        if found:
            raise self.problem("ambiguous-code", at, found=text, expected=candidates(codes, found))
        run = self.run_together(text, at, lambda part: self.known_word(field, part))
        if run is not None:
            raise run
        raise self.problem("unknown-code", at, codes.suggest(text), found=text)

    def choices(self, field: Field) -> Both:
        """Return some of the words a field knows, for messages."""
        values = list(field.values.values())[:12]
        return Both("、".join(v.label for v in values), ", ".join(v.key for v in values))


def ordered_words(values: list[str], word: str, op: Comparison) -> tuple[str, ...]:
    """Return the values that compare so with `word`, of values in ascending order."""
    rank = values.index(word)
    wanted = {
        Comparison.LT: values[:rank],
        Comparison.LE: values[: rank + 1],
        Comparison.GT: values[rank + 1 :],
        Comparison.GE: values[rank:],
    }
    return tuple(wanted[op])


def whole_year(node: tree.Node) -> DateSpan | None:
    """Return the days of a year written alone (2020年, 2020), a number anywhere else; None if it is none."""
    if not isinstance(node, tree.Quantity):
        return None
    year = node.value / 12 if node.dimension == _MONTHS else node.value if not node.dimension else 0
    return days_of(int(year)) if year == int(year) and 1800 <= year <= 2200 else None


_PLACE, _ZONES = tree.Fact(None, REGISTERED_IN), tree.Fact(None, ZONE)
_MONTHS: Dimension = (("month", 1),)
