"""The columns of amounts of a match table: whole fen of each pair, in Arrow's decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from policymatch.batch.asking import Answered
from policymatch.batch.compiled import Compiled
from policymatch.batch.figures import LIMIT
from policymatch.batch.found import Sure
from policymatch.batch.ordered import Ordered
from policymatch.batch.payments import NONE, Paid
from policymatch.firms.arrow import arrow
from policymatch.matching.amount import Amount
from policymatch.matching.verdict import Verdict

# Yuan to the fen.
_DIGITS, _PLACES = 38, 2
# Of an amount, and of that part of it which comes from the records listed.
ENDS = ("_low", "_high", "_listed_low", "_listed_high")

# The fen of each pair of a list, or of all of them; wider ones as they are.
_Fen = npt.NDArray[Any] | int


def yuan_type() -> Any:
    """Return the type of a column of yuan."""
    return arrow().decimal128(_DIGITS, _PLACES)


def yuan_columns(
    several: Sequence[Answered | Sure], open_: bool, compiled: Compiled, ordered: Ordered
) -> dict[str, Any]:
    """Return the amounts of the pairs of several lists, by end, in their order.

    They are those of the firms that are eligible, or (`open_`) those that firms with an open verdict would
    be paid.
    """
    ends = [_fen(one, open_, compiled) for one in several]
    counts = [len(one.rows) for one in several]
    return {name: _column([fen[at] for fen in ends], counts, ordered) for at, name in enumerate(ENDS)}


def _fen(one: Answered | Sure, open_: bool, compiled: Compiled) -> tuple[_Fen, ...]:
    """Return the fen of the pairs of a list, at each end."""
    nothing: tuple[_Fen, ...] = (NONE,) * len(ENDS)
    if isinstance(one, Answered):
        if one.paid is not None:
            # Columns tell the amounts of those whose verdict is open.
            return _of_columns(one.paid) if open_ else nothing
        wanted = ((pair.amount, pair.verdict is Verdict.UNDECIDED) for pair in one.told)
        told = [_of_amount(amount if undecided is open_ else None) for amount, undecided in wanted]
        return tuple(_numbers(end)[one.which] for end in zip(*told, strict=True)) if told else nothing
    if open_ or one.verdict is not Verdict.ELIGIBLE:
        return nothing
    same = compiled.paid(one.place)
    return _of_columns(one.paid) if one.paid is not None else _of_amount(same if same != "nothing" else None)


def _of_columns(paid: Paid) -> tuple[_Fen, ...]:
    return (paid.low, paid.high, *(paid.listed or (NONE, NONE)))


def _of_amount(amount: Amount | None) -> tuple[int, ...]:
    listed = None if amount is None else amount.listed
    return tuple(
        NONE if end is None else int(end.scaleb(_PLACES))
        for one in (amount, listed)
        for end in ((None, None) if one is None else (one.low, one.high))
    )


def _numbers(fen: Sequence[int]) -> npt.NDArray[Any]:
    return np.array(fen, np.int64 if max(fen) <= LIMIT else object)


def _column(fen: Sequence[_Fen], counts: Sequence[int], ordered: Ordered) -> Any:
    """Return the yuan of all pairs, which are the same for all of a list or stand one after the other."""
    same = [NONE if isinstance(one, np.ndarray) else one for one in fen]
    if same and all(one is NONE for one in fen):
        return arrow().nulls(len(ordered.lists), yuan_type())
    made = _numbers([NONE, *same])[1:][ordered.lists]
    if any(isinstance(one, np.ndarray) for one in fen):
        every = np.concatenate([np.broadcast_to(one, count) for one, count in zip(fen, counts, strict=True)])
        varied = np.array([isinstance(one, np.ndarray) for one in fen])
        rows = np.flatnonzero(varied[ordered.lists])
        if every.dtype == np.object_:
            made = made.astype(np.object_)
        made[rows] = every[ordered.order[rows]]
    return _decimals(made)


def _decimals(fen: npt.NDArray[Any]) -> Any:
    """Return whole fen as yuan: a decimal is stored as the whole number of its last digit, in 128 bits."""
    pa = arrow()
    if fen.dtype == np.object_:
        yuan = (None if one == NONE else Decimal(int(one)).scaleb(-_PLACES) for one in fen.tolist())
        return pa.array(list(yuan), yuan_type())
    halves = np.empty((len(fen), 2), np.int64)
    halves[:, 0], halves[:, 1] = fen, fen >> 63
    valid = pa.py_buffer(np.packbits(fen != NONE, bitorder="little"))
    return pa.Array.from_buffers(yuan_type(), len(fen), [valid, pa.py_buffer(halves)])
