"""Codes, words and lists as numbers, for peers that are fastest on numbers.

A code is its place among the codes in order, so that what lies under a code is a range; a list is a column of
truth values for each word.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.province.figures import SIZES, TAGS, places, trades
from benchmarks.province.policies import Tree

_WORDS = {"industry": sorted(trades()[0]), "region": sorted(places()[0]), "size_class": list(SIZES)}


def encoded(firms: pa.Table) -> pa.Table:
    """Return the firms with codes as places, dates as days, and a column for each word of the lists."""
    columns: dict[str, Any] = {}
    for key in firms.column_names:
        column = firms[key].combine_chunks()
        if key in _WORDS:
            place = {word: at for at, word in enumerate(_WORDS[key])}
            there = pa.array([place[word] for word in column.dictionary.to_pylist()], pa.int16())
            columns[key] = there.take(column.indices)
        elif key == "lists":
            columns |= _words(column)
        elif pa.types.is_date32(column.type):
            columns[key] = column.cast(pa.int32())
        else:
            columns[key] = column
    return pa.table(columns)


def _words(column: Any) -> dict[str, Any]:
    rows = np.repeat(np.arange(len(column)), np.asarray(column.value_lengths().fill_null(0)))
    items = column.flatten()
    words = items.dictionary.to_pylist()
    places = np.asarray(items.indices)
    null = np.asarray(column.is_null())
    made = {}
    for word in TAGS:
        has = np.zeros(len(column), np.bool_)
        has[rows[places == words.index(word)]] = True
        made[word] = pa.array(has, mask=null)
    return made


def ranges(tree: Tree) -> list[tuple[int, int]]:
    """Return the places that codes under those wanted have, as first and behind the last."""
    words = _WORDS[tree["field"]]
    return [(bisect_left(words, one), bisect_left(words, one + "~")) for one in tree["value"]]


def sizes(tree: Tree) -> list[int]:
    """Return the places of the sizes wanted."""
    return [_WORDS[tree["field"]].index(one) for one in tree["value"]]
