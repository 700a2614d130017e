"""Files and folders written whole or not at all: beside their place first, then put there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a path to write what shall stand at `path`; it is put there at the end, if nothing was raised.

    A folder can be put only where there is none, or an empty one. Raises OSError.
    """
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        made = Path(folder) / path.name
        yield made
        os.replace(made, path)
