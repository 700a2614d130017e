"""Where the parts of a policy stand in its file; files are read again only for what is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from policymatch.language import tree, walk
from policymatch.library.files import RuleFile
from policymatch.library.leaves import Leaves
from policymatch.policy import Policy
from policymatch.problems import Place
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Path, Source, read_bytes

# Texts of people, in which no expression of the language stands.
_TALK = frozenset({"cite", "note", "check", "open", "hint", "what", "limited", "quota", "budget", "ranking"})


@dataclass
class Files:
    """The files of the folders looked at, each read as YAML at most once."""

    files: tuple[RuleFile, ...]
    _read: dict[str, Source] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> dict[str, RuleFile]:
        return {str(file.path): file for file in self.files}

    def source(self, name: str) -> Source:
        """Return a file as YAML, with the place of every value."""
        if name not in self._read:
            self._read[name] = read_bytes(self._by_name[name].raw, name)
        return self._read[name]

    def named(self, file_name: str) -> Iterator[Source]:
        """Yield the files of one name, vocabulary.yaml say."""
        return (self.source(str(one.path)) for one in self.files if one.path.name == file_name)

    def holding(self, words: bytes) -> Iterator[Source]:
        """Yield the files in which some words stand."""
        return (self.source(str(one.path)) for one in self.files if words in one.raw)


def policies_in(data: object) -> Iterator[tuple[str, Path, dict[str, object]]]:
    """Yield the policies of a file, and the tiers of its rosters, as they are written: id, path, data."""
    for path, one in _listed(data, "policies", ()):
        yield str(one.get("id")), path, one
    for path, roster in _listed(data, "rosters", ()):
        for place, tier in _listed(roster, "tiers", path):
            yield f"{roster.get('id')}/{tier.get('id')}", place, tier


def _listed(data: object, key: str, path: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    listed = data.get(key) if isinstance(data, dict) else None
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield (*path, key, index), one


@dataclass
class PolicyPlaces:
    """The places of one policy."""

    policy: Policy
    files: Files
    vocabulary: Vocabulary

    @cached_property
    def source(self) -> Source:
        """Return the file that the policy stands in."""
        return self.files.source(self.policy.place.file or "")

    @cached_property
    def path(self) -> Path:
        """Return the path of the policy in its file."""
        found = (path for name, path, _ in policies_in(self.source.data) if name == self.policy.id)
        return next(found, ())

    def key(self, *path: str | int) -> Place:
        """Return where a key of the policy stands, or the policy itself where it has none."""
        return self.source.key_place((*self.path, *path))

    def in_text(self, key: str, words: str) -> Place:
        """Return where `words` stand in a text of the policy; of a folded text, where it begins."""
        path = (*self.path, key)
        place = self.source.place(path)
        text = dict(self._texts(path)).get(path, "")
        line = self._line(place)
        column = (place.column or 1) - 1
        if line.startswith(text, column) and words in text:
            return place.shifted(text.index(words))
        return place

    def of_literal(self, written: str, talk: bool = False) -> Place:
        """Return where words of the rule (of its `talk`, too) stand, or else the policy."""
        # 50万元 is no part of 150万元.
        whole = re.compile(r"(?<![\d.])" + re.escape(written))
        for key in ("eligible", "benefit"):
            for path, text in self._texts((*self.path, key)):
                found = whole.search(text) if talk or path[-1] not in _TALK else None
                if found is not None:
                    return self.source.place(path).shifted(found.start())
        return self.policy.place

    def of_node(self, node: tree.Node, last: bool = False) -> Place:
        """Return where a condition is written first, or `last`; of a group, where its first criterion is."""
        for part in walk(node):
            found = self._written.get(_bare(part))
            if found:
                return found[-1 if last else 0]
        return self.policy.place

    @cached_property
    def _written(self) -> dict[tree.Node, list[Place]]:
        """Return every condition that stands under `eligible:` and `benefit:`, with its places."""
        found: dict[tree.Node, list[Place]] = {}
        leaves = Leaves(self.source, self.vocabulary, self.policy.record)
        for key in ("eligible", "benefit"):
            for path, text in self._texts((*self.path, key)):
                if path[-1] in _TALK or (len(path) > 1 and path[-2] in _TALK):
                    continue
                place = self.source.place(path)
                node = leaves.condition(text, path)
                if node is None:
                    continue
                for one in walk(node):
                    where = place if one is node else place.shifted(one.at)
                    found.setdefault(one, []).append(where)
        return found

    def _texts(self, path: Path) -> Iterator[tuple[Path, str]]:
        """Yield every text below a path, in the order written."""
        value: object = self.source.data
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return
        yield from _below(value, path)

    def _line(self, place: Place) -> str:
        raw = self.files._by_name[self.source.name].raw.decode("utf-8", "replace").splitlines()
        return raw[place.line - 1] if place.line is not None and place.line <= len(raw) else ""


def _below(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _below(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _below(one, (*path, index))
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield path, str(value)


def _bare(node: tree.Node) -> tree.Node:
    """Return a condition without what its criterion adds: the leaf as it is written."""
    match node:
        case tree.Criterion(test):
            return test
        case tree.Not(tree.Criterion(test)):
            return test
    return node
