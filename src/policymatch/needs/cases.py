"""Graded needs: what people said, and which categories answer it. The model learns from them.

`data/cases/` holds one file of JSON lines for each voice; `data/voices.toml` says which author wrote in it,
and whether he is of the training, the development or the test set.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATA = files("policymatch.needs") / "data"


@dataclass(frozen=True, slots=True)
class Case:
    """One need in somebody's words; `relevant` grades categories: 2 answers it head-on, 1 is worth a word."""

    query: str
    relevant: Mapping[str, int]
    voice: str

    @property
    def author(self) -> str:
        """Return who wrote it."""
        return _authors()[self.voice]

    @property
    def split(self) -> str:
        """Return the set it belongs to: train, dev or test."""
        return _splits()[self.author]


@cache
def cases() -> tuple[Case, ...]:
    """Return all graded needs, voice by voice."""
    return tuple(_read())


def _read() -> Iterator[Case]:
    for voice in sorted(_authors()):
        for line in (_DATA / "cases" / f"{voice}.jsonl").read_text("utf-8").splitlines():
            one = json.loads(line)
            yield Case(one["query"], one["relevant"], voice)


@cache
def _authors() -> dict[str, str]:
    return {voice: author for author, voices in _voices()["authors"].items() for voice in voices}


@cache
def _splits() -> dict[str, str]:
    return {author: split for split, authors in _voices()["splits"].items() for author in authors}


@cache
def _voices() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_DATA / "voices.toml").read_text("utf-8"))
