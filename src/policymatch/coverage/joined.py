"""Rows of applications → the firm and the policy that each means, or why nobody can tell.

A credit code decides alone: a row whose code no firm has is never joined by its name to a firm with another
code. Without a code the name must be that of one firm; a name that is only like one is joined where it is
surely meant (policymatch.names), and told as such. Policies are found by id, by title, then by a like title.
A state that is not known is of an application all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policymatch.coverage.applications import Application
from policymatch.coverage.named import FirmName
from policymatch.coverage.words import State
from policymatch.library import PolicyLibrary
from policymatch.names import NameIndex, NameKind
from policymatch.text import normalise


class Why(StrEnum):
    """Why a row was not joined, or not counted as it stands."""

    NO_FIRM = "no-firm"
    SEVERAL_FIRMS = "several-firms"
    NO_POLICY = "no-policy"
    SEVERAL_POLICIES = "several-policies"
    NOT_IN_FORCE = "not-in-force"


class Doubt(StrEnum):
    """Why a person should look at a row that was joined."""

    LIKE_NAME = "like-name"
    OTHER_CODE = "other-code"  # joined by the name alone: no firm has the code of the row
    UNKNOWN_STATE = "unknown-state"


@dataclass(frozen=True)
class Joined:
    """A row with the place of its firm and the id of its policy."""

    application: Application
    firm: int
    policy_id: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def state(self) -> State:
        """Return what became of the application; it was made, if nobody can tell."""
        return self.application.state or State.APPLIED


@dataclass(frozen=True)
class Unjoined:
    """A row that could not be joined, why, and what may be meant."""

    application: Application
    why: Why
    near: str | None = None


def join(
    applications: Iterable[Application], firms: Sequence[FirmName], library: PolicyLibrary
) -> tuple[list[Joined], list[Unjoined]]:
    """Return the rows that mean one firm and one policy, and the others."""
    by_firm, by_policy = _Firms(firms), _Policies(library)
    joined: list[Joined] = []
    others: list[Unjoined] = []
    for one in applications:
        firm, policy = by_firm.find(one), by_policy.find(one.policy)
        wrong = next((side for side in (firm, policy) if isinstance(side, Unfound)), None)
        if wrong is not None:
            others.append(Unjoined(one, wrong.why, wrong.near))
        elif isinstance(firm, Found) and isinstance(policy, Found):
            unknown = (Doubt.UNKNOWN_STATE,) if one.state is None else ()
            found = dict.fromkeys((*firm.doubts, *policy.doubts, *unknown))
            joined.append(Joined(one, int(firm.key), policy.key, tuple(found)))
    return joined, others


@dataclass(frozen=True)
class Found:
    """What a name means."""

    key: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Unfound:
    """Why a name means nothing that is known."""

    why: Why
    near: str | None = None


class _Firms:
    """Firms by code, by name, and by like names."""

    def __init__(self, firms: Sequence[FirmName]) -> None:
        self._firms = firms
        self._codes = {one.credit_code: at for at, one in enumerate(firms) if one.credit_code is not None}
        self._names: dict[str, list[int]] = {}
        for at, one in enumerate(firms):
            self._names.setdefault(normalise(one.name), []).append(at)
        self._index: NameIndex | None = None

    def find(self, row: Application) -> Found | Unfound:
        if row.code is not None and row.code in self._codes:
            return Found(str(self._codes[row.code]))
        name = row.name or ""
        named = self._names.get(normalise(name), []) if name else []
        # One of two that state different codes is another firm, whatever it is called.
        may_be = [at for at in named if row.code is None or self._firms[at].credit_code is None]
        if len(may_be) == 1:
            return Found(str(may_be[0]), () if row.code is None else (Doubt.OTHER_CODE,))
        if named:
            why = Why.SEVERAL_FIRMS if len(may_be) > 1 else Why.NO_FIRM
            return Unfound(why, self._firms[named[0]].name)
        return self._like(name, row.code is None)

    def _like(self, name: str, may_join: bool) -> Found | Unfound:
        if self._index is None:
            self._index = NameIndex(NameKind.FIRM, {one.name: at for at, one in enumerate(self._firms)})
        near = next(iter(self._index.matches(name, 1)), None)
        if near is None:
            return Unfound(Why.NO_FIRM)
        places = self._names[normalise(near.name)]
        if may_join and near.sure and len(places) == 1:
            return Found(str(places[0]), (Doubt.LIKE_NAME,))
        return Unfound(Why.NO_FIRM, near.name)


class _Policies:
    """Policies by id, by title, and by like titles; each text is looked up once."""

    def __init__(self, library: PolicyLibrary) -> None:
        self._ids = {normalise(one.id): one.id for one in library}
        self._titles: dict[str, list[str]] = {}
        for one in library:
            self._titles.setdefault(normalise(one.title), []).append(one.id)
        self._index = NameIndex(NameKind.POLICY, dict.fromkeys(one.title for one in library))
        self._known: dict[str, Found | Unfound] = {}

    def find(self, text: str) -> Found | Unfound:
        if text not in self._known:
            self._known[text] = self._found(text)
        return self._known[text]

    def _found(self, text: str) -> Found | Unfound:
        plain = normalise(text)
        if plain in self._ids:
            return Found(self._ids[plain])
        titled = self._titles.get(plain, [])
        alike = False
        near = None
        if not titled and text:
            near = next(iter(self._index.matches(text, 1)), None)
            alike = near is not None and near.sure
            titled = self._titles[normalise(near.name)] if near is not None and near.sure else []
        if len(titled) == 1:
            return Found(titled[0], (Doubt.LIKE_NAME,) if alike else ())
        if titled:
            return Unfound(Why.SEVERAL_POLICIES, " / ".join(titled))
        return Unfound(Why.NO_POLICY, None if near is None else near.name)
