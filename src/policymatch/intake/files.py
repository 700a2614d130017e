"""What a file is, by its name and by its first bytes. Both must agree, and it must be a plain file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from policymatch.intake.bounds import Bounds
from policymatch.intake.trouble import refusal

# Endings of file names, and what the file must be.
KINDS = {
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_WITH_MACROS = (".xlsm", ".xltm", ".xlam")
_CONTAINERS = {"xlsx": "zip", "xls": "ole", "csv": "text", "jsonl": "text", "parquet": "parquet"}
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "SQLite"),
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<style")
# What people call a container by its usual content.
_CALLED = {"zip": "xlsx/zip", "ole": "xls/doc", "text": "TXT/CSV"}


def kind_of(path: Path, file: str, bounds: Bounds) -> str:
    """Return the kind of reader for a file; `file` is what people call it. Raises IntakeError."""
    check_plain(path, file, bounds)
    ending = path.suffix.lower()
    if ending in _WITH_MACROS:
        raise refusal("intake-macros", file)
    kind = KINDS.get(ending)
    if kind is None:
        raise refusal("intake-unknown-kind", file, found=ending or path.name, known=" ".join(KINDS))
    found = sniffed(path, file)
    # An xlsx with a password is packed in the container of the old format: told as what it is, by its reader.
    locked = kind == "xlsx" and found == "ole"
    if found != _CONTAINERS[kind] and not locked:
        called = _CALLED.get(found, found)
        raise refusal("intake-wrong-ending", file, ending=ending, found=called)
    return kind


def check_plain(path: Path, file: str, bounds: Bounds) -> None:
    """Refuse what is no plain file, a link, empty or too large. Raises IntakeError."""
    try:
        if path.is_symlink():
            raise refusal("intake-symlink", file, target=os.readlink(path))
        found = path.stat()
    except (OSError, ValueError) as error:
        raise refusal("file-unreadable", file, why=getattr(error, "strerror", None) or str(error)) from None
    if not stat.S_ISREG(found.st_mode):
        raise refusal("intake-not-a-file", file)
    if found.st_size == 0:
        raise refusal("intake-empty", file)
    if found.st_size > bounds.file_bytes:
        raise refusal("intake-too-large", file, found=found.st_size, limit=bounds.file_bytes)


def sniffed(path: Path, file: str) -> str:
    """Return what the first bytes of a file say that it is."""
    try:
        with path.open("rb") as opened:
            head = opened.read(512)
    except OSError as error:
        raise refusal("file-unreadable", file, why=error.strerror or str(error)) from None
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "HTML/XML" if plain.startswith(_MARKUP) else "text"
