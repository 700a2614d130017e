"""The vocabulary that ships with policymatch: read from its files once, then from the cache."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from policymatch.cache import Codec, CodecError, cache_folder, keep, kept, made_by
from policymatch.vocabulary.model import Scope, Vocabulary

_KIND = "vocabulary"


@cache
def base_vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with policymatch."""
    if cache_folder() is None:
        return _read()
    codec: Codec[Vocabulary] = Codec(Vocabulary, listed=(Scope,))
    text = kept(_KIND, made_by())
    if text is not None:
        with suppress(CodecError):
            return codec.load(text)
    made = _read()
    with suppress(CodecError):
        keep(_KIND, made_by(), codec.dump(made))
    return made


def _read() -> Vocabulary:
    # Only now: what reads YAML is slow to import.
    from policymatch.vocabulary.load import read_base

    return read_base()
