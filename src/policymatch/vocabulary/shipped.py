"""The vocabulary that ships with policymatch, prepared from its files.

Reading them takes longer than matching a firm, so `base/prepared.json` holds what was read. It is used only
if it was made of the very files that lie beside it; `scripts/list_vocabulary.py` makes it anew, and a test
compares it with what reading them gives.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from importlib.resources import files

from policymatch.cache import Codec
from policymatch.vocabulary.model import Scope, Vocabulary

_PREPARED = files(__package__).joinpath("base", "prepared.json")


@cache
def base_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with policymatch."""
    with suppress(OSError, ValueError):
        made_of, _, text = _PREPARED.read_text("utf-8").partition("\n")
        if made_of == _files_hash():
            return _codec().load(text)
    return _read()


def prepared() -> str:
    """Return what `base/prepared.json` must say: a hash of the files, then the vocabulary that they hold."""
    return f"{_files_hash()}\n{_codec().dump(_read())}\n"


def _codec() -> Codec[Vocabulary]:
    return Codec(Vocabulary, listed=(Scope,))


def _files_hash() -> str:
    """Return a hash of all that the vocabulary is made of; line ends do not count."""
    digest = hashlib.sha256()
    for folder, suffix in (("base", ".yaml"), ("codes/data", ".tsv")):
        entries = files(__package__).joinpath(folder).iterdir()
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.endswith(suffix):
                digest.update(entry.name.encode() + b"\0")
                digest.update(entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _read() -> Vocabulary:
    # Only now: what reads YAML is slow to import.
    from policymatch.vocabulary.load import read_base

    return read_base()
