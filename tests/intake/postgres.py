"""A PostgreSQL of the tests' own: on a socket in a temporary folder, by a user without rights."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Server:
    """A running server."""

    folder: Path
    user: str

    @property
    def url(self) -> str:
        """The URL of its one database."""
        return f"postgresql://{self.user}@/postgres?host={self.folder}"

    def run(self, sql: str) -> None:
        """Run statements that change the database."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user=self.user, dbname="postgres") as connection:
            connection.execute(sql.encode())


def binaries() -> Path | None:
    """Return the folder of initdb and postgres, or None where the machine has none."""
    found = shutil.which("initdb")
    if found is not None and shutil.which("postgres") is not None:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


@contextmanager
def running(folder_of_binaries: Path) -> Iterator[Server]:
    """Start a server and stop it again. PostgreSQL refuses to run as root, who hands it to another user."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    root = os.getuid() == 0
    user = (
        next(name for name in _UNPRIVILEGED if name in names) if root else pwd.getpwuid(os.getuid()).pw_name
    )
    who: dict[str, str] = {"user": user} if root else {}
    # Sockets have short paths, and pytest's folders are closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        if root:
            shutil.chown(folder, user)
        data = str(folder / "data")

        def call(program: str, *arguments: str) -> None:
            command = [str(folder_of_binaries / program), *arguments]
            subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120, **who)  # type: ignore[call-overload]

        call("initdb", "-D", data, "-U", user, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        log = str(folder / "log")
        call("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield Server(folder, user)
        finally:
            call("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
