"""A match table written earlier: what it says of itself, the versions of its firms, and its rows by firm.

Beside the table `x.parquet` stands `x.firms.parquet`, one row for each firm of the table of firms, with rows
in the match table or without: its code and name, its version, and whether it could be read. It is a file of
its own, since most firms have no row where only eligible ones are written, and others have dozens.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from policymatch.batch.firm_versions import BYTES, FirmVersions
from policymatch.batch.planes import Rows
from policymatch.batch.results import VERSION, VERSION_KEY
from policymatch.firms.arrow import arrow, parquet
from policymatch.firms.columns import CREDIT_CODE, NAME
from policymatch.firms.legible import legible
from policymatch.firms.meta import metadata_of
from policymatch.problems import InputError, Place, Problem

_UNREADABLE = "match-table-unreadable"
FIRMS_KEY = "policymatch.firms"
POLICIES_KEY = "policymatch.policies"
TODAY_KEY = "policymatch.today"
AS_OF_KEY = "policymatch.as-of"
OPTIONS_KEY = "policymatch.options"
PROGRAM_KEY = "policymatch.version"
RULES_KEY = "policymatch.rules"
_VERSION_COLUMN, _WRONG = "version", "wrong"
# Groups of rows that are held at once: the next firms are mostly in the same one.
_HELD = 2


@dataclass(frozen=True)
class About:
    """What a match table says of how it was made. `as_of` None: each firm's own day, else `today`."""

    rules: str
    program: str
    options: str
    firms: str
    as_of: date | None
    today: date
    policies: Mapping[str, str]

    def metadata(self) -> dict[str, str]:
        """Return what is written into the table."""
        told = {
            RULES_KEY: self.rules,
            PROGRAM_KEY: self.program,
            OPTIONS_KEY: self.options,
            FIRMS_KEY: self.firms,
            TODAY_KEY: self.today.isoformat(),
            POLICIES_KEY: json.dumps(dict(self.policies)),
        }
        return told if self.as_of is None else told | {AS_OF_KEY: self.as_of.isoformat()}


def about(metadata: Mapping[str, str]) -> About | None:
    """Return what a match table says of itself; None where it says less."""
    try:
        as_of = metadata.get(AS_OF_KEY)
        return About(
            metadata[RULES_KEY],
            metadata[PROGRAM_KEY],
            metadata[OPTIONS_KEY],
            metadata[FIRMS_KEY],
            None if as_of is None else date.fromisoformat(as_of),
            date.fromisoformat(metadata[TODAY_KEY]),
            {str(key): str(one) for key, one in json.loads(metadata[POLICIES_KEY]).items()},
        )
    except (KeyError, ValueError, AttributeError, RecursionError):
        return None


@dataclass(frozen=True)
class EarlierFirms:
    """The firms of a match table in their order. `wrong` could not be read, and have no rows."""

    versions: Any
    codes: Any
    names: Any
    wrong: Any


def firms_path(path: Path) -> Path:
    """Return where the firms of a match table are listed."""
    return path.with_name(f"{path.stem}.firms{path.suffix}")


def write_firms(path: Path, found: FirmVersions, wrong: Rows) -> None:
    """Write the list of a match table's firms; `wrong` are the numbers of those that cannot be read."""
    pa = arrow()
    marks = np.zeros(len(found.versions), np.bool_)
    marks[wrong] = True
    table = pa.table(
        {CREDIT_CODE: found.codes, NAME: found.names, _VERSION_COLUMN: found.versions, _WRONG: marks},
        metadata={FIRMS_KEY: found.hash},
    )
    parquet().write_table(table, path, compression="zstd")


class Earlier:
    """An open match table. Not to be shared by threads."""

    def __init__(self, path: Path) -> None:
        """Open a table. Raises InputError where it is none, or cannot be read."""
        self.path = path
        with legible(path, _UNREADABLE, InputError):
            self._file = parquet().ParquetFile(path)
            self.schema = self._file.schema_arrow
        metadata = metadata_of(self.schema)
        if metadata.get(VERSION_KEY) != VERSION:
            raise InputError([Problem("match-table-none", Place(str(path)), {"key": VERSION_KEY})])
        self.about = about(metadata)
        self._held: dict[int, Any] = {}

    def firms(self) -> EarlierFirms | None:
        """Return the list of its firms; None where there is none, or one of another table."""
        path = firms_path(self.path)
        if self.about is None or not path.is_file():
            return None
        pa = arrow()
        with legible(path, _UNREADABLE, InputError):
            table = parquet().read_table(path)
            try:
                versions = table.column(_VERSION_COLUMN).cast(pa.binary(BYTES)).combine_chunks()
                found = EarlierFirms(
                    versions,
                    table.column(CREDIT_CODE).cast(pa.string()).combine_chunks(),
                    table.column(NAME).cast(pa.string()).combine_chunks(),
                    table.column(_WRONG).cast(pa.bool_()).fill_null(True).combine_chunks(),
                )
            except KeyError:
                return None
        told = hashlib.sha256(b"".join(one or b"" for one in versions.to_pylist())).hexdigest()
        return found if told == self.about.firms else None

    def firms_with_rows(self) -> EarlierFirms:
        """Return the firms that have rows, each at its number, where there is no list of all."""
        pa = arrow()
        names: dict[int, tuple[str | None, str | None]] = {}
        for group in self.groups():
            some = [group.column(name).to_pylist() for name in ("firm", CREDIT_CODE, NAME)]
            names.update({firm: (code, name) for firm, code, name in zip(*some, strict=True)})
        count = max(names, default=-1) + 1
        codes, words = (
            pa.array([names.get(firm, (None, None))[at] for firm in range(count)], pa.string())
            for at in (0, 1)
        )
        return EarlierFirms(None, codes, words, None)

    def policies(self) -> tuple[str, ...]:
        """Return the ids of the policies that were matched; of those with rows, where it does not say."""
        if self.about is not None:
            return tuple(self.about.policies)
        found = (one for group in self.groups() for one in group.column("policy_id").unique().to_pylist())
        return tuple(dict.fromkeys(found))

    def rows_of(self, firms: Rows, numbers: Rows) -> Any:
        """Return the rows of some firms (by their numbers here) as the rows of firms of other numbers."""
        pa = arrow()
        nothing = self.schema.empty_table()
        if not len(firms):
            return nothing
        low, high = int(firms.min()), int(firms.max())
        parts = []
        for at in range(self._file.num_row_groups):
            found = self._file.metadata.row_group(at).column(0).statistics
            if found is None or not found.has_min_max or (found.max >= low and found.min <= high):
                parts.append(self._group(at))
        table = pa.concat_tables([nothing, *parts])
        owners = np.asarray(table.column("firm"))
        places = np.argsort(owners, kind="stable")
        starts, ends = (np.searchsorted(owners[places], firms, side) for side in ("left", "right"))
        counts = ends - starts
        first = np.repeat(starts - np.cumsum(counts) + counts, counts)
        table = table.take(pa.array(places[first + np.arange(len(first))]))
        return table.set_column(0, self.schema.field(0), pa.array(np.repeat(numbers, counts), pa.int64()))

    def groups(self) -> Iterator[Any]:
        """Yield all rows, a group at a time."""
        for at in range(self._file.num_row_groups):
            yield self._group(at)

    def _group(self, at: int) -> Any:
        if at not in self._held:
            while len(self._held) >= _HELD:
                del self._held[next(iter(self._held))]
            with legible(self.path, _UNREADABLE, InputError):
                self._held[at] = self._file.read_row_group(at)
        return self._held[at]
