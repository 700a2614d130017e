"""The firms nearest to a firm among many: all compared, and only the nearest matched with policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import nsmallest

from policymatch.enterprise import Enterprise
from policymatch.language import Context
from policymatch.library import PolicyLibrary
from policymatch.matching import Recommendation, Verdict, recommend
from policymatch.matching.firm import context_of
from policymatch.peers.distance import Likeness, likeness_of
from policymatch.peers.model import Peer, PeerPolicy, Peers
from policymatch.peers.read import traits_of

_Compared = tuple[Likeness, Enterprise, Context]


def peers_of(
    enterprise: Enterprise,
    others: Iterable[Enterprise],
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
    limit: int = 10,
) -> Peers:
    """Return the firms of `others` most like `enterprise`, and what they qualify for that it does not yet.

    All are asked about on the same day, `as_of`: by default that of the profile, else today. The firm itself
    is left out: what has its credit code, or its name where one of the two states no code. Of several
    profiles of one firm the first counts. `others` is gone through once; only the nearest `limit` are
    matched with the policies of `library` (default: the shipped ones). Raises ValueError unless `limit` is
    above zero.
    """
    if limit < 1:
        raise ValueError(f"limit must be above zero (got {limit})")
    library = PolicyLibrary.load() if library is None else library
    own = recommend(enterprise, library, as_of)
    compared = _Comparison(enterprise, own.as_of, library)
    nearest = tuple(
        Peer(likeness, recommend(other, library, own.as_of), context)
        for likeness, other, context in nsmallest(limit, compared.with_all(others), key=_order)
    )
    return Peers(own, compared.context, nearest, compared.seen, tuple(_policies(own, nearest)))


def _order(one: _Compared) -> tuple[float, str, str]:
    likeness, other, _ = one
    return -likeness.discounted, other.name, other.credit_code or ""


class _Comparison:
    """One firm compared with many, one after the other; `seen` counts those that could be."""

    def __init__(self, enterprise: Enterprise, as_of: date, library: PolicyLibrary) -> None:
        self._enterprise, self._as_of, self._library = enterprise, as_of, library
        self.context = context_of(enterprise, as_of, library)
        self.seen = 0

    def with_all(self, others: Iterable[Enterprise]) -> Iterator[_Compared]:
        """Yield the likeness of each firm, where there is anything to tell it by."""
        traits = traits_of(self.context)
        known = _Known()
        known.add(self._enterprise)
        for other in others:
            if not known.add(other):
                continue
            context = context_of(other, self._as_of, self._library)
            likeness = likeness_of(traits, traits_of(context, traits))
            if likeness.parts:
                self.seen += 1
                yield likeness, other, context


class _Known:
    """The firms met so far: by their credit codes, or their names where one of two states no code."""

    def __init__(self) -> None:
        self._codes: set[str] = set()
        self._names: set[str] = set()
        self._names_alone: set[str] = set()

    def add(self, firm: Enterprise) -> bool:
        """Note a firm; return whether it is a new one."""
        code, name = firm.credit_code, firm.name
        if name in self._names_alone or (name in self._names if code is None else code in self._codes):
            return False
        self._names.add(name)
        if code is None:
            self._names_alone.add(name)
        else:
            self._codes.add(code)
        return True


def _policies(own: Recommendation, nearest: tuple[Peer, ...]) -> Iterator[PeerPolicy]:
    """Yield the policies that peers qualify for and the firm does not, those of most of the nearest first."""
    qualify: dict[str, list[Peer]] = {}
    for peer in nearest:
        for match in peer.recommendation.eligible:
            qualify.setdefault(match.policy.id, []).append(peer)
    found = [
        PeerPolicy(match, tuple(qualify[match.policy.id]), nearest)
        for match in own.matches
        if match.policy.id in qualify and match.verdict is not Verdict.ELIGIBLE
    ]
    yield from sorted(found, key=lambda one: (-one.share, one.match.policy.id))
