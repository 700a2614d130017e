"""Files and folders written whole or not at all: beside their place first, then put there.

What is being made lies in a hidden folder beside its place. Whoever is killed leaves that folder behind; the
next who writes to the same place takes it away, for a lock says whether somebody still works there.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

_ENDING = ".part"
_LOCK = "lock"

if sys.platform == "win32":

    def locked(file: BinaryIO) -> bool:
        """Return that a file is not locked."""
        # Such a lock is not to be had: folders left behind stay.
        return False

else:
    import fcntl

    def locked(file: BinaryIO) -> bool:
        """Lock an open file until it is closed; return whether nobody else had."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a path to write what shall stand at `path`; it is put there at the end, if nothing was raised.

    A file that is there keeps who may read it, and a link stays a link to what is written. A folder can be
    put only where there is none, or an empty one. Raises OSError.
    """
    path = path.resolve()
    with workplace(path) as folder:
        made = folder / path.name
        yield made
        put(made, path)


@contextmanager
def workplace(path: Path) -> Iterator[Path]:
    """Yield a folder for what shall stand at `path` or beside it; with all that is left in it, it goes.

    Folders of the same place that killed processes left are taken away first. Raises OSError.
    """
    _clear(path)
    with tempfile.TemporaryDirectory(_ENDING, f".{path.name}.", path.parent) as made:
        folder = Path(made)
        with (folder / _LOCK).open("wb") as lock:
            locked(lock)
            yield folder


def put(made: Path, path: Path) -> None:
    """Put a file or folder that is made in its place; a file that is there keeps who may read it."""
    if path.is_file():
        shutil.copymode(path, made)
    os.replace(made, path)


def _clear(path: Path) -> None:
    for left in path.parent.glob(f".{escape(path.name)}.*{_ENDING}"):
        # Without a lock it is no such folder, or somebody has only just made it.
        with suppress(OSError), (left / _LOCK).open("r+b") as lock:
            if locked(lock):
                shutil.rmtree(left, ignore_errors=True)
