"""Which blanks a form has: everything there is to know, or only what given policies wait for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from policymatch.enterprise import Enterprise
from policymatch.intake.template.blanks import Blank, Form, Sheet
from policymatch.language import tree, walk
from policymatch.library import PolicyLibrary
from policymatch.matching import Match, Verdict, recommend
from policymatch.policy import Policy
from policymatch.vocabulary import Field, RecordKind, Vocabulary
from policymatch.vocabulary.model import HONOUR

# What an honour needs to be weighed at all, whatever a policy asks of it.
_OF_AN_HONOUR = frozenset(("name", "level", "issued", "expires"))


def everything(library: PolicyLibrary, as_of: date, years: int = 2, wide: bool = False) -> Form:
    """Return a form with every field: yearly figures of the last `years` years before `as_of`.

    Facts that follow from others by a definition of the library are not asked for. Where some rule names a
    basis of a figure, the figure is asked for in each basis named, else without one.
    """
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for fact in _facts_named(library):
        if fact.kind is None and fact.basis is not None:
            bases[fact.key].add(fact.basis)
    blanks: list[Blank] = []
    for field in library.vocabulary.fields.values():
        if field.key in library.derivations:
            continue
        asked: list[str | None] = [basis for basis in field.bases if basis in bases[field.key]]
        last: list[int | None] = (
            [as_of.year - back for back in range(1, years + 1)] if field.yearly else [None]
        )
        blanks += [Blank(field, None, year, basis) for year in last for basis in asked or [None]]
    sheets = [Sheet(kind, _of_records(kind, kind.fields)) for kind in library.vocabulary.records.values()]
    return Form((Sheet(None, tuple(blanks)), *sheets), wide)


def waited_for(
    library: PolicyLibrary,
    as_of: date,
    policies: Iterable[str] = (),
    firm: Enterprise | None = None,
    wide: bool = False,
) -> Form:
    """Return a form with what the verdicts and amounts of `policies` (none: all in force) still wait for.

    Without a firm nothing is known yet, so that all they depend on is asked. Raises NotFoundError on a policy
    that the library does not have.
    """
    chosen = {key: library.get(key) for key in policies}
    wanted = replace(library, policies=chosen) if chosen else library
    recommendation = recommend(firm or Enterprise("-"), wanted, as_of)
    # A policy that was asked for by name counts, whether its document is in force or not.
    apart = [one.match for one in recommendation.not_in_force] if chosen else []
    open_ = [one for one in (*recommendation.matches, *apart) if one.verdict is not Verdict.INELIGIBLE]
    asked = {(one.field.key, one.year, one.basis): one for match in open_ for one in _of_firm(match, library)}
    kinds = _of_kinds(open_, library.vocabulary)
    order = {key: place for place, key in enumerate(library.vocabulary.fields)}
    blanks = sorted(asked.values(), key=lambda one: (order[one.field.key], -(one.year or 0), one.basis or ""))
    sheets = [
        Sheet(kind, _of_records(kind, kinds[kind.key]))
        for kind in library.vocabulary.records.values()
        if kind.key in kinds
    ]
    return Form((Sheet(None, tuple(blanks)), *sheets), wide)


def _facts_named(library: PolicyLibrary) -> Iterator[tree.Fact]:
    rules = [one.rule for definition in library.derivations.values() for one in definition.versions]
    for node in (*(node for policy in library for node in _formulas(policy)), *rules):
        yield from (one for one in walk(node) if isinstance(one, tree.Fact))


def _formulas(policy: Policy) -> tuple[tree.Node | None, ...]:
    benefit = policy.benefit
    return policy.condition, benefit.amount, benefit.firm_less, benefit.firm_cap, benefit.total_cap


def _of_firm(match: Match, library: PolicyLibrary) -> Iterator[Blank]:
    for missing in match.missing:
        if missing.kind is not None or missing.key in library.derivations:
            continue
        field = library.vocabulary.fields[missing.key]
        # Nobody can tell yet for which year a figure is asked that hangs on the date of a record.
        if missing.year is not None or not field.yearly:
            yield Blank(field, None, missing.year, missing.basis)


def _of_kinds(matches: Iterable[Match], vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """Return the kinds of records that are waited for, with the fields that the rules name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for match in matches:
        wanted = {one.kind for one in match.missing if one.kind is not None}
        named = [one for node in _formulas(match.policy) for one in walk(node) if isinstance(one, tree.Fact)]
        for kind in wanted:
            found[kind] |= {one.key for one in match.missing if one.kind == kind and one.key != kind}
            found[kind] |= {one.key for one in named if one.kind == kind}
            found[kind] |= _OF_AN_HONOUR if kind == HONOUR else {vocabulary.records[kind].title}
    return {kind: frozenset(keys) for kind, keys in found.items()}


def _of_records(kind: RecordKind, keys: Iterable[str]) -> tuple[Blank, ...]:
    wanted = frozenset(keys)
    return tuple(
        Blank(one, kind.key) for one in kind.fields.values() if one.key in wanted and _kept(one, kind)
    )


def _kept(field: Field, kind: RecordKind) -> bool:
    """Return whether a record may hold a field: who a person is no rule asks, so nobody is named."""
    return not (field.personal and field.key == kind.title)
