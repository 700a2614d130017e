"""Regions, industries, honours and levels that only the prose names, and honours that only the rule does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policymatch.language import tree
from policymatch.lint.model import Finding
from policymatch.lint.told import Told
from policymatch.lint.view import View
from policymatch.messages import wording
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.codes import CodeTree, industries, regions

# A name that may mean a region, an industry, an honour or a level; and what it names: keys or code prefixes.
Meaning = tuple[str, tuple[str, ...]]

_LONGEST = 16
# 上海、深圳证券交易所 are no places of firms.
_OF_EXCHANGE = re.compile(r"(?:[、和](?:上海|深圳|北京))*证券交易所|证交所")
# Honours are told by a part of their name (孵化器, 小巨人), but not by a part that any of them has.
_PART = 3
_COMMON = ("中小企业", "科技型企业", "科技企业", "示范企业", "国家级", "重点企业", "示范基地")
# Asked for together with more than this many others, an honour is one of a list that the prose may sum up.
_LISTED = 4
# Whose money it is by the level of the document, where the two are called differently.
_LEVELS = {"park": "district"}


@dataclass
class Lexicon:
    """All names of a vocabulary and of the code sets, each with what it may mean."""

    vocabulary: Vocabulary

    @cached_property
    def names(self) -> Mapping[str, Meaning]:
        """Return every name that is worth looking for in prose."""
        found: dict[str, Meaning] = {}
        for name, codes in regions().names().items():
            # Two characters (朝阳, 太和) may be many things, unless they name a province or a city.
            if len(name) > 2 or all(len(code) <= 4 for code in codes):
                found[name] = ("region", codes)
        for name, codes in industries().names().items():
            if len(name) > 2 and all(len(code) <= 3 for code in codes):
                found[name] = ("industry", codes)
        for level in self.vocabulary.levels.values():
            for name in level.names:
                if name.endswith("级"):
                    found[name] = ("level", (level.key,))
        for honour in self.vocabulary.honours.values():
            for name in honour.names:
                if len(name) >= _PART and not name.isascii():
                    found[name] = ("honour", (honour.key,))
        return found

    def in_text(self, text: str) -> Iterator[tuple[str, Meaning]]:
        """Yield the names in a text, the longest at each place."""
        at = 0
        while at < len(text):
            for length in range(min(_LONGEST, len(text) - at), 1, -1):
                meaning = self.names.get(text[at : at + length])
                if meaning is not None:
                    yield text[at : at + length], meaning
                    at += length
                    break
            else:
                at += 1


def names_only_told(view: View, told: Told, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield names of the prose that the rule neither asks for nor mentions."""
    seen: set[Meaning] = set()
    for key, text in told.prose.items():
        for name, meaning in lexicon.in_text(text):
            if meaning in seen or _OF_EXCHANGE.match(text, text.index(name) + len(name)):
                continue
            # What the rule asks for is known at once; to read all of it back takes longer.
            if _is_asked(meaning, view, told) or _is_told(name, told.words):
                continue
            seen.add(meaning)
            place = view.places.in_text(key, name)
            part = wording(f"part-{key}")
            yield view.finding(
                "name-only-in-text", name, place, part=part, kind=wording(f"name-{meaning[0]}")
            )


def _is_asked(meaning: Meaning, view: View, told: Told) -> bool:
    kind, keys = meaning
    match kind:
        case "region":
            return _touches(keys, (view.policy.document.region, *_codes(told, regions(), view)))
        case "industry":
            return _touches(keys, _codes(told, industries(), view))
        case "honour":
            return any(set(keys) & _words_of_honour(node) for node in told.nodes)
    # Who issues a document often pays at its own level: 区级匹配.
    issuer = _LEVELS.get(view.policy.document.level, view.policy.document.level)
    return keys[0] == issuer or any(_has_level(node, keys[0], view) for node in told.nodes)


def _codes(told: Told, codes: CodeTree, view: View) -> Iterator[str]:
    for node in told.nodes:
        if isinstance(node, tree.Among):
            field = view.vocabulary.field(node.subject.kind, node.subject.key)
            if field.type.value == codes.kind:
                yield from node.words


def _touches(codes: tuple[str, ...], asked: Iterator[str] | tuple[str, ...]) -> bool:
    return any(one.startswith(code) or code.startswith(one) for one in asked for code in codes)


def _words_of_honour(node: tree.Node) -> set[str]:
    match node:
        case tree.Holds(_, wanted):
            return {one.honour for one in wanted}
        case tree.Among(_, words):
            return set(words)
    return set()


def _has_level(node: tree.Node, level: str, view: View) -> bool:
    match node:
        case tree.Holds(_, wanted):
            only = {view.vocabulary.honours[one.honour].levels for one in wanted if one.level is None}
            return (level,) in only or any(one.level == level for one in wanted)
        case tree.Among(_, words) | tree.Contains(_, words):
            return level in words
    return False


def honours_not_told(view: View, told: Told) -> Iterator[Finding]:
    """Yield honours that the rule asks for and the prose does not mention, not even by a part of the name."""
    if told.is_silent:
        return
    text = "".join((*told.prose.values(), *told.notes))
    seen: set[str] = set()
    for node in told.nodes:
        if not isinstance(node, tree.Holds) or len(node.wanted) > _LISTED:
            continue
        for wanted in node.wanted:
            honour = view.vocabulary.honours[wanted.honour]
            if honour.key not in seen and not any(_is_told(name, text) for name in honour.names):
                seen.add(honour.key)
                place = view.places.of_literal(honour.label)
                yield view.finding("name-only-in-rule", honour.label, place)


def _is_told(name: str, text: str) -> bool:
    if name in text:
        return True
    bare = name
    for common in _COMMON:
        bare = bare.replace(common, "")
    return any(bare[at : at + _PART] in text for at in range(len(bare) - _PART + 1))
