"""Tables and queries of a SQLite or PostgreSQL database: read only, streamed, and no password ever shown."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from policymatch.extras import need
from policymatch.intake.bounds import Bounds
from policymatch.intake.files import check_plain, sniffed
from policymatch.intake.privacy import masked
from policymatch.intake.raw import Cells, check_columns
from policymatch.intake.table import Merged, Raw
from policymatch.intake.trouble import first_line, refusal
from policymatch.names import nearest
from policymatch.problems import IntakeError, Place, Problem

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_BATCH = 1_000
_READS = re.compile(r"\s*(?:--[^\n]*\n\s*)*(select|with|values|table)\b", re.IGNORECASE)
_SQLITE = ("sqlite", "sqlite+pysqlite")
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
_DENIED = frozenset((sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH))


def is_url(source: str) -> bool:
    """Return whether a source is the URL of a database rather than a path."""
    return _URL.match(source) is not None


def sql_tables(source: str, query: str | None, tables: Sequence[str], bounds: Bounds) -> Sequence[SqlTable]:
    """Return the tables of a database, or the one of a query. Raises IntakeError."""
    database = _Database(source, bounds)
    if query is not None:
        if not _READS.match(query):
            raise refusal("intake-query-not-select", database.file)
        return [SqlTable(database, None, query)]
    known = database.names("get_table_names")
    # A view is read when it is asked for by name: its rows stand in tables already.
    if not known and not tables:
        views = ", ".join(database.names("get_view_names"))
        raise refusal("intake-no-tables", database.file, views=views or "—")
    every = [*known, *database.names("get_view_names")] if tables else known
    for name in tables:
        if name not in every:
            raise _unknown(name, every, database.file)
    return [SqlTable(database, name, database.select(name)) for name in tables or known]


def _unknown(name: str, known: Sequence[str], file: str) -> IntakeError:
    values = {"found": name, "known": ", ".join(known)}
    return IntakeError([Problem("intake-unknown-table", Place(file), values, nearest(name, known))])


class SqlTable:
    """A table, a view or a query: row 1 has the names of the columns."""

    hidden = False
    merged: Sequence[Merged] = ()

    def __init__(self, database: _Database, name: str | None, select: str) -> None:
        self.file, self.sheet = database.file, name
        self._database, self._select = database, select

    @cached_property
    def _names(self) -> list[str]:
        with self._database.result(self._select) as result:
            names = [str(name) for name in result.keys()]  # noqa: SIM118 - a result is no mapping
        check_columns(len(names), self.file, self.sheet, self._database.bounds)
        return names

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._names)

    def rows(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        """Yield the names, then the rows: in the order of the primary key where there is one."""
        cells = Cells(self.file, self.sheet, self._database.bounds)
        yield 1, [cells.text(name, 1, n) for n, name in enumerate(self._names, 1)]
        with self._database.result(self._select) as result:
            for number, row in enumerate(result, 2):
                cells.check_row(number)
                yield number, [cells.value(value, number, n) for n, value in enumerate(row, 1)]


class _Database:
    """A database that is only read; each reading has a connection and a transaction of its own."""

    def __init__(self, source: str, bounds: Bounds) -> None:
        self.bounds = bounds
        self._alchemy = need("sqlalchemy", "intake")
        try:
            url = self._alchemy.make_url(source)
        except (self._alchemy.exc.ArgumentError, ValueError):
            # What was written may hold a password.
            raise refusal("intake-database-url", source.partition(":")[0]) from None
        kind = url.drivername
        if kind in _POSTGRES:
            need("psycopg", "postgres")
            self._options = self._postgres(url)
        elif kind in _SQLITE and url.database and url.database != ":memory:":
            self._options = self._sqlite(Path(url.database))
        else:
            raise refusal("intake-database-kind", f"{kind}://", found=kind)

    def _postgres(self, url: Any) -> dict[str, Any]:
        host = url.host or ""
        port = "" if url.port is None else f":{url.port}"
        self.file = f"postgresql://{host}{port}/{url.database or ''}"
        secrets = [url.password, *(value for key, value in url.query.items() if "pass" in key)]
        self._secrets = [str(secret) for secret in secrets if secret]
        return {"url": url.set(drivername="postgresql+psycopg"), "connect_args": {"connect_timeout": 10}}

    def _sqlite(self, path: Path) -> dict[str, Any]:
        self.file = f"sqlite:///{path}"
        self._secrets = []
        check_plain(path, self.file, self.bounds)
        found = sniffed(path, self.file)
        if found != "SQLite":
            raise refusal("intake-wrong-ending", self.file, ending="sqlite://", found=found)

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
            # Read only holds for the file itself: no query may attach, and so write, another one.
            connection.set_authorizer(_authorised)
            return connection

        return {"url": "sqlite://", "creator": connect}

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        alchemy = self._alchemy
        try:
            engine = alchemy.create_engine(**self._options, poolclass=alchemy.NullPool, hide_parameters=True)
            with engine.connect() as connection:
                if engine.dialect.name == "postgresql":
                    connection = connection.execution_options(postgresql_readonly=True)
                yield connection
        except (alchemy.exc.SQLAlchemyError, UnicodeError) as error:
            raise refusal("intake-database-failed", self.file, why=self._told(error)) from None

    def _told(self, error: Exception) -> str:
        told = first_line(getattr(error, "orig", None) or error)
        for secret in self._secrets:
            for written in (secret, quote(secret), quote_plus(secret)):
                told = told.replace(written, "***")
        # Servers quote the value that they could not make out.
        return masked(told)

    def names(self, what: str) -> list[str]:
        """Return the names of all tables or views of the usual schema."""
        with self._connection() as connection:
            inspector = self._alchemy.inspect(connection)
            return sorted(getattr(inspector, what)())

    def select(self, name: str) -> str:
        """Return the query that reads a whole table."""
        with self._connection() as connection:
            quoted = connection.dialect.identifier_preparer.quote_identifier
            key = self._alchemy.inspect(connection).get_pk_constraint(name)["constrained_columns"]
            order = f" ORDER BY {', '.join(map(quoted, key))}" if key else ""
            return f"SELECT * FROM {quoted(name)}{order}"

    @contextmanager
    def result(self, select: str) -> Iterator[Any]:
        """Run a query and give its rows as they are asked for."""
        # A colon in a query is a colon, and no place for a parameter.
        statement = self._alchemy.text(select.replace(":", "\\:"))
        with self._connection() as connection:
            streaming = connection.execution_options(stream_results=True, yield_per=_BATCH)
            with streaming.execute(statement) as result:
                yield result


def _authorised(action: int, *_: object) -> int:
    return sqlite3.SQLITE_DENY if action in _DENIED else sqlite3.SQLITE_OK
