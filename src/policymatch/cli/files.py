"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def save(raw: bytes, file: Path) -> None:
    """Write a file whole or not at all. One that is there keeps who may read it, and a link stays a link."""
    file = file.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(raw)
        if file.exists():
            shutil.copymode(file, name)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
