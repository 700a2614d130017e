"""A filing window seen from a date: whether it is open, and how many days are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OpenWindow:
    """A window that is open or opens next. `days_left` counts to its last day, or to its first."""

    opens: date
    closes: date
    is_open: bool
    days_left: int

    @classmethod
    def on(cls, opens: date, closes: date, as_of: date) -> OpenWindow:
        """Return the window as it stands on `as_of`."""
        is_open = opens <= as_of <= closes
        return cls(opens, closes, is_open, ((closes if is_open else opens) - as_of).days)

    def to_dict(self) -> dict[str, object]:
        """Return plain data with ISO dates."""
        return {
            "opens": self.opens.isoformat(),
            "closes": self.closes.isoformat(),
            "is_open": self.is_open,
            "days_left": self.days_left,
        }
