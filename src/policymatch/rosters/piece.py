"""Some firms and one roster: where each stands, by columns as far as they go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from policymatch.batch.chunk import Chunk, Shape, narrowed
from policymatch.batch.compiled import Compiled
from policymatch.batch.facts import Lexicons
from policymatch.batch.found import Finder, Wanted
from policymatch.batch.pieces import Task
from policymatch.batch.planes import Bools, unpacked
from policymatch.batch.truths import ChunkTruths
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Match, Verdict
from policymatch.messages import Lang
from policymatch.problems import Problem
from policymatch.rosters.listed import Member, Near, Risk, Seen, Waiting
from policymatch.rosters.standing import Where, standing_on
from policymatch.rosters.tiers import roster_in, tiers_library
from policymatch.rosters.wider import widened

# Verdicts as they stand in a table of tiers by firms.
_OUT, _OPEN, _IN = 0, 1, 2
_CODES = {Verdict.ELIGIBLE: _IN, Verdict.UNDECIDED: _OPEN}


@dataclass(frozen=True)
class Told:
    """What is told of firms in a roster; `before` are the tiers of an earlier list (see `list_firms`)."""

    roster: str
    lang: Lang
    why: bool
    criteria: bool
    before: Mapping[str, str | None] | None


@dataclass(frozen=True)
class Piece:
    """What is told of some firms."""

    firms: int
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]


def tiers_work(library: PolicyLibrary, shape: Shape, told: Told) -> Callable[[Task], Piece]:
    """Return the work that lists the firms of a table, piece by piece."""
    return _Tiers(library, shape, told).done


class _Tiers:
    """A roster made ready for the pieces of a table."""

    def __init__(self, library: PolicyLibrary, shape: Shape, told: Told) -> None:
        self._told, self._shape = told, shape
        # Names and codes alone.
        self._named = replace(shape, layout=narrowed(shape.layout, frozenset(), False), records={})
        self._roster = roster_in(library, told.roster)
        self._library = tiers_library(library, self._roster)
        self._ids = tuple(tier.policy.id for tier in self._roster.tiers)
        wanted = Wanted(amounts=False, undecided=True, why=False)
        self._finder = Finder(Compiled(self._library), shape, wanted)
        self._wider = Compiled(widened(self._library))
        self._lexicons = Lexicons(library.vocabulary)

    def done(self, task: Task) -> Piece:
        """Return where the firms of a piece stand."""
        chunk, day = task
        rows = len(chunk.numbers)
        found = self._finder.found(chunk, day)
        verdicts = np.zeros((len(self._ids), rows), np.uint8)
        for sure in found.sure:
            verdicts[sure.place, sure.rows] = _CODES[sure.verdict]
        for pair in found.pairs:
            verdicts[pair.place, pair.row] = _CODES[pair.verdict]
        # The highest tier that a firm is certainly in; behind the last one it is in none.
        held = np.where((verdicts == _IN).any(axis=0), (verdicts == _IN).argmax(axis=0), len(self._ids))
        above = np.arange(len(self._ids))[:, None] < held
        near = self._near(chunk, day) & above & (verdicts == _OUT)
        waiting = above & (verdicts == _OPEN)
        problems = list(found.problems)
        named = dict(enumerate(self._names(chunk)))
        asked = (held < len(self._ids)) | near.any(axis=0)
        if self._told.why:
            asked |= waiting.any(axis=0)
        if self._told.criteria:
            asked[:] = True
        elif self._told.before is not None:
            asked |= np.array([self._moved(named[row], int(held[row])) for row in range(rows)], np.bool_)
        asked[list(found.bad_rows)] = False
        members: dict[int, Member] = {}
        rows_asked = np.flatnonzero(asked)
        profiles = (
            chunk.profiles(rows_asked, self._shape, self._library.vocabulary) if len(rows_asked) else ()
        )
        for row, one in zip(rows_asked.tolist(), profiles, strict=True):
            if isinstance(one, Enterprise):
                reach = frozenset(self._ids[place] for place in np.flatnonzero(near[:, row]))
                members[row] = self._member(one, day, reach)
            else:
                problems += one
        for row, one in named.items():
            if asked[row] or row in found.bad_rows:
                continue
            if isinstance(one, Enterprise):
                members[row] = self._bare(one, waiting[:, row])
            else:
                problems += one
        return Piece(rows, tuple(members[row] for row in sorted(members)), tuple(problems))

    def _near(self, chunk: Chunk, day: date) -> npt.NDArray[np.bool_]:
        """Return by tier which firms a near step may bring in."""
        truths = ChunkTruths(self._wider, chunk, self._shape, self._lexicons, day)
        roots = self._wider.program.plan.roots
        planes = [truths.step(roots[one]).possible_at_most for one in self._ids]
        return np.array([unpacked(plane, truths.rows) for plane in planes], np.bool_)

    def _names(self, chunk: Chunk) -> Iterator[Enterprise | tuple[Problem, ...]]:
        return chunk.profiles(np.arange(len(chunk.numbers)), self._named, self._library.vocabulary)

    def _moved(self, one: Enterprise | tuple[Problem, ...], held: int) -> bool:
        """Return whether a firm is not in the tier that it was in."""
        before = self._told.before
        if before is None or not isinstance(one, Enterprise):
            return False
        tier = self._roster.tiers[held].key if held < len(self._ids) else None
        known = one.credit_code if one.credit_code in before else one.name
        return tier != before.get(known or "")

    def _bare(self, one: Enterprise, waiting: Bools) -> Member:
        """Return a firm of which columns tell all that is asked."""
        tiers = self._roster.tiers
        undecided = tuple(Waiting(tiers[place].key) for place in np.flatnonzero(waiting))
        where = Where.UNDECIDED if undecided else Where.OUT
        return Member(one.name, one.credit_code, where, None, undecided)

    def _member(self, enterprise: Enterprise, day: date, reach: frozenset[str]) -> Member:
        told, lang = self._told, self._told.lang
        one = standing_on(enterprise, self._roster, self._library, day, reach)
        tiers = {tier.policy.id: tier.key for tier in self._roster.tiers}
        step = None if one.entry is None else one.entry.step
        tier = None if one.tier is None else one.tier.key
        return Member(
            enterprise.name,
            enterprise.credit_code,
            one.where,
            tier,
            tuple(self._waiting(tiers[match.policy_id], match) for match in one.undecided),
            None
            if one.entry is None or step is None
            else Near(one.entry.tier.key, step.text(lang), step.when(lang)),
            tuple(Risk(risk.reason, risk.text.in_(lang), risk.by) for risk in one.leaving),
            {tiers[match.policy_id]: tuple(self._criteria(match)) for match in one.matches}
            if told.criteria or self._moved(enterprise, len(self._ids) if one.held is None else one.held)
            else {},
        )

    def _waiting(self, tier: str, match: Match) -> Waiting:
        if not self._told.why:
            return Waiting(tier)
        by = "" if match.undecided_by is None else match.undecided_by.value
        missing = tuple(
            one.label.in_(self._told.lang) for one in match.missing if one.needed_for == "verdict"
        )
        return Waiting(tier, by, missing)

    def _criteria(self, match: Match) -> Iterator[Seen]:
        for reason in match.reasons(self._told.lang):
            for leaf, _ in reason.leaves():
                yield Seen(leaf.required, leaf.mark, leaf.actual, leaf.cite)
