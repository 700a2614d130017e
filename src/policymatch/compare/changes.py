"""A firm as it would be: changes as people type them, applied to a profile exactly as a profile is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from policymatch.compare.arguments import Argument, Operation, read_argument
from policymatch.compare.told import Change, fact_change, list_change, note
from policymatch.enterprise import Complete, Enterprise, FactKey, Known, Record
from policymatch.enterprise.facts import FactReader
from policymatch.enterprise.labels import IDENTITY
from policymatch.enterprise.records import RecordReader
from policymatch.enterprise.trouble import Report
from policymatch.enterprise.zones import with_kinds
from policymatch.messages import Both
from policymatch.names import nearest
from policymatch.problems import ChangeError, Problem
from policymatch.values import Listing
from policymatch.vocabulary import RecordKind, Type, Vocabulary
from policymatch.vocabulary.model import ZONE
from policymatch.yamlio.read import Data

_ZONES: FactKey = (ZONE, None, None)
_NO_RECORDS: Listing[Record] = Listing(())


@dataclass(frozen=True)
class Changed:
    """A firm as it would be, and each fact or list that was changed, in the order of the arguments."""

    enterprise: Enterprise
    changes: tuple[Change, ...]


def changed_firm(
    enterprise: Enterprise, arguments: Iterable[str], vocabulary: Vocabulary, as_of: date
) -> Changed:
    """Return the firm with every change made.

    A yearly figure that names no year is that of the year before `as_of`, as in rules (semantics 8). What is
    set anew states no source: nobody has stated it. Raises ChangeError with every problem of every argument.
    """
    draft = _Draft(enterprise, vocabulary, as_of.year - 1, as_of)
    problems: list[Problem] = []
    for text in arguments:
        argument = read_argument(text)
        if isinstance(argument, Argument):
            draft.apply(argument)
            problems += argument.source.problems
        else:
            problems += argument.problems
    if problems:
        raise ChangeError(problems)
    made = replace(enterprise, facts=draft.facts, listings=draft.listings)
    return Changed(made, tuple(draft.changes))


@dataclass
class _Draft:
    enterprise: Enterprise
    vocabulary: Vocabulary
    year: int
    as_of: date
    facts: dict[FactKey, Known] = field(init=False)
    listings: dict[str, Listing[Record]] = field(init=False)
    changes: list[Change] = field(default_factory=list)
    # What has been set already, with the argument that did.
    _set: dict[FactKey | str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = dict(self.enterprise.facts)
        self.listings = dict(self.enterprise.listings)

    def apply(self, argument: Argument) -> None:
        """Make one change; what is wrong with it is noted in its source."""
        report = Report(argument.source)
        if IDENTITY.find(argument.name) is not None:
            report.problem("change-identity", (), found=argument.name)
            return
        owner, dot, _ = argument.name.partition(".")
        kind = self.vocabulary.records.find(owner.strip())
        if kind is None:
            self._fact(argument, report)
        elif dot:
            report.problem("change-in-record", (), found=argument.name, kind=kind.both)
        else:
            self._records(argument, report, kind)

    # -- facts ---------------------------------------------------------------------------------------------

    def _fact(self, argument: Argument, report: Report) -> None:
        reader = self._read(argument, report)
        if argument.source.problems:
            return
        read = reader.finish()
        for fact in reader.named:
            one = self.vocabulary.fields[fact[0]]
            if argument.operation is not Operation.SET:
                if one.type is not Type.TAGS:
                    report.problem("change-not-a-list", (), found=one.both, sign=argument.operation.value)
                    return
                self._tags(argument, report, fact, read[fact])
            elif self._first(fact, argument, report):
                self._assign(argument, fact, read.get(fact))
        # A development zone given as the place of registration says two things.
        if _ZONES in read and _ZONES not in reader.named and read[_ZONES] != self.facts.get(_ZONES):
            self._assign(argument, _ZONES, read[_ZONES])

    def _read(self, argument: Argument, report: Report) -> FactReader:
        """Read the value as in a profile; a list that is complete stays so."""
        closed = any(
            isinstance(known.value, Listing) and known.value.closed
            for (key, _, _), known in self.facts.items()
            if (found := self.vocabulary.fields.find(argument.name)) is not None and key == found.key
        )
        reader = FactReader(report, self.vocabulary, self.year, Complete(closed), None, self.as_of)
        if _ZONES in self.facts:
            reader.facts[_ZONES] = self.facts[_ZONES]
        others = [
            name
            for scope in (IDENTITY, self.vocabulary.records)
            for one in scope.values()
            for name in one.names
        ]
        reader.read(argument.name, argument.datum, (), others)
        return reader

    def _assign(self, argument: Argument, fact: FactKey, known: Known | None) -> None:
        key, year, basis = fact
        others = [one for one in self.facts if one[:2] == (key, year) and one != fact and basis is None]
        before = self.facts.pop(fact, None)
        notes: list[Both] = []
        if known is not None:
            self.facts[fact] = known
            notes = [note("change-other-basis", fact=self._label(one)) for one in others]
        made = fact_change(argument.text, fact, before, known, self.vocabulary, notes)
        self.changes.append(made)
        if known is None:
            # Forgotten without a basis: what is known in any basis is forgotten.
            for one in others:
                gone = self.facts.pop(one)
                self.changes.append(fact_change(argument.text, one, gone, None, self.vocabulary))

    def _label(self, fact: FactKey) -> Both:
        return fact_change("", fact, None, None, self.vocabulary).label

    def _tags(self, argument: Argument, report: Report, fact: FactKey, read: Known) -> None:
        before = self.facts.get(fact)
        had: Listing[str] = before.value if before and isinstance(before.value, Listing) else Listing(())
        words = read.value.items if isinstance(read.value, Listing) else ()
        field = self.vocabulary.fields[fact[0]]
        if argument.operation is Operation.ADD:
            items = tuple(dict.fromkeys((*had.items, *words)))
            notes = [note("change-listed-already")] if set(words) <= set(had.items) else []
        else:
            missing = [word for word in words if word not in had.items]
            for word in missing:
                names = [field.values[one].label if one in field.values else one for one in had.items]
                label = field.values[word].label if word in field.values else word
                report.problem("change-not-listed", (), nearest(label, names), found=label, listed=field.both)
            if missing:
                return
            items = tuple(word for word in had.items if word not in words)
            if fact == _ZONES:
                items = with_kinds(items, self.vocabulary)
            notes = _left_open(had)
        known = replace(before or Known(had), value=Listing(items, had.closed))
        self.facts[fact] = known
        self.changes.append(fact_change(argument.text, fact, before, known, self.vocabulary, notes))

    # -- records -------------------------------------------------------------------------------------------

    def _records(self, argument: Argument, report: Report, kind: RecordKind) -> None:
        before = self.listings.get(kind.key)
        had = before or _NO_RECORDS
        notes: list[Both] = []
        after: Listing[Record] | None
        match argument.operation:
            case Operation.SET:
                if not self._first(kind.key, argument, report):
                    return
                after = self._listing(argument.datum, report, kind, had.closed)
            case Operation.ADD:
                alone = not isinstance(argument.datum, list)
                items = [argument.datum] if alone else argument.datum
                added = self._listing(items, report, kind, had.closed) or _NO_RECORDS
                if alone:
                    argument.source.problems[:] = map(_out_of_list, argument.source.problems)
                if all(one in had.items for one in added.items):
                    notes = [note("change-listed-already")]
                after = Listing((*had.items, *added.items), had.closed)
            case Operation.REMOVE:
                after = self._without(argument, report, kind, had)
                notes = _left_open(had)
        if argument.source.problems:
            return
        self.listings.pop(kind.key, None)
        if after is not None:
            self.listings[kind.key] = after
        self.changes.append(list_change(argument.text, kind, before, after, self.vocabulary, notes))

    def _listing(self, datum: Data, report: Report, kind: RecordKind, closed: bool) -> Listing[Record] | None:
        reader = RecordReader(report, self.vocabulary, self.year, Complete(closed), self.as_of)
        return reader.listing(datum, (), kind)

    def _without(
        self, argument: Argument, report: Report, kind: RecordKind, had: Listing[Record]
    ) -> Listing[Record]:
        """Return the list without the records that have every fact given."""
        datum = argument.datum if isinstance(argument.datum, dict) else {kind.title: argument.datum}
        reader = FactReader(report, self.vocabulary, self.year, Complete(had.closed), kind.key, self.as_of)
        for key, value in datum.items():
            reader.read(key, value, (key,) if isinstance(argument.datum, dict) else ())
        wanted = reader.finish()
        if argument.source.problems:
            return had
        if not wanted:
            report.problem("change-empty", (), found=argument.operation.value)
            return had
        kept = tuple(one for one in had.items if not _fits(one, wanted))
        if len(kept) == len(had.items):
            titles = [title for one in had.items if (title := one.title(self.vocabulary)) is not None]
            told = argument.source.name.partition("=")[2].strip()
            report.problem("change-not-listed", (), nearest(told, titles), found=told, listed=kind.both)
        return Listing(kept, had.closed)

    def _first(self, what: FactKey | str, argument: Argument, report: Report) -> bool:
        """Return whether nothing has set this yet; else say so."""
        if what in self._set:
            report.problem("change-twice", (), first=self._set[what])
            return False
        self._set[what] = argument.text
        return True


def _out_of_list(problem: Problem) -> Problem:
    """Return a problem of a record that was typed without a list around it."""
    path = (problem.place.path or "").removeprefix("[0]").removeprefix(".")
    return replace(problem, place=replace(problem.place, path=path or None))


def _fits(record: Record, wanted: dict[FactKey, Known]) -> bool:
    return all(
        fact in record.facts and record.facts[fact].value == known.value for fact, known in wanted.items()
    )


def _left_open(had: Listing[str] | Listing[Record]) -> list[Both]:
    """Return that absence from a list proves nothing unless the list is complete (semantics 3)."""
    return [] if had.closed else [note("change-list-open")]
