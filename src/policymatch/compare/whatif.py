"""One firm in two states: as it is, and as it would be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policymatch._version import __version__
from policymatch.benefit import Nature
from policymatch.compare.changes import changed_firm
from policymatch.compare.packages import PackageChange
from policymatch.compare.standing import Move, MoveKind, moves_between
from policymatch.compare.told import Change, in_both
from policymatch.compare.worth import Difference, difference_dict, differences, worth, worth_dict
from policymatch.enterprise import Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching import Recommendation, recommend
from policymatch.matching.conflicts import conflict_text
from policymatch.matching.firm import context_of, firm_on
from policymatch.messages import Both, Lang


@dataclass(frozen=True)
class Comparison:
    """A firm as it is and as it would be, under the same rules on the same day.

    `cautions` are facts that are still stated as before, but that the firm as it would be contradicts by
    their own definition: what is stated counts.
    """

    before: Recommendation
    after: Recommendation
    changes: tuple[Change, ...]
    cautions: tuple[Both, ...] = ()

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Return the policies that stand otherwise than before."""
        return moves_between(self.before, self.after)

    def of(self, kind: MoveKind) -> tuple[Move, ...]:
        """Return the moves of one kind, in the order of the later score."""
        return tuple(move for move in self.moves if move.kind is kind)

    @property
    def gained(self) -> tuple[Move, ...]:
        """Return the policies that the firm would qualify for and does not now."""
        return self.of(MoveKind.GAINED)

    @property
    def lost(self) -> tuple[Move, ...]:
        """Return the policies that the firm qualifies for and certainly would not."""
        return self.of(MoveKind.LOST)

    @property
    def unchanged(self) -> int:
        """Return how many policies in force stand as before."""
        return len(self.after.matches) - len(self.moves)

    @cached_property
    def sure(self) -> PackageChange:
        """Return how the package of what is sure would change."""
        return PackageChange(self.before.packages.sure, self.after.packages.sure)

    @cached_property
    def reachable(self) -> PackageChange:
        """Return how the best package that may be reached would change."""
        return PackageChange(self.before.packages.reachable, self.after.packages.reachable)

    @cached_property
    def differences(self) -> dict[Nature, Difference]:
        """Return how what the firm can get would move, by nature."""
        return differences(worth(self.before), worth(self.after))

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data for JSON, with texts in `lang`; amounts are yuan."""
        firm = self.before.enterprise
        return {
            "enterprise": {"name": firm.name, "credit_code": firm.credit_code},
            "as_of": self.before.as_of.isoformat(),
            "rules_version": self.before.rules_version,
            "version": __version__,
            "changes": [change.to_dict(lang) for change in self.changes],
            "cautions": [caution.in_(lang) for caution in self.cautions],
            "before": _state(self.before),
            "after": _state(self.after),
            "differences": difference_dict(self.differences),
            "packages": {"sure": self.sure.to_dict(lang), "reachable": self.reachable.to_dict(lang)},
            "moves": [move.to_dict(lang) for move in self.moves],
            "unchanged": self.unchanged,
        }

    def to_json(self, lang: Lang = "zh") -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(lang), ensure_ascii=False, indent=2)


def what_if(
    enterprise: Enterprise,
    changes: Iterable[str] | str,
    library: PolicyLibrary | None = None,
    as_of: date | None = None,
) -> Comparison:
    """Compare a firm with the firm it would be after `changes`, such as ``研发费用=500万元``.

    `library` defaults to the shipped rules, `as_of` to the profile's own day, else today. How changes are
    written stands in docs/whatif.md. Raises ChangeError with every problem of every change.
    """
    library = PolicyLibrary.load() if library is None else library
    day = as_of or enterprise.as_of or date.today()
    arguments = (changes,) if isinstance(changes, str) else changes
    changed = changed_firm(enterprise, arguments, library.vocabulary, day)
    return Comparison(
        recommend(enterprise, library, day),
        recommend(changed.enterprise, library, day),
        changed.changes,
        tuple(_cautions(enterprise, changed.enterprise, library, day)),
    )


def _cautions(before: Enterprise, after: Enterprise, library: PolicyLibrary, day: date) -> Iterable[Both]:
    """Yield how stated facts contradict their definitions after the change and did not before."""
    old, new = (context_of(firm, day, library) for firm in (before, after))
    known, found = firm_on(old), firm_on(new)
    assert known is not None
    assert found is not None
    for key, conflict in found.conflicts.items():
        if key not in known.conflicts:
            yield in_both(lambda lang, one=conflict: conflict_text(one, new, lang))  # type: ignore[misc]


def _state(recommendation: Recommendation) -> dict[str, object]:
    return {"decision_id": recommendation.decision_id, "totals": worth_dict(worth(recommendation))}
