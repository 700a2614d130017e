"""What a raw cell says to people: its text, whether it says anything, and what has become of what it held."""

from __future__ import annotations

from policymatch.enterprise.labels import is_unknown
from policymatch.enterprise.trouble import shown
from policymatch.intake.table import ErrorCell, LostDigits, NoResult, Percent, Raw
from policymatch.problems import Problem


def is_blank(raw: Raw) -> bool:
    """Return whether a cell says nothing, whatever its column is."""
    return raw is None or (isinstance(raw, str) and is_unknown(raw.strip()))


def text_of(raw: Raw) -> str:
    """Return a cell as people are shown it."""
    match raw:
        case ErrorCell(text) | LostDigits(text):
            return text
        case NoResult(formula):
            return formula
        case Percent(share):
            return f"{share * 100:f}%"
    return "" if raw is None else str(raw)


def spoilt(raw: Raw) -> Problem | None:
    """Return why a cell cannot be read, whatever its column is."""
    match raw:
        case ErrorCell(text):
            return Problem("cell-error", values={"found": shown(text)})
        case NoResult():
            return Problem("cell-no-result")
        case LostDigits(text):
            return Problem("cell-lost-digits", values={"found": shown(text)})
    return None
