"""What a tree asks of a firm: fields and kinds of records, and what definitions work those out from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policymatch.derivation import Derivation
from policymatch.language import facts_of, tree, walk
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import FOUNDED, HONOUR, REGISTERED_IN


@dataclass(frozen=True)
class Asks:
    """The keys of the firm's fields that are asked for, and the kinds of records."""

    keys: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def __or__(self, other: Asks) -> Asks:
        return Asks(self.keys | other.keys, self.kinds | other.kinds)


def everything(vocabulary: Vocabulary) -> Asks:
    """Return what asks for every field and all records."""
    return Asks(frozenset(vocabulary.fields), frozenset(vocabulary.records))


def asks_of(nodes: Iterable[tree.Node | None], definitions: Mapping[str, Derivation]) -> Asks:
    """Return what trees ask for, directly and through the definitions of facts."""
    keys: set[str] = set()
    kinds: set[str] = set()
    waiting = [node for node in nodes if node is not None]
    while waiting:
        found: set[str] = set()
        for node in (one for root in (waiting.pop(),) for one in walk(root)):
            match node:
                case tree.Fact(kind, key):
                    (found.add(key) if kind is None else kinds.add(kind))
                case tree.Records(kind=kind):
                    kinds.add(kind)
                case tree.Holds():
                    kinds.add(HONOUR)
                case tree.Parameter():
                    found.add(REGISTERED_IN)
                case tree.OverYears() | tree.FirstReached() | tree.Peak():
                    found.add(FOUNDED)
            # The date whose year a figure is of stands in no node of its own.
            for fact in facts_of(node) if isinstance(node, tree.Fact | tree.Parameter) else ():
                (found.add(fact.key) if fact.kind is None else kinds.add(fact.kind))
        for key in found - keys:
            definition = definitions.get(key)
            versions = () if definition is None else definition.versions
            waiting += [one.rule for one in versions if one.rule is not None]
        keys |= found
    return Asks(frozenset(keys), frozenset(kinds))
