"""The same optimum by a mixed-integer solver (scipy's HiGHS), for parts that the search cannot settle.

Per candidate: whether it is taken (x), what it is due (d) before and what it is paid (q) after caps, and
whether anything is due at all (z): the difference that is due is max(0, …), which takes a binary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policymatch.package.payments import caps_cross, due, payments
from policymatch.package.problem import Part, bits_of

MAX_SECONDS = 10.0
# Up to so many candidates, ties are settled by id too: that asks the solver once for each of them.
_SETTLED_BY_ID = 40
# The solver reckons in binary floating point, to about a millionth: amounts are scaled to this, so that a fen
# of a hundred million yuan is still told from nothing.
_SCALE = 1e6
_SLACK = 1e-4


@dataclass(frozen=True)
class Solved:
    """What a part comes to: the candidates taken, what each is paid in fen, whether that is proved best."""

    chosen: int
    paid: dict[int, int]
    proven: bool = True


def solve(part: Part, forced: int = 0) -> Solved | None:
    """Return the best choice with all of `forced`; None if there is no lawful one."""
    model = _Model(part)
    found = model.ask(forced)
    if found is None:
        return None
    wanted = model.money(found)
    fewest = model.ask(forced, at_least=wanted)
    if fewest is None or not (found.proven and fewest.proven):
        return model.solved(found)
    if part.size > _SETTLED_BY_ID:
        return model.solved(fewest)
    count, banned = fewest.chosen.bit_count(), 0
    best = fewest
    for number in range(part.size):
        bit = 1 << number
        if forced.bit_count() == count:
            break
        if bit & (forced | banned):
            continue
        if not best.chosen & bit:
            other = model.ask(forced | bit, banned, at_least=wanted, count=count)
            if other is None:
                banned |= bit
                continue
            best = other
        forced |= bit
    return model.solved(best)


@dataclass(frozen=True)
class _Answer:
    chosen: int
    paid: tuple[float, ...]
    proven: bool


class _Model:
    """The rows of one part over the columns x, d, z and q of every candidate."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._size = part.size
        self._unit = max(1.0, max(part.amounts, default=0) / _SCALE)
        self._rows: list[tuple[dict[int, float], float, float]] = []
        for number in range(part.size):
            self._add(number)
        for members, limit in part.caps:
            row = {self._column("q", one): 1.0 for one in bits_of(members)}
            self._rows.append((row, -float("inf"), limit / self._unit))

    def _column(self, kind: str, number: int) -> int:
        return "xdzq".index(kind) * self._size + number

    def _add(self, number: int) -> None:
        part = self._part
        x, d, z, q = (self._column(kind, number) for kind in "xdzq")
        own = part.alone(number) / self._unit
        others = list(bits_of(part.less[number]))
        less = {self._column("d", other): 1.0 for other in others}
        most = sum(part.alone(other) for other in others) / self._unit
        no_end = float("inf")
        self._rows += [
            # Nothing is due to what is not taken, and never more than its own amount.
            ({d: 1.0, x: -own}, -no_end, 0.0),
            # What is taken is due at least what exceeds the others ...
            ({d: 1.0, **less, x: -own}, 0.0, no_end),
            # ... and no more than that, or nothing.
            ({d: 1.0, **less, z: most}, -no_end, own + most),
            ({d: 1.0, z: -own}, -no_end, 0.0),
            ({q: 1.0, d: -1.0}, -no_end, 0.0),
        ]
        for other in bits_of(part.apart[number]):
            if other > number:
                self._rows.append(({x: 1.0, self._column("x", other): 1.0}, -no_end, 1.0))
        for other in bits_of(part.needs[number]):
            self._rows.append(({x: 1.0, self._column("x", other): -1.0}, -no_end, 0.0))

    def ask(
        self, forced: int, banned: int = 0, at_least: float | None = None, count: int | None = None
    ) -> _Answer | None:
        """Return the choice that pays most, or the smallest that pays `at_least`; None if there is none."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import lil_array

        size, columns = self._size, 4 * self._size
        rows = list(self._rows)
        taken = {self._column("x", number): 1.0 for number in range(size)}
        paid = {self._column("q", number): 1.0 for number in range(size)}
        if at_least is not None:
            rows.append((paid, at_least - _SLACK, float("inf")))
        if count is not None:
            rows.append((taken, -float("inf"), float(count)))
        matrix = lil_array((len(rows), columns))
        for place, (row, _, _) in enumerate(rows):
            for column, value in row.items():
                matrix[place, column] = value
        aim = np.zeros(columns)
        aim[list(paid if at_least is None else taken)] = -1.0 if at_least is None else 1.0
        low, high = np.zeros(columns), np.full(columns, np.inf)
        binary = np.zeros(columns)
        for kind in "xz":
            high[self._column(kind, 0) : self._column(kind, 0) + size] = 1
            binary[self._column(kind, 0) : self._column(kind, 0) + size] = 1
        low[list(bits_of(forced))] = 1
        high[list(bits_of(banned))] = 0
        limits = LinearConstraint(matrix.tocsr(), [row[1] for row in rows], [row[2] for row in rows])
        result: Any = milp(
            aim,
            constraints=limits,
            integrality=binary,
            bounds=Bounds(low, high),
            options={"time_limit": MAX_SECONDS, "mip_rel_gap": 0.0},
        )
        if result.x is None:
            return None
        chosen = sum(1 << number for number in range(size) if result.x[number] > 1 / 2)
        return _Answer(chosen, tuple(result.x[3 * size :]), result.status == 0)

    def money(self, answer: _Answer) -> float:
        """Return what an answer pays, in the solver's unit."""
        return sum(answer.paid)

    def solved(self, answer: _Answer) -> Solved:
        """Return an answer in whole fen."""
        if not caps_cross(self._part):
            return Solved(answer.chosen, payments(self._part, answer.chosen), answer.proven)
        owed = due(self._part, answer.chosen)
        paid = {number: min(owed[number], int(answer.paid[number] * self._unit + _SLACK)) for number in owed}
        left = [
            limit - sum(paid[number] for number in bits_of(members & answer.chosen))
            for members, limit in self._part.caps
        ]
        # What rounding down has left over still belongs to somebody.
        for number in paid:
            over = [place for place, (members, _) in enumerate(self._part.caps) if members >> number & 1]
            more = min([owed[number] - paid[number], *(left[place] for place in over)])
            paid[number] += more
            for place in over:
                left[place] -= more
        return Solved(answer.chosen, paid, answer.proven)
