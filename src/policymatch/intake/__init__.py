"""From the workbooks and databases that exist to tables: what a bureau has, read as it is."""

from policymatch.intake.bounds import Bounds
from policymatch.intake.readers import tables_of
from policymatch.intake.table import ErrorCell, LostDigits, Merged, NoResult, Percent, Raw, Table

__all__ = [
    "Bounds",
    "ErrorCell",
    "LostDigits",
    "Merged",
    "NoResult",
    "Percent",
    "Raw",
    "Table",
    "tables_of",
]
