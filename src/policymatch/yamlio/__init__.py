"""YAML with positions: a file becomes plain data plus the place of every value in it.

YAML's own traps are refused rather than guessed (see `scalars`), sizes and depths are bounded, and every
problem of a file is collected.
"""

from policymatch.yamlio.read import Path, Source, read_bytes, read_file, read_text, unreadable
from policymatch.yamlio.validated import validated

__all__ = ["Path", "Source", "read_bytes", "read_file", "read_text", "unreadable", "validated"]
