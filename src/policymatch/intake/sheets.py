"""The sheets of all sources, each with its mapping: as pinned, else as its headers tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from policymatch.intake.assemble import SheetOrigin
from policymatch.intake.headers import Recogniser
from policymatch.intake.mapping import Mapped, propose, read_mapping
from policymatch.intake.readers import tables_of
from policymatch.intake.readers.sql import is_url
from policymatch.intake.table import Table
from policymatch.problems import IntakeError
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Source, read_file

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Sheet:
    """One sheet to take in. `again`: its rows may differ when it is read again (databases)."""

    table: Table
    mapped: Mapped
    again: bool = False

    @property
    def name(self) -> str:
        """Return what people call the sheet."""
        return sheet_name(self.table.file, self.table.sheet)

    @property
    def origin(self) -> SheetOrigin:
        """Return whose word the sheet is."""
        origin = self.mapped.origin
        return SheetOrigin(origin, origin.source or PurePath(self.table.file).stem)


def sheet_name(file: str, sheet: str | None) -> str:
    """Return what people call a sheet of a file."""
    return file if sheet is None else f"{file} [{sheet}]"


def sheets_of(
    sources: Sequence[str],
    vocabulary: Vocabulary,
    mapping: Path | None = None,
    query: str | None = None,
    data_year: int | None = None,
) -> list[Sheet]:
    """Return all sheets of the sources in their order; those that a person must decide are among them.

    Raises IntakeError with every problem of the mapping file, or with that of a source.
    """
    source = read_file(mapping) if mapping is not None else Source("")
    pins = read_mapping(source, vocabulary) if mapping is not None else ()
    if source.problems:
        raise IntakeError(source.problems)
    recogniser = Recogniser(vocabulary)
    found = []
    for one in sources:
        for table in _tables(one, query):
            pinned = next((pin for pin in pins if pin.is_for(table.file, table.sheet)), None)
            mapped = propose(table, recogniser, pinned, data_year, source)
            found.append(Sheet(table, mapped, is_url(one)))
    if source.problems:
        raise IntakeError(source.problems)
    return found


def _tables(source: str, query: str | None) -> Iterator[Table]:
    return tables_of(source, query) if is_url(source) else tables_of(Path(source))


def fingerprint(sources: Sequence[str], *others: object) -> str:
    """Return a hash of the content of the sources and of what else decides how they are read."""
    made = hashlib.sha256(repr(others).encode())
    for source in sources:
        made.update(source.encode())
        if is_url(source):
            continue
        with Path(source).open("rb") as file:
            while chunk := file.read(_CHUNK):
                made.update(chunk)
    return made.hexdigest()
