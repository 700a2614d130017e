"""A version of every policy of a library: it changes with whatever its verdicts and amounts may rest on.

That is what the rule says, with named conditions in their places, but for texts that decide nothing; the
definitions of derived facts that it asks for, and what they ask for; each field, kind of record and table of
figures asked for; all honours, levels, bases, groups and zones. What is inside policymatch itself has the
version of policymatch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from policymatch._version import __version__
from policymatch.batch.asks import Asks, asks_of
from policymatch.cache import Codec
from policymatch.derivation import Derivation
from policymatch.language import tree, walk
from policymatch.library import OncePerLibrary, PolicyLibrary
from policymatch.policy import Document, Filing, Policy
from policymatch.problems import Place
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import AWARD, FOUNDED, HONOUR, REGISTERED_IN, ZONE, Scope

# What every reading of a profile, and every formula with past awards, may look at.
_ALWAYS = Asks(frozenset((FOUNDED, REGISTERED_IN, ZONE)), frozenset((AWARD, HONOUR)))


def nodes_of(policy: Policy) -> Iterator[tree.Node]:
    """Yield the trees of a policy: of whom it is for, and of what it pays."""
    benefit = policy.benefit
    parts = (
        policy.condition,
        benefit.amount,
        benefit.firm_less,
        benefit.firm_cap,
        benefit.firm_floor,
        benefit.total_cap,
        *(cap.limit for cap in benefit.shared_caps),
        *(() if policy.verified is None else policy.verified.fields),
    )
    yield from (node for node in parts if node is not None)


def policy_asks(policy: Policy, library: PolicyLibrary) -> Asks:
    """Return the fields and kinds of records that a policy's verdict or amount may rest on."""
    own = frozenset(() if policy.record is None else (policy.record,))
    return asks_of(nodes_of(policy), library.derivations) | _ALWAYS | Asks(kinds=own)


def _versions(library: PolicyLibrary) -> Mapping[str, str]:
    shared = _Shared(library)
    return MappingProxyType({policy.id: shared.version(policy) for policy in library})


policy_versions = OncePerLibrary(_versions)
"""The versions of a library's policies by id."""


@cache
def _policies() -> Codec[Policy]:
    return Codec(Policy, listed=(Scope,))


@cache
def _derivations() -> Codec[Derivation]:
    return Codec(Derivation, listed=(Scope,))


@cache
def _vocabularies() -> Codec[Vocabulary]:
    return Codec(Vocabulary, listed=(Scope,))


class _Shared:
    """What several policies of a library rest on, each hashed once."""

    def __init__(self, library: PolicyLibrary) -> None:
        self._library = library
        words = library.vocabulary
        bare = replace(words, fields=Scope(), records=Scope(), parameters=Scope())
        self._common = _hash((__version__, _vocabularies().dump(bare)))
        self._parts: dict[tuple[str, str], str] = {}

    def version(self, policy: Policy) -> str:
        """Return the version of a policy."""
        asks = policy_asks(policy, self._library)
        definitions = [one for key in sorted(asks.keys) if (one := self._library.derivations.get(key))]
        rules = [one.rule for definition in definitions for one in definition.versions if one.rule]
        nodes = (node for root in (*nodes_of(policy), *rules) for node in walk(root))
        tables = {node.key for node in nodes if isinstance(node, tree.Parameter)}
        parts = [
            *(self._part("fields", key) for key in sorted(asks.keys)),
            *(self._part("records", key) for key in sorted(asks.kinds)),
            *(self._part("parameters", key) for key in sorted(tables)),
            *(self._definition(one) for one in definitions),
        ]
        return _hash((self._common, _policies().dump(_decisive(policy)), *parts))

    def _part(self, of: str, key: str) -> str:
        if (of, key) not in self._parts:
            scope = getattr(self._library.vocabulary, of)
            some = Scope((scope[key],)) if key in scope else Scope()
            self._parts[of, key] = _hash((of, _vocabularies().dump(Vocabulary(**{of: some}))))
        return self._parts[of, key]

    def _definition(self, one: Derivation) -> str:
        if ("", one.key) not in self._parts:
            bare = replace(one, note=None, url=None, tests=(), place=Place())
            self._parts["", one.key] = _hash((_derivations().dump(bare),))
        return self._parts["", one.key]


def _decisive(policy: Policy) -> Policy:
    """Return a policy without what decides neither a verdict nor an amount of its own."""
    document = policy.document
    force = Document(
        "", "", "", "",
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        open_ended=document.open_ended,
        stated=document.stated,
    )  # fmt: skip
    return replace(
        policy,
        title="",
        category="",
        document=force,
        filing=Filing(),
        summary=None,
        text=None,
        cautions=(),
        fair_competition=None,
        tests=(),
        place=Place(),
    )


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for one in parts:
        raw = one.encode()
        digest.update(b"%d:" % len(raw) + raw)
    return digest.hexdigest()[:32]
