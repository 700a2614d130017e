"""How many firms, and records of each kind, have each column filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policymatch.enterprise import FactKey
from policymatch.firms.columns import AS_OF, CREDIT_CODE, NAME, Column, column_named, fact_column
from policymatch.firms.forms import Form, all_sound, form_of
from policymatch.firms.opened import Opened
from policymatch.firms.read_table import open_table
from policymatch.problems import Problem
from policymatch.vocabulary import Field, Vocabulary


@dataclass(frozen=True)
class Filled:
    """A table of firms (`kind` None) or of records: its columns, each with its field and the rows filled."""

    kind: str | None
    rows: int
    columns: tuple[tuple[str, Field | None, int], ...]


def filled(path: Path, vocabulary: Vocabulary, problems: list[Problem]) -> tuple[Filled, ...]:
    """Return the firms at `path` and the records of each kind; of a firm table its columns as they are.

    Problems of a table's form go to `problems`. Raises ProfileError when the firms cannot be read.
    """
    if form_of(path) is not Form.TABLE:
        return _counted(path, vocabulary)
    table = open_table(path, vocabulary, problems)
    if table is None:
        return ()
    return (
        _of_file(table.firms, None, vocabulary),
        *(_of_file(one, kind, vocabulary) for kind, one in table.records.items()),
    )


def _of_file(table: Opened, kind: str | None, vocabulary: Vocabulary) -> Filled:
    counts: Counter[str] = Counter()
    for _, batch in table.batches():
        for name in batch.schema.names:
            counts[name] += batch.num_rows - batch.column(name).null_count
    names = [one.name for one in table.file.schema_arrow]
    return Filled(
        kind, table.rows, tuple((name, _field(name, kind, vocabulary), counts[name]) for name in names)
    )


def _field(name: str, kind: str | None, vocabulary: Vocabulary) -> Field | None:
    column = column_named(name)
    return None if column is None else vocabulary.scope(kind).get(column.fact[0])


def _counted(path: Path, vocabulary: Vocabulary) -> tuple[Filled, ...]:
    rows: Counter[str | None] = Counter()
    identity: Counter[str] = Counter()
    facts: dict[str | None, Counter[FactKey]] = {None: Counter()}
    for firm in all_sound([path], vocabulary):
        rows[None] += 1
        given = {CREDIT_CODE: firm.credit_code, NAME: firm.name, AS_OF: firm.as_of}
        identity.update(name for name, value in given.items() if value is not None)
        facts[None].update(list(firm.facts))
        for record in (one for listing in firm.listings.values() for one in listing.items):
            rows[record.kind] += 1
            facts.setdefault(record.kind, Counter()).update(list(record.facts))
    return tuple(
        Filled(
            kind,
            rows[kind],
            (
                *((name, None, count) for name, count in identity.items() if kind is None),
                *_columns(found, kind, vocabulary),
            ),
        )
        for kind, found in facts.items()
    )


def _columns(
    found: Counter[FactKey], kind: str | None, vocabulary: Vocabulary
) -> Iterator[tuple[str, Field | None, int]]:
    fields = vocabulary.scope(kind)
    places = {key: at for at, key in enumerate(fields)}
    for fact in sorted(found, key=lambda one: (places[one[0]], *Column(one).rank)):
        yield fact_column(fact), fields[fact[0]], found[fact]
