"""What a person has decided of a check: which check of which policy, the answer, who said so, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policymatch.text import normalise


@dataclass(frozen=True)
class Confirmation:
    """One decision of a person (确认).

    `policy` is the id of a policy, or the name of a fact whose definition has checks; `check` the text of the
    check; `record` names the record that was judged, None where the answer is for the firm and for all of its
    records. The decision counts from the day `on`.
    """

    policy: str
    check: str
    holds: bool
    by: str
    on: date
    note: str | None = None
    record: str | None = None

    def to_dict(self) -> dict[str, object]:
        """Return the decision as plain data for JSON."""
        return {
            "policy": self.policy,
            "check": self.check,
            "record": self.record,
            "holds": self.holds,
            "by": self.by,
            "on": self.on.isoformat(),
            "note": self.note,
        }

    @property
    def subject(self) -> tuple[str, str, str | None]:
        """Return what is decided, such that two decisions on the same thing have the same subject."""
        record = None if self.record is None else normalise(self.record)
        return normalise(self.policy), normalise(self.check), record
