"""All policies at once for one firm: which it fails, which it meets, and which must be asked one by one.

Where a fact of the firm lies among the criteria that ask for it decides them all, and with them sets of
policies: the bits of an integer. What followed from each such place is kept, so that a firm costs a look-up
for each fact and a few operations on integers. A fact is not even looked up once every policy that asks for
it has failed; facts that many policies ask for come first.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policymatch.language import Context
from policymatch.plan.decisive import Clauses, Settles, clauses_of
from policymatch.plan.program import Program, Together
from policymatch.plan.thresholds import Row
from policymatch.values import Truth

# A policy with alternatives in more places, or with more in one place, is asked about unless it fails.
_PLACES = 2
_ALTERNATIVES = 3
# How much of what followed from the places of one fact is kept, in bytes, and how many places at least.
_KEPT = 1 << 20
_LEAST_KEPT = 16

_FALSE, _UNKNOWN, _TRUE = Truth

# The fields of what is gathered of a firm, each with one bit for every policy. The first field is whether
# it fails; behind these come the alternatives, first whether they fail and then whether they are open.
_HOPELESS, _OPEN, _ASKING, _FURTHER = range(1, 5)
_SLOTS = _PLACES * _ALTERNATIVES


class Sifted(NamedTuple):
    """Policies as bits (bit n for the root n), each in one of four sets; `asked` are left to be asked.

    `hopeless` are those of the false that surely fail on what no change of figures mends. `rows` are the
    truths of the groups that were looked up (see `Answers`).
    """

    false: int
    true: int
    unknown: int
    asked: int
    hopeless: int
    rows: list[tuple[Together, Row]]


@dataclass(slots=True)
class _Marks:
    """What a literal means, by its truth: for the policies, as bits; and the bits of alternatives, listed."""

    fails: list[int] = field(default_factory=lambda: [0, 0, 0])
    hopeless: list[int] = field(default_factory=lambda: [0, 0, 0])
    open: int = 0
    asking: int = 0
    further: list[list[int]] = field(default_factory=lambda: [[], [], []])


class _Noted(NamedTuple):
    """What follows for the policies at one place of a fact: which fail, which beyond hope, and everything."""

    row: Row
    fails: int
    hopeless: int
    meant: int


class _Group(NamedTuple):
    """A group of literals, the policies that ask for it, and what was noted at each place of its fact."""

    together: Together
    marks: Sequence[_Marks]
    roots: int
    noted: dict[Hashable, _Noted]


class Sieve:
    """Sifts the policies of a program. May be shared by threads, which note the same thing twice at worst.

    `hopeless` are the literals whose failing no change of figures mends, as `decisive` gives them. What the
    firm meets says too little of the policies `asked` (bits), which are false or asked; those `apart` are
    asked in any case.
    """

    def __init__(
        self, program: Program, hopeless: tuple[Settles, Settles] = ((), ()), asked: int = 0, apart: int = 0
    ) -> None:
        plan = program.plan
        self._size = size = len(program.roots)
        self._every = (1 << size) - 1
        self._apart = apart
        self._asked = asked
        self._always = 0  # what holds of every firm
        quick = [group for group in program.together if group.quick]
        marks = {step: _Marks() for group in quick for step in range(group.first, group.end)}
        for place, root in enumerate(program.roots):
            self._mark(place, clauses_of(plan, root), marks)
        for truth, several in zip((_FALSE, _TRUE), hopeless, strict=True):
            for step, roots in several:
                if step in marks:
                    marks[step].hopeless[truth] = roots
        groups = [_group(group, [marks[step] for step in range(group.first, group.end)]) for group in quick]
        groups.sort(key=_rank)
        # What is read of each group for every firm lies at hand.
        self._asking = [
            (one, one.together.look_up, one.together.table.place, one.roots, one.noted) for one in groups
        ]
        self._most = max(_LEAST_KEPT, 8 * _KEPT // (1 + (_FURTHER + 2 * _SLOTS) * size))

    # -- what literals mean --------------------------------------------------------------------------------

    def _mark(self, place: int, clauses: Clauses, marks: dict[int, _Marks]) -> None:
        """Note what the literals of a policy mean for it, and whether there is more to ask."""
        bit = 1 << place
        quick = clauses.exact
        for leaf in clauses.leaves:
            mark = marks.get(leaf.step)
            if mark is None:
                quick = False
                continue
            mark.asking |= bit
            for truth in Truth:
                if leaf.says[truth] is _FALSE:
                    mark.fails[truth] |= bit
            if leaf.says[_UNKNOWN] is _UNKNOWN:
                mark.open |= bit
        fitting = [several for several in clauses.several if len(several) <= _ALTERNATIVES][:_PLACES]
        for number, several in enumerate(fitting):
            first = number * _ALTERNATIVES
            for slot, alternative in enumerate(several, first):
                quick &= self._mark_alternative(place, slot, alternative, marks)
            for slot in range(first + len(several), first + _ALTERNATIVES):
                self._always |= 1 << self._bit(place, slot, _FALSE)
        if not quick or len(fitting) < len(clauses.several):
            self._asked |= bit

    def _mark_alternative(
        self, place: int, slot: int, alternative: Clauses, marks: dict[int, _Marks]
    ) -> bool:
        """Note what literals mean for one alternative; return whether that is all there is to it."""
        quick = alternative.exact and not alternative.several
        for leaf in alternative.leaves:
            mark = marks.get(leaf.step)
            if mark is None:
                quick = False
                continue
            mark.asking |= 1 << place
            for truth, says in zip(Truth, leaf.says, strict=True):
                if says is not _TRUE:
                    mark.further[truth].append(self._bit(place, slot, says))
        return quick

    def _bit(self, place: int, slot: int, says: Truth) -> int:
        """Return the bit that says that an alternative fails, or that it is open."""
        return (_FURTHER + slot + (0 if says is _FALSE else _SLOTS)) * self._size + place

    # -- one firm ------------------------------------------------------------------------------------------

    def sift(self, context: Context, hopeless: bool = False) -> Sifted:
        """Return what the facts of a firm decide; `context` is of no one record.

        With `hopeless` facts are looked up for policies that fail already but may not be hopeless.
        """
        gathered, ruled_out = self._always, self._apart
        rows: list[tuple[Together, Row]] = []
        for group, look_up, place_of, roots, noted in self._asking:
            if not roots & ~ruled_out:
                continue
            known = look_up(context)
            place = place_of(known)
            found = noted.get(place)
            if found is None:
                found = self._note(group, place, known)
            row, fails, beyond_hope, meant = found
            ruled_out |= beyond_hope if hopeless else fails
            gathered |= meant
            rows.append((group.together, row))
        return self._sifted(gathered, rows)

    def _note(self, group: _Group, place: Hashable, known: object) -> _Noted:
        """Note what follows from a fact, and return it."""
        if len(group.noted) >= self._most:
            group.noted.clear()
        found = group.noted[place] = self._noted(group.together.table.row(known), group.marks)
        return found

    def _noted(self, row: Row, marks: Sequence[_Marks]) -> _Noted:
        """Return what the truths of a group's literals mean for the policies."""
        fails = hopeless = open_ = asking = 0
        further = bytearray(((_FURTHER + 2 * _SLOTS) * self._size + 7) // 8)
        for truth, mark in zip(row, marks, strict=True):
            if truth is None:
                asking |= mark.asking
                continue
            fails |= mark.fails[truth]
            hopeless |= mark.hopeless[truth]
            if truth is _UNKNOWN:
                open_ |= mark.open
            for bit in mark.further[truth]:
                further[bit >> 3] |= 1 << (bit & 7)
        meant = int.from_bytes(further, "little") | fails
        for number, bits in (_HOPELESS, hopeless), (_OPEN, open_), (_ASKING, asking):
            meant |= bits << number * self._size
        return _Noted(row, fails, hopeless, meant)

    def _sifted(self, gathered: int, rows: list[tuple[Together, Row]]) -> Sifted:
        """Return the sets of policies; of alternatives all must fail, or none hold, to leave a policy so."""
        size, every = self._size, self._every
        false, open_ = gathered, gathered >> _OPEN * size
        for number in range(_PLACES):
            fail = none_holds = every
            for slot in range(number * _ALTERNATIVES, (number + 1) * _ALTERNATIVES):
                fails = gathered >> (_FURTHER + slot) * size
                fail &= fails
                none_holds &= fails | gathered >> (_FURTHER + slot + _SLOTS) * size
            false |= fail
            open_ |= none_holds
        false &= every & ~self._apart
        asked = (self._asked | self._apart | gathered >> _ASKING * size) & every & ~false
        unknown = open_ & every & ~false & ~asked
        true = every & ~(false | asked | unknown)
        return Sifted(false, true, unknown, asked, gathered >> _HOPELESS * size & false, rows)


def _group(together: Together, marks: Sequence[_Marks]) -> _Group:
    roots = 0
    for mark in marks:
        roots |= mark.asking
    return _Group(together, marks, roots, {})


def _rank(group: _Group) -> tuple[bool, int]:
    """Return what puts first the groups whose failing nothing mends, and then those that many ask for."""
    mended = any(
        mark.fails[truth] & ~mark.hopeless[truth] for mark in group.marks for truth in (_FALSE, _TRUE)
    )
    return mended, -group.roots.bit_count()


def places(bits: int) -> list[int]:
    """Return the numbers of the bits that are set, in rising order."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
