"""DuckDB as an independent oracle: a firm table on disk, and what the SQL of a policy makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import duckdb
from tests.support.firms import Key, PlainFirm
from tests.support.values import AS_OF

from policymatch import Enterprise, PolicyLibrary, Verdict, firms
from policymatch.enterprise import Known, Record
from policymatch.firms.meta import records_path
from policymatch.matching import Match
from policymatch.matching.firm import context_of
from policymatch.policy import Policy
from policymatch.sql.candidates import Candidates, candidates
from policymatch.sql.columns import Columns, columns_of
from policymatch.sql.dialect import Dialect
from policymatch.sql.statement import statement
from policymatch.values import Listing, Value
from policymatch.vocabulary import Vocabulary


def enterprise_of(firm: PlainFirm, number: int) -> Enterprise:
    """Return a firm made of plain values as a profile."""
    lists = {
        kind: Listing(tuple(Record(kind, _known(one.facts)) for one in listed.items), listed.closed)
        for kind, listed in firm.lists.items()
    }
    return Enterprise(f"企业{number}", None, AS_OF, _known(firm.facts), lists)


def _known(facts: Mapping[Key, Value]) -> dict[Key, Known]:
    return {key: Known(value) for key, value in facts.items()}


class Warehouse:
    """A firm table, loaded as docs/sql.md says."""

    def __init__(self, folder: Path, some: Iterable[Enterprise], vocabulary: Vocabulary) -> None:
        path = folder / "firms.parquet"
        firms.write(path, some, vocabulary)
        self.path, self.vocabulary = path, vocabulary
        self.columns: Columns = columns_of(path, vocabulary)
        # What the table says, not what was written: an "anything" that was stated is not.
        self.firms = list(firms.read(path, vocabulary))
        self.engine = duckdb.connect()
        self.engine.execute(
            "CREATE VIEW firms AS SELECT file_row_number AS firm, * EXCLUDE (file_row_number)"
            f" FROM read_parquet('{path}', file_row_number = true)"
        )
        for kind in vocabulary.records:
            file = records_path(path, kind)
            if file.exists():
                self.engine.execute(f"CREATE VIEW \"firms_{kind}\" AS SELECT * FROM '{file}'")

    def verdicts(self, found: Candidates) -> list[Verdict]:
        """Return the verdict of every firm, as DuckDB finds it."""
        sql = statement(found, Dialect.DUCKDB, self.vocabulary)
        verdicts = {row[0]: Verdict(row[3]) for row in self.engine.execute(sql).fetchall()}
        return [verdicts.get(number, Verdict.INELIGIBLE) for number in range(len(self.firms))]

    def assert_sound(self, policy: Policy, library: PolicyLibrary, as_of: date) -> Candidates:
        """Hold the SQL of a policy against the evaluator: sound, and equal where nothing was left unknown."""
        found = candidates(policy, library, as_of, self.columns)
        for firm, told in zip(self.firms, self.verdicts(found), strict=True):
            expected = Match.of(policy, context_of(firm, as_of, library)).verdict
            assert told in (expected, Verdict.UNDECIDED), f"{policy.id}, {firm.name}: {told}, not {expected}"
            if not found.left:
                assert told is expected, f"{policy.id}, {firm.name}: {told}, not {expected}"
        return found
