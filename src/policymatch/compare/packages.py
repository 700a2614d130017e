"""How the best lawful package of a firm changes: which policies come into it, which leave it."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.matching.packages import FirmPackage
from policymatch.messages import Lang
from policymatch.package.told import plain_fen


@dataclass(frozen=True)
class PackageChange:
    """A package in two states. What is paid is fen; None where a policy is not in the package."""

    before: FirmPackage
    after: FirmPackage

    @property
    def paid(self) -> dict[str, tuple[int | None, int | None]]:
        """Return what every candidate of either package that is not paid the same is paid, by its id."""
        old, new = ({one.id: one.amount for one in side.package.chosen} for side in (self.before, self.after))
        ids = sorted(old.keys() | new.keys())
        return {one: (old.get(one), new.get(one)) for one in ids if old.get(one) != new.get(one)}

    def title(self, candidate: str) -> str:
        """Return what a candidate is called: the title of its policy."""
        titles = self.before.titles | self.after.titles
        return titles.get(candidate, candidate)

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data; amounts are yuan, `moved` what each policy is paid otherwise than before."""
        return {
            "before": self.before.to_dict(lang),
            "after": self.after.to_dict(lang),
            "moved": [
                {"id": key, "title": self.title(key), "before": _yuan(old), "after": _yuan(new)}
                for key, (old, new) in self.paid.items()
            ],
        }


def _yuan(fen: int | None) -> int | float | None:
    return None if fen is None else plain_fen(fen)
