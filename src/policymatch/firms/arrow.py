"""pyarrow, loaded by the first function that needs it: reading a YAML profile must not wait for it."""

from __future__ import annotations

from typing import Any

from policymatch.extras import need

EXTRA = "tables"


def arrow() -> Any:
    """Return the module pyarrow. Raises MissingExtraError when it is not installed."""
    return need("pyarrow", EXTRA)


def compute() -> Any:
    """Return the module pyarrow.compute. Raises MissingExtraError when it is not installed."""
    return need("pyarrow.compute", EXTRA)


def parquet() -> Any:
    """Return the module pyarrow.parquet. Raises MissingExtraError when it is not installed."""
    return need("pyarrow.parquet", EXTRA)
