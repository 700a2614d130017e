"""Keeps what was worked out from files, so that the next process need not work it out again.

folder  where entries lie, and how they are read and written; nothing that goes wrong there is an error
made_by which code an entry was made by: entries of other code are not used
codec   dataclasses ↔ tables of JSON; reading builds only classes asked for, from values of the right types
"""

from policymatch.cache.codec import Codec, CodecError
from policymatch.cache.folder import cache_folder, keep, kept
from policymatch.cache.made_by import made_by

__all__ = ["Codec", "CodecError", "cache_folder", "keep", "kept", "made_by"]
