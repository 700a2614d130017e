"""Whatever reading a Parquet file raises becomes a problem of that file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policymatch.enterprise.trouble import shown
from policymatch.firms.arrow import arrow
from policymatch.problems import InputError, Place, Problem


@contextmanager
def legible(path: Path, code: str, error_type: type[InputError]) -> Iterator[None]:
    """Raise `error_type` with a problem `code` when the file at `path` cannot be decoded, or is not there."""
    try:
        yield
    except FileNotFoundError as error:
        problem = Problem("file-unreadable", Place(str(path)), {"why": error.strerror or str(error)})
        raise error_type([problem]) from None
    except (arrow().ArrowException, OSError, UnicodeError, OverflowError) as error:
        what = shown(str(error).partition("\n")[0] or type(error).__name__)
        raise error_type([Problem(code, Place(str(path)), {"what": what})]) from None
