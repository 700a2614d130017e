"""The sheets of all sources, each with its mapping: as the user or a form says, else as headers tell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from policymatch.intake.assemble import SheetOrigin
from policymatch.intake.forms import FilledForm, form_in, owner_of
from policymatch.intake.headers import Recogniser
from policymatch.intake.mapping import Mapped, Pinned, propose, read_mapping
from policymatch.intake.readers import tables_of
from policymatch.intake.readers.sql import is_url
from policymatch.intake.table import Table
from policymatch.intake.take import Owner
from policymatch.names import nearest
from policymatch.problems import IntakeError, Problem
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Source, read_file

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Sheet:
    """One sheet to take in. `again`: its rows may differ when it is read again (databases).

    `owner` is the firm of rows that name none: on the sheets of records of a form for one firm.
    """

    table: Table
    mapped: Mapped
    again: bool = False
    owner: Owner | None = None

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


def short_names(files: Iterable[str]) -> dict[str, str]:
    """Return what files are called in lists for people: without their folders, if that tells them apart."""
    whole = dict.fromkeys(files)
    short = {file: file if is_url(file) else PurePath(file).name for file in whole}
    return short if len(set(short.values())) == len(whole) else {file: file for file in whole}


def short_sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """Return what people call the sheets, their files without folders if that tells these apart."""
    files = short_names(sheet.table.file for sheet in sheets)
    return [sheet_name(files[sheet.table.file], sheet.table.sheet) for sheet in sheets]


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
    found: list[Sheet] = []
    of_forms: list[Problem] = []
    for one in sources:
        tables = list(_tables(one, query))
        form = form_in(tables, vocabulary)
        made = [
            Sheet(table, _mapped(table, recogniser, pins, source, form, data_year), is_url(one))
            for table in tables
        ]
        if form is not None:
            of_forms += form.source.problems
            made = _owned(made, vocabulary)
        found += made
    unmatched = _unmatched(pins, source, [sheet.table for sheet in found])
    source.problems.extend(problem for problem in unmatched if problem.code == "mapping-no-sheet")
    problems = [*source.problems, *of_forms]
    if problems:
        raise IntakeError(problems)
    return found


def unused_entries(mapping: Path, vocabulary: Vocabulary, sheets: Sequence[Sheet]) -> list[Problem]:
    """Return a problem for each entry of a sound mapping file whose file is not among those of `sheets`.

    One mapping may serve for more files than are taken in at once, so that is told and no more; a sheet that
    a given file does not have is an error of `sheets_of`.
    """
    source = read_file(mapping)
    pins = read_mapping(source, vocabulary)
    return list(_unmatched(pins, source, [sheet.table for sheet in sheets]))


def _unmatched(pins: Sequence[Pinned], source: Source, tables: Sequence[Table]) -> Iterator[Problem]:
    """Yield what is to be said of entries that speak of no table, with the nearest name."""
    for pin in pins:
        if any(pin.is_for(table.file, table.sheet) for table in tables):
            continue
        sheets = [table for table in tables if replace(pin, sheet=None).is_for(table.file, table.sheet)]
        if sheets:
            values = {"file": sheets[0].file, "found": pin.sheet}
            place = source.place((*pin.place, "sheet"))
            near = nearest(pin.sheet or "", [table.sheet for table in sheets if table.sheet is not None])
            yield Problem("mapping-no-sheet", place, values, near)
        else:
            near = nearest(pin.file, [PurePath(table.file).name for table in tables])
            yield Problem("mapping-no-file", source.place((*pin.place, "file")), {"found": pin.file}, near)


def _mapped(
    table: Table,
    recogniser: Recogniser,
    pins: Sequence[Pinned],
    source: Source,
    form: FilledForm | None,
    data_year: int | None,
) -> Mapped:
    """Return the mapping of a table; the user's goes before that of the form that the table is of."""
    places = [(source, pins)] + ([(form.source, form.pins)] if form is not None else [])
    for stated_in, stated in places:
        for pin in stated:
            if pin.is_for(table.file, table.sheet):
                return propose(table, recogniser, pin, data_year, stated_in)
    return propose(table, recogniser, None, data_year, source)


def _owned(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Sheet]:
    """Return the sheets of a form, those of records with the firm that it is about."""
    owner = owner_of([(sheet.table, sheet.mapped) for sheet in sheets], vocabulary)
    return [replace(sheet, owner=owner) if sheet.mapped.kind is not None else sheet for sheet in sheets]


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
