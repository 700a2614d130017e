"""Which lists of a profile are complete (清单完整), so that absence from them proves something."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.enterprise.labels import COMPLETE
from policymatch.enterprise.trouble import Report, UnreadableError, shown
from policymatch.enterprise.words import text, truth
from policymatch.names import nearest
from policymatch.values import Truth
from policymatch.vocabulary import Type, Vocabulary
from policymatch.yamlio import Path
from policymatch.yamlio.read import Data


@dataclass(frozen=True)
class Complete:
    """What is stated of the lists of one profile.

    `given`: every list that the profile gives is complete. The others are stated by name: record kinds,
    list fields of the firm, list fields of a record kind. A list stated by name is complete even when the
    profile does not give it, which then says that there is nothing to list; `given` closes no absent list.
    Naming a record kind closes the list fields that its records give, too.
    """

    given: bool = False
    kinds: frozenset[str] = frozenset()
    fields: frozenset[tuple[str | None, str]] = frozenset()

    def records(self, kind: str) -> bool:
        """Return whether the list of records of `kind`, where given, is complete."""
        return self.given or kind in self.kinds

    def tags(self, kind: str | None, key: str) -> bool:
        """Return whether a list field of the firm (`kind` None) or of a record, where given, is complete."""
        return self.given or kind in self.kinds or (kind, key) in self.fields

    def named_fields(self, kind: str | None) -> list[str]:
        """Return the list fields of the firm or of a record kind that are stated by name."""
        return [key for owner, key in sorted(self.fields, key=str) if owner == kind]


def read_complete(datum: Data, path: Path, vocabulary: Vocabulary, report: Report) -> Complete:
    """Return what `清单完整` states: 是, 否, or the names of lists; names unknown are reported."""
    if not isinstance(datum, list):
        try:
            return Complete(truth(datum) is Truth.TRUE)
        except UnreadableError:
            datum, paths = [datum], [path]
    else:
        paths = [(*path, index) for index in range(len(datum))]
    kinds: set[str] = set()
    fields: set[tuple[str | None, str]] = set()
    for item, at in zip(datum, paths, strict=True):
        try:
            kind, key = _named(item, vocabulary)
        except UnreadableError as error:
            report.add(error, at)
            continue
        if key is not None:
            fields.add((kind, key))
        elif kind is not None:
            kinds.add(kind)
    return Complete(False, frozenset(kinds), frozenset(fields))


def _named(item: Data, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    """Return the record kind or the list field that a name (资质, 名单, 项目.目录) means."""
    name = text(item, COMPLETE.both)
    if (kind := vocabulary.records.find(name)) is not None:
        return kind.key, None
    if (field := vocabulary.fields.find(name)) is not None and field.type is Type.TAGS:
        return None, field.key
    owner, _, inner = name.partition(".")
    if (kind := vocabulary.records.find(owner)) is not None:
        field = kind.fields.find(inner)
        if field is not None and field.type is Type.TAGS:
            return kind.key, field.key
    known = [one for kind in vocabulary.records.values() for one in kind.names]
    known += [one for field in vocabulary.fields.values() if field.type is Type.TAGS for one in field.names]
    raise UnreadableError("unknown-list", nearest(name, known), found=shown(name))
