"""Writes a firm table in Parquet: the firms, and the records of each kind beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from policymatch.enterprise import Enterprise, Record
from policymatch.firms.columns import AS_OF, CREDIT_CODE, FIRM, NAME, REST, closed_column
from policymatch.firms.encode import Cells, Encoder, rest_of_firm, rest_of_record
from policymatch.firms.meta import firms_metadata, record_file, records_metadata, records_path
from policymatch.firms.spool import Spool
from policymatch.firms.stored import Stored
from policymatch.vocabulary import Vocabulary
from policymatch.whole import put, workplace

_FIRMS = {CREDIT_CODE: Stored.TEXT, NAME: Stored.TEXT, AS_OF: Stored.DAY}
_RECORDS = {FIRM: Stored.NUMBER, CREDIT_CODE: Stored.TEXT}


def write_table(path: Path, enterprises: Iterable[Enterprise], vocabulary: Vocabulary) -> int:
    """Write firms to the Parquet file `path` and its record tables; return how many there were.

    Nothing at `path` changes until all is written: whoever is killed before leaves the old table, in between
    none. Raises KeyError on a fact that the vocabulary does not have.
    """
    with workplace(path) as folder:
        made = _Table(folder, vocabulary)
        for enterprise in enterprises:
            made.add(enterprise)
        made.finish(path)
        return made.firms.rows


class _Table:
    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self.folder, self.vocabulary = folder, vocabulary
        self.firms = Spool(folder, None, vocabulary, _FIRMS)
        self.encoder = Encoder(None, vocabulary)
        self.records: dict[str, tuple[Spool, Encoder]] = {}
        self.days: set[date | None] = set()

    def add(self, firm: Enterprise) -> None:
        facts, unfit = self.encoder.cells(firm.facts)
        cells: Cells = {CREDIT_CODE: firm.credit_code, NAME: firm.name, AS_OF: firm.as_of, **facts}
        for kind, listing in firm.listings.items():
            cells[closed_column(kind)] = listing.closed
            for record in listing.items:
                self._add_record(record, firm)
        rest = rest_of_firm(firm, unfit, self.vocabulary)
        if rest is not None:
            cells[REST] = rest
        if len(self.days) < 2:
            self.days.add(firm.as_of)
        self.firms.add(cells)

    def _add_record(self, record: Record, firm: Enterprise) -> None:
        made = self.records.get(record.kind)
        if made is None:
            spool = Spool(self.folder, record.kind, self.vocabulary, _RECORDS)
            made = self.records[record.kind] = spool, Encoder(record.kind, self.vocabulary)
        spool, encoder = made
        facts, unfit = encoder.cells(record.facts)
        cells: Cells = {FIRM: self.firms.rows, CREDIT_CODE: firm.credit_code, **facts}
        rest = rest_of_record(record, unfit, self.vocabulary)
        if rest is not None:
            cells[REST] = rest
        spool.add(cells)

    def finish(self, path: Path) -> None:
        """Write what was added beside its place, then put it there, the firms last."""
        made = {}
        for kind, (spool, _) in sorted(self.records.items()):
            file = self.folder / f"{kind}.parquet"
            spool.finish(file, records_metadata(kind))
            made[kind] = record_file(file, spool.rows)
        (day,) = self.days if len(self.days) == 1 else (None,)
        firms = self.folder / "0.parquet"
        self.firms.finish(firms, firms_metadata(self.vocabulary, day, made))
        old = [at for kind in self.vocabulary.records if (at := records_path(path, kind)).exists()]
        if old:
            # The old firms go before their records do: no table is ever part old, part new.
            path.unlink(missing_ok=True)
        for at in old:
            at.unlink()
        for kind in made:
            put(self.folder / f"{kind}.parquet", records_path(path, kind))
        put(firms, path)
