"""`Asked`: what a question is about, a fact of the firm or of one of its records, or the end of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policymatch.language import Context, RecordFacts, tree, truth_of, walk
from policymatch.matching.firm import definition_of, firm_on
from policymatch.matching.missing import Missing, is_settled, missing_in
from policymatch.values import Choice, Truth
from policymatch.vocabulary.model import HONOUR


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that can be asked of a firm.

    A fact of the firm has no `kind`; a fact of a record has the kind and the place of the record in the
    firm's list, counted from 0. A list of records (is it complete?) has the kind alone, and no `key`.
    """

    kind: str | None = None
    record: int | None = None
    key: str | None = None
    year: int | None = None
    basis: str | None = None

    @property
    def is_list(self) -> bool:
        """Return whether it is asked if a list of records is complete."""
        return self.key is None

    @property
    def id(self) -> str:
        """Return a name for it: revenue[2025](tax); project#1.name (the first record); project (the list)."""
        if self.key is None:
            return str(self.kind)
        owner = "" if self.kind is None else f"{self.kind}#{(self.record or 0) + 1}."
        year = "" if self.year is None else f"[{self.year}]"
        return f"{owner}{self.key}{year}" + ("" if self.basis is None else f"({self.basis})")

    @property
    def fact(self) -> tree.Fact:
        """Return the fact that is asked for, its year as a number."""
        assert self.key is not None
        year = None if self.year is None else tree.Year(self.year, relative=False)
        return tree.Fact(self.kind, self.key, year, self.basis)


def asked_by(leaf: tree.Node, context: Context, kind: str | None, record: int | None) -> frozenset[Asked]:
    """Return what an open criterion hangs on.

    Args:
        leaf: The criterion.
        context: What it is asked for, with the record at hand.
        kind: The kind of the record at hand, None for a policy of the firm.
        record: Its place in the firm's list; None for a record that nobody has listed.
    """
    found: set[Asked] = set()
    firm = firm_on(context)
    demand = None if firm is None else firm.demand
    for missing in missing_in(leaf, context, "verdict"):
        if _hangs_on_a_date(missing, context):
            continue
        # Whatever the firm answers of itself would not count.
        if demand is not None and demand.covers(missing.kind, missing.key):
            continue
        if missing.kind is not None and missing.key == missing.kind:
            found.add(Asked(missing.kind))
        elif missing.kind is None:
            if not _follows(missing, context):
                found.add(Asked(None, None, missing.key, missing.year, missing.basis))
        elif missing.kind == kind and _is_of_record(leaf, missing):
            place = Asked(kind) if record is None else _of(missing, record)
            found.add(place)
        else:
            found.update(_of(missing, index) for index in _open_records(leaf, missing, context))
    return frozenset(found)


def _hangs_on_a_date(missing: Missing, context: Context) -> bool:
    """Return whether nobody can tell yet for which year a figure is asked: its date is asked for first."""
    is_list = missing.key == missing.kind
    return not is_list and missing.year is None and context.vocabulary.field(missing.kind, missing.key).yearly


def _of(missing: Missing, record: int) -> Asked:
    return Asked(missing.kind, record, missing.key, missing.year, missing.basis)


def _follows(missing: Missing, context: Context) -> bool:
    """Return whether a fact would follow from others that are asked for in its place."""
    fact = Asked(None, None, missing.key, missing.year, missing.basis).fact
    if definition_of(fact, context) is None:
        return False
    return any(one.key != missing.key or one.kind is not None for one in missing_in(fact, context, "verdict"))


def _is_of_record(leaf: tree.Node, missing: Missing) -> bool:
    """Return whether a fact is one of the record at hand, and not only of those that the leaf counts."""
    counted = [one for one in walk(leaf) if isinstance(one, tree.Records) and one.kind == missing.kind]
    inside = {id(one) for node in counted for one in walk(node)}
    return any(
        isinstance(one, tree.Fact) and (one.kind, one.key) == (missing.kind, missing.key)
        for one in walk(leaf)
        if id(one) not in inside
    )


def _open_records(leaf: tree.Node, missing: Missing, context: Context) -> Iterator[int]:
    """Yield the places of the listed records that may count, and of which the fact is not known."""
    assert missing.kind is not None
    field = context.vocabulary.field(missing.kind, missing.key)
    for index, one in enumerate(context.firm.records(missing.kind).items):
        value = one.value(missing.key, missing.year, missing.basis)
        if not is_settled(field.unknown if value is None else value) and _may_count(
            leaf, missing, one, context
        ):
            yield index


def _may_count(leaf: tree.Node, missing: Missing, record: RecordFacts, context: Context) -> bool:
    wanted = [_counts(node, missing, record, context) for node in walk(leaf)]
    asked = [one for one in wanted if one is not None]
    # What a definition counts is not in the leaf itself.
    return any(asked) if asked else True


def _counts(node: tree.Node, missing: Missing, record: RecordFacts, context: Context) -> bool | None:
    """Return whether a part of a leaf may count a record; None if it counts no such records."""
    assert missing.kind is not None
    if isinstance(node, tree.Records) and node.kind == missing.kind:
        there = context.inside_of(node.kind, record)
        return node.where is None or truth_of(node.where, there) is not Truth.FALSE
    if isinstance(node, tree.Holds) and missing.kind == HONOUR:
        name = record.value("name")
        names = frozenset(wanted.honour for wanted in node.wanted)
        return not isinstance(name, Choice) or name.among(names) is not Truth.FALSE
    return None
