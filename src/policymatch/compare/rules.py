"""What differs between two libraries: policies added and removed, and what of each changed, by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from policymatch.compare.told import in_both
from policymatch.derivation import Derivation
from policymatch.language import facts_of, tree, walk
from policymatch.library import PolicyLibrary
from policymatch.matching.rule_lines import benefit_lines, condition_lines, force_text
from policymatch.messages import Both, Lang
from policymatch.policy import Policy
from policymatch.vocabulary import Vocabulary


class Part(StrEnum):
    """What of a policy has changed. The order is that of output."""

    CONDITION = "condition"  # who qualifies
    VERIFIED = "verified"  # which facts must have been verified
    RECORD = "record"  # whether the firm is asked about, or each of its records
    AMOUNT = "amount"  # what it gives
    DATES = "dates"  # from when to when the document is in force
    FILING = "filing"  # windows, channel, materials, contact
    RELATIONS = "relations"  # what it excludes, and doubts about the clause itself
    TEXT = "text"  # titles, summaries, sources: nothing that decides


@dataclass(frozen=True)
class PartChange:
    """One thing that changed: by which clause (None: no clause is cited), as it was and as it is.

    A side is None where there is nothing such in those rules, and both are where the part has no short text.
    """

    part: Part
    cite: str | None = None
    before: Both | None = None
    after: Both | None = None

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "part": self.part.value,
            "cite": self.cite,
            "before": None if self.before is None else self.before.in_(lang),
            "after": None if self.after is None else self.after.in_(lang),
        }


@dataclass(frozen=True)
class PolicyChange:
    """One policy that both libraries have and that is not the same in them."""

    policy: Policy
    parts: tuple[PartChange, ...]

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "policy_id": self.policy.id,
            "title": self.policy.title,
            "parts": [part.to_dict(lang) for part in self.parts],
        }


@dataclass(frozen=True)
class DefinitionChange:
    """A definition of a derived fact that is not the same: it may move verdicts of unchanged policies."""

    key: str
    label: Both
    before: str | None
    after: str | None

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data; `before` and `after` are the documents that define the fact."""
        return {
            "key": self.key,
            "label": self.label.in_(lang),
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True)
class RuleChanges:
    """All that differs between two libraries, in the order of the new one."""

    added: tuple[Policy, ...]
    removed: tuple[Policy, ...]
    changed: tuple[PolicyChange, ...]
    definitions: tuple[DefinitionChange, ...]

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "added": [_named(one) for one in self.added],
            "removed": [_named(one) for one in self.removed],
            "changed": [one.to_dict(lang) for one in self.changed],
            "definitions": [one.to_dict(lang) for one in self.definitions],
        }


def rule_changes(old: PolicyLibrary, new: PolicyLibrary) -> RuleChanges:
    """Return what differs between two libraries; policies are the same one when they have the same id."""
    both = [(old.policies[one.id], one) for one in new if one.id in old.policies]
    changed = []
    for before, after in both:
        parts = tuple(_parts(before, after, old.vocabulary, new.vocabulary))
        if parts:
            changed.append(PolicyChange(after, parts))
    return RuleChanges(
        tuple(one for one in new if one.id not in old.policies),
        tuple(one for one in old if one.id not in new.policies),
        tuple(changed),
        tuple(_definitions(old, new)),
    )


def policy_change(before: Policy, after: Policy, vocabulary: Vocabulary) -> PolicyChange:
    """Return what differs between two policies of one library, as if the one had become the other."""
    return PolicyChange(after, tuple(_parts(before, after, vocabulary, vocabulary)))


def _named(policy: Policy) -> dict[str, object]:
    return {"policy_id": policy.id, "title": policy.title, "cite": policy.cite}


