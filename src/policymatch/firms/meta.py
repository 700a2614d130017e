"""What a firm table says of itself: its version, the vocabulary it was written with, its record tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policymatch.vocabulary import Vocabulary

VERSION = "1"
VERSION_KEY = "policymatch.firm-table"
KIND_KEY = "policymatch.record-kind"
AS_OF_KEY = "policymatch.as-of"
VOCABULARY_KEY = "policymatch.vocabulary"
RECORDS_KEY = "policymatch.records"
# Of a column: the unit in which its numbers are stored.
UNIT_KEY = "unit"

_BLOCK = 1 << 20


@dataclass(frozen=True)
class RecordFile:
    """A record table as the firm table beside it knows it, so that a lost or foreign one is noticed."""

    rows: int
    bytes: int
    sha256: str


def record_file(path: Path, rows: int) -> RecordFile:
    """Return what a firm table says of the record table at `path`."""
    return RecordFile(rows, path.stat().st_size, file_hash(path))


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def vocabulary_hash(vocabulary: Vocabulary) -> str:
    """Return a hash of the fields of the firm and of its records: their keys, types, dimensions and bases."""
    lines = [
        f"{kind or ''}.{field.key} {field.type} {field.dimension} {field.yearly} {field.bases}"
        for kind in (None, *vocabulary.records)
        for field in vocabulary.scope(kind).values()
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def firms_metadata(
    vocabulary: Vocabulary, as_of: date | None, records: Mapping[str, RecordFile]
) -> dict[str, str]:
    """Return the metadata of a table of firms; `as_of` is the day that all of them describe, if any."""
    told = {VERSION_KEY: VERSION, VOCABULARY_KEY: vocabulary_hash(vocabulary)}
    if as_of is not None:
        told[AS_OF_KEY] = as_of.isoformat()
    told[RECORDS_KEY] = json.dumps({kind: asdict(one) for kind, one in records.items()})
    return told


def records_metadata(kind: str) -> dict[str, str]:
    """Return the metadata of a table of records of a kind."""
    return {VERSION_KEY: VERSION, KIND_KEY: kind}


def records_path(path: Path, kind: str) -> Path:
    """Return where the records of a kind stand: beside the firms, with the kind before the suffix."""
    return path.with_name(f"{path.stem}.{kind}{path.suffix}")


def metadata_of(described: Any) -> dict[str, str]:
    """Return the metadata of an Arrow schema or of a column as text; what is no text is left out."""
    found = {}
    for key, value in (described.metadata or {}).items():
        try:
            found[key.decode()] = value.decode()
        except UnicodeDecodeError:
            continue
    return found


def records_told(metadata: Mapping[str, str]) -> dict[str, RecordFile] | None:
    """Return the record tables that a firm table says it has; None when it says nothing one can read."""
    try:
        told = json.loads(metadata[RECORDS_KEY])
        return {
            str(kind): RecordFile(int(one["rows"]), int(one["bytes"]), str(one["sha256"]))
            for kind, one in told.items()
        }
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
