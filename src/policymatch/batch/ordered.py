"""Pairs as they are found, policy after policy, in the order of a match table: firm after firm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from policymatch.batch.planes import Rows

_Numbers = npt.NDArray[np.signedinteger[Any]]


class Ordered(NamedTuple):
    """Pairs firm after firm: which of several lists each comes from, and its place among all before.

    `order` is empty where nobody asks for these places; `counts` are how many pairs each firm has.
    """

    lists: _Numbers
    order: _Numbers
    counts: _Numbers


def by_firm(lists: Sequence[Rows], firms: int, with_order: bool) -> Ordered:
    """Return the pairs of several lists of rows firm after firm, those of one in the order of the lists.

    This is a matrix of lists × firms that is stored by columns and is wanted by rows, which takes one pass
    and no sorting.
    """
    from scipy.sparse import csc_array

    rows = np.concatenate([np.zeros(0, np.int32), *lists], dtype=np.int32, casting="same_kind")
    ends = np.zeros(len(lists) + 1, np.int32)
    np.cumsum([len(one) for one in lists], out=ends[1:])
    before = np.arange(len(rows), dtype=np.int32) if with_order else np.zeros(len(rows), np.int8)
    stored = csc_array((before, rows, ends), shape=(firms, len(lists))).tocsr()
    return Ordered(stored.indices, stored.data if with_order else before[:0], np.diff(stored.indptr))