def _parts(old: Policy, new: Policy, was: Vocabulary, now: Vocabulary) -> Iterator[PartChange]:
    yield from _clauses(old, new, was, now)
    if old.record != new.record:
        yield PartChange(Part.RECORD, new.cite, _record(old, was), _record(new, now))
    if replace(old.benefit, note=None) != replace(new.benefit, note=None):
        yield PartChange(Part.AMOUNT, new.cite, _benefit(old, was), _benefit(new, now))
    for part, read in _OTHERS.items():
        if read(old) != read(new):
            before, after = (_force(one) if part is Part.DATES else None for one in (old, new))
            yield PartChange(part, None, before, after)


_OTHERS: Mapping[Part, Callable[[Policy], object]] = {
    Part.VERIFIED: lambda one: one.verified,
    Part.DATES: lambda one: (
        one.document.effective_from,
        one.document.effective_to,
        one.document.open_ended,
        one.document.stated,
    ),
    Part.FILING: lambda one: one.filing,
    Part.RELATIONS: lambda one: (
        one.exclusive,
        one.excludes,
        one.requires,
        one.offset_by,
        one.edition_of,
        one.same_as,
        one.permission_only,
        one.fair_competition,
    ),
    Part.TEXT: lambda one: (
        one.title,
        one.category,
        one.cite,
        one.summary,
        one.text,
        one.cautions,
        one.benefit.note,
        replace(one.document, effective_from=None, effective_to=None, open_ended=False, stated=None),
    ),
}


# -- who qualifies -----------------------------------------------------------------------------------------


def _clauses(old: Policy, new: Policy, was: Vocabulary, now: Vocabulary) -> Iterator[PartChange]:
    """Yield the clauses that are not the same, those of the same facts side by side."""
    before, after = _items(old.condition), _items(new.condition)
    gone = [one for one in before if one not in after]
    come = [one for one in after if one not in before]
    for item in gone:
        facts = set(facts_of(item))
        other = next((one for one in come if set(facts_of(one)) == facts), None)
        if other is not None:
            come.remove(other)
        yield PartChange(
            Part.CONDITION,
            _cite(item if other is None else other, old if other is None else new),
            _clause(item, was),
            None if other is None else _clause(other, now),
        )
    for item in come:
        yield PartChange(Part.CONDITION, _cite(item, new), None, _clause(item, now))


def _items(node: tree.Node) -> list[tree.Node]:
    """Return what must hold together, one by one."""
    if isinstance(node, tree.All):
        return [part for item in node.items for part in _items(item)]
    return [node]


def _cite(node: tree.Node, policy: Policy) -> str | None:
    cites = [one.cite for one in walk(node) if isinstance(one, tree.Criterion | tree.Check | tree.Undefined)]
    return next((cite for cite in cites if cite is not None), policy.cite)


def _clause(node: tree.Node, vocabulary: Vocabulary) -> Both:
    def text(lang: Lang) -> str:
        lines = [line for _, line in condition_lines(node, vocabulary, lang, 2, as_rule=False)]
        return " ".join(lines).removeprefix("· ")

    return in_both(text)


# -- the rest ----------------------------------------------------------------------------------------------


def _record(policy: Policy, vocabulary: Vocabulary) -> Both | None:
    return None if policy.record is None else vocabulary.records[policy.record].both


def _benefit(policy: Policy, vocabulary: Vocabulary) -> Both:
    bare = replace(policy, benefit=replace(policy.benefit, note=None))
    return in_both(lambda lang: " · ".join(benefit_lines(bare, vocabulary, lang)))


def _force(policy: Policy) -> Both | None:
    zh, en = force_text(policy.document, "zh"), force_text(policy.document, "en")
    return None if zh is None or en is None else Both(zh, en)


def _definitions(old: PolicyLibrary, new: PolicyLibrary) -> Iterable[DefinitionChange]:
    for key in dict.fromkeys((*new.derivations, *old.derivations)):
        was, now = old.derivations.get(key), new.derivations.get(key)
        if (was and was.versions) != (now and now.versions):
            library = old if now is None else new
            yield DefinitionChange(key, library.vocabulary.fields[key].both, _source(was), _source(now))


def _source(derivation: Derivation | None) -> str | None:
    return None if derivation is None else derivation.source
