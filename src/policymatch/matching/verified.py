"""A firm as far as it has been verified: for policies that are granted without application (免申即享).

What nobody has verified is left out, as if it had not been given; what follows from the rest still follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from policymatch.derivation import Derivation
from policymatch.enterprise import Enterprise, FactKey, Known, Record
from policymatch.enterprise.records import filled_in
from policymatch.language import Context, Doubtful, facts_of, tree, walk
from policymatch.language.transform import transformed
from policymatch.matching.firm import FirmOn, Law, firm_on
from policymatch.policy import Policy, Verified
from policymatch.values import Comparison, DateSpan, Listing, Span, Truth, compare
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import FOUNDED, HONOUR, REGISTERED_IN

# The kind of record (None: of the firm) and the key of a field.
_Field = tuple[str | None, str]
N = TypeVar("N", bound=tree.Node | None)
# What a question of honours may ask of each.
OF_HONOURS = ("name", "level", "how", "issued", "expires")


@dataclass(frozen=True)
class View:
    """A firm with only what is verified, and the fields of which something was left out.

    Among them are those that a definition would work out from such fields.
    """

    firm: FirmOn
    hidden: frozenset[_Field]


@dataclass(frozen=True)
class _Unvouched(Record, Doubtful):
    """A record of which nothing has been verified. It keeps its place in the list."""

    def __reduce__(self) -> tuple[type[_Unvouched], tuple[str]]:
        return _Unvouched, (self.kind,)


def as_verified(policy: Policy, context: Context) -> tuple[Policy, Context]:
    """Return what is asked where only verified facts count, and of whom; any other policy as it is.

    Nothing is presumed of what is stated: a firm that says itself that it is blacklisted is not taken for one
    that is not. Raises TypeError for a firm that is no `FirmOn`, of which nobody could tell what is verified.
    """
    if policy.verified is None:
        return policy, context
    firm = firm_on(context)
    if firm is None:
        raise TypeError("a policy on verified facts needs a FirmOn")
    view = _view(firm.whole or firm, policy.verified, context.vocabulary)
    if view.hidden:
        amount = _unpresumed(policy.benefit.amount, view.hidden)
        condition = _unpresumed(policy.condition, view.hidden)
        policy = replace(policy, condition=condition, benefit=replace(policy.benefit, amount=amount))
    return policy, replace(context, firm=view.firm)


def attested(enterprise: Enterprise) -> Enterprise:
    """Return a profile of which everything counts as verified that does not say otherwise."""

    def verified(facts: Mapping[FactKey, Known]) -> dict[FactKey, Known]:
        return {
            key: replace(known, verified=True) if known.verified is None else known
            for key, known in facts.items()
        }

    listings = {
        kind: Listing(tuple(replace(one, facts=verified(one.facts)) for one in listed.items), listed.closed)
        for kind, listed in enterprise.listings.items()
    }
    return replace(enterprise, facts=verified(enterprise.facts), listings=listings)


def _view(firm: FirmOn, demand: Verified, vocabulary: Vocabulary) -> View:
    found = firm.views.get(demand)
    if found is None:
        found = firm.views[demand] = _made(firm, demand, vocabulary)
    return found


def _made(firm: FirmOn, demand: Verified, vocabulary: Vocabulary) -> View:
    law, enterprise = firm.law, firm.enterprise
    definitions: Mapping[str, Derivation] = {} if law is None else law.derivations
    wanted = Verified(tuple(_with_sources(demand.fields, definitions)))
    facts = {key: one for key, one in enterprise.facts.items() if _counts(one, wanted, None, key)}
    listings = {
        kind: Listing(
            tuple(_record(one, wanted, vocabulary, firm.as_of) for one in listed.items), listed.closed
        )
        for kind, listed in enterprise.listings.items()
    }
    hidden: set[_Field] = {(None, key[0]) for key in enterprise.facts.keys() - facts.keys()}
    for kind, listed in enterprise.listings.items():
        for old, new in zip(listed.items, listings[kind].items, strict=True):
            hidden |= {(kind, key[0]) for key in old.facts.keys() - new.facts.keys()}
    # That a list is complete is said of the profile, and nobody verifies it apart: it counts where nothing
    # that stands in the profile is left out.
    given = any(not _is_claim(known) for known in enterprise.facts.values())
    given = given or any(listed.items for listed in enterprise.listings.values())
    if not wanted.fields and (hidden or not given):
        facts = {key: one for key, one in facts.items() if not _is_claim(one)}
        hidden |= {(None, key[0]) for key in enterprise.facts.keys() - facts.keys()}
        hidden |= {(kind, kind) for kind, listed in listings.items() if listed.closed}
        listings = {kind: Listing(listed.items) for kind, listed in listings.items()}
    hidden |= {(None, key) for key in _following(hidden, definitions)}
    frozen = frozenset(hidden)
    if law is not None and hidden:
        law = Law({key: _with_less(one, frozen) for key, one in definitions.items()}, law.vocabulary)
    seen = replace(enterprise, facts=facts, listings=listings)
    return View(replace(firm, enterprise=seen, law=law, demand=wanted, whole=firm, _derived={}), frozen)


_NONE: Listing[str] = Listing((), closed=True)


def _is_claim(known: Known) -> bool:
    """Return whether a fact says no more than that a list is complete, and has nothing in it."""
    return known.value == _NONE and known.verified is None


def _counts(known: Known, wanted: Verified, kind: str | None, key: FactKey) -> bool:
    if known.verified is True or not wanted.covers(kind, key[0]):
        return True
    return not wanted.fields and _is_claim(known)


def _record(record: Record, wanted: Verified, vocabulary: Vocabulary, as_of: date) -> Record:
    """Return a record with what counts of it, and what that implies (the one level that an honour has)."""
    kept = {key: one for key, one in record.facts.items() if _counts(one, wanted, record.kind, key)}
    implied = filled_in(record.kind, {key: one.value for key, one in kept.items()}, vocabulary)
    for key, value in implied.items():
        if key in record.facts and record.facts[key].value == value:
            kept[key] = record.facts[key]
    if not wanted.fields and all(_is_claim(one) for one in kept.values()):
        return _Unvouched(record.kind)
    kept |= {key: one for key, one in record.facts.items() if _is_over(record, key, one, as_of)}
    return record if len(kept) == len(record.facts) else replace(record, facts=kept)


def _is_over(record: Record, key: FactKey, known: Known, as_of: date) -> bool:
    """Return whether a fact says that an honour has certainly expired.

    It counts whoever says so: an honour is held unless it is known to have expired (semantics 5), so leaving
    this out would give a firm what it says itself that it no longer has.
    """
    if record.kind != HONOUR or key[0] != "expires" or not isinstance(known.value, Span):
        return False
    expires = cast("DateSpan", known.value)
    return compare(Comparison.GE, expires, Span.exact(as_of)) is Truth.FALSE


def _with_sources(fields: Iterable[tree.Fact], definitions: Mapping[str, Derivation]) -> Iterator[tree.Fact]:
    """Yield fields and, of those that a definition works out, the fields it reads."""
    waiting, found = list(fields), set[tree.Fact]()
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        yield one
        definition = definitions.get(one.key) if one.kind is None else None
        for node in () if definition is None else _rules(definition):
            waiting += [tree.Fact(kind, key) for kind, key in _reads(node, lists=False)]


def _following(hidden: Iterable[_Field], definitions: Mapping[str, Derivation]) -> frozenset[str]:
    """Return the facts that would be worked out from hidden ones, directly or through others."""
    found = {(None, key) for kind, key in hidden if kind is None} | set(hidden)
    more = True
    while more:
        fresh = {
            key
            for key, one in definitions.items()
            if (None, key) not in found and any(_touches(node, found) for node in _rules(one))
        }
        found |= {(None, key) for key in fresh}
        more = bool(fresh)
    return frozenset(key for kind, key in found if kind is None)


def _rules(definition: Derivation) -> list[tree.Node]:
    return [version.rule for version in definition.versions if version.rule is not None]


def _with_less(definition: Derivation, hidden: frozenset[_Field]) -> Derivation:
    """Return a definition that presumes nothing of hidden facts."""
    versions = tuple(replace(one, rule=_unpresumed(one.rule, hidden)) for one in definition.versions)
    return replace(definition, versions=versions)


def _unpresumed(node: N, hidden: frozenset[_Field]) -> N:
    """Return a condition or amount that presumes nothing of hidden facts."""

    def less(one: tree.Node) -> tree.Node | None:
        if not isinstance(one, tree.Criterion) or one.presume is None or not _touches(one.test, hidden):
            return None
        return replace(one, presume=None, test=transformed(one.test, less))

    return transformed(node, less)


def _touches(node: tree.Node, hidden: Iterable[_Field]) -> bool:
    fields = _reads(node, lists=True)
    kinds = {kind for kind, _ in hidden if kind is not None}
    return any(one in hidden or (one[0] == one[1] and one[0] in kinds) for one in fields)


def _reads(node: tree.Node, lists: bool) -> set[_Field]:
    """Return the fields that a tree asks for; with `lists` also the lists it reads (the kind twice)."""
    found: set[_Field] = {(one.kind, one.key) for one in facts_of(node)}
    for one in walk(node):
        match one:
            case tree.Fact(kind, key):
                found.add((kind, key))
            case tree.Parameter():
                found.add((None, REGISTERED_IN))
            case tree.OverYears() | tree.FirstReached() | tree.Peak():
                found.add((None, FOUNDED))
            case tree.Records(kind=kind) if lists:
                found.add((kind, kind))
            case tree.Holds():
                found |= {(HONOUR, HONOUR)} if lists else {(HONOUR, key) for key in OF_HONOURS}
    return found
