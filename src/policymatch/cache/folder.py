"""Where entries lie: the user's cache folder, or the one that POLICYMATCH_CACHE names ("off": nowhere).

An entry is a file named by its kind and key, with the hash of its text in front. One that is damaged or
cannot be read is not there; one that cannot be written is not kept. Neither is an error: a cache only saves
time.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

VARIABLE = "POLICYMATCH_CACHE"
OFF = "off"

# Every change of a rule makes a new entry; of each kind the newest are left.
_MOST_ENTRIES = 8
_MAX_BYTES = 256_000_000
_HASH = hashlib.sha256().digest_size * 2


def cache_folder() -> Path | None:
    """Return the folder of the cache, which need not exist yet; None when there is to be no cache."""
    wanted = os.environ.get(VARIABLE, "")
    if wanted:
        return None if wanted.lower() == OFF else Path(wanted)
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local or Path.home() / "AppData" / "Local") / "policymatch" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "policymatch"
        base = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "policymatch"
    except RuntimeError:
        return None  # nobody's home is known


def kept(kind: str, key: str) -> str | None:
    """Return the text of an entry, or None when there is none that is whole."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        with _entry(folder, kind, key).open("rb") as file:
            raw = file.read(_MAX_BYTES)
        text = raw[_HASH:].decode()
    except (OSError, ValueError):
        return None
    return text if raw[:_HASH] == _hash(raw[_HASH:]) else None


def keep(kind: str, key: str, text: str) -> None:
    """Keep an entry. It appears whole or not at all, whoever else writes it at the same time."""
    folder = cache_folder()
    if folder is None:
        return
    raw = text.encode()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f"{kind}-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_hash(raw) + raw)
            os.replace(name, _entry(folder, kind, key))
        except OSError:
            os.unlink(name)
            raise
        _drop_oldest(folder, kind)


def _drop_oldest(folder: Path, kind: str) -> None:
    entries = sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in entries[:-_MOST_ENTRIES]:
        path.unlink()


def _entry(folder: Path, kind: str, key: str) -> Path:
    return folder / f"{kind}-{key}.json"


def _hash(raw: bytes) -> bytes:
    return hashlib.sha256(raw).hexdigest().encode()
