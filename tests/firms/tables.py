"""Firms to write, and tables that are wrong in one thing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policymatch import firms
from policymatch.enterprise import Enterprise, Known, Record
from policymatch.firms.meta import RECORDS_KEY, VERSION, VERSION_KEY
from policymatch.values import Codes, Listing, Span

CODE, OTHER = "91341300MA2XKHTG50", "91341300MA2N0ABC0F"


def firm(name: str = "宿州恒拓机械有限公司", code: str | None = CODE, projects: int = 2) -> Enterprise:
    """Return a firm with exact and ranged facts and some projects."""
    listed = tuple(
        Record("project", {("equipment_investment", None, None): Known(Span.exact(number))})
        for number in range(projects)
    )
    return Enterprise(
        name,
        code,
        date(2026, 3, 15),
        {
            ("region", None, None): Known(Codes.exact("341302"), "市监", Span.exact(date(2026, 1, 1)), True),
            ("revenue", 2024, None): Known(Span.exact(23_500_000)),
            ("employees", None, None): Known(Span(50, 99)),
        },
        {"project": Listing(listed, True)},
    )


def written(folder: Path, *some: Enterprise) -> Path:
    """Return the place of a table of firms."""
    path = folder / "firms.parquet"
    firms.write(path, some or [firm(), firm("合肥甲公司", OTHER, 1)])
    return path


def plain(folder: Path, columns: dict[str, Any], metadata: dict[str, str] | None = None) -> Path:
    """Return the place of a table with the given columns, as another program might write it."""
    path = folder / "firms.parquet"
    told = {VERSION_KEY: VERSION, RECORDS_KEY: "{}"} if metadata is None else metadata
    made = columns if "name" in columns else {"name": ["甲公司"], **columns}
    pq.write_table(pa.table(made).replace_schema_metadata(told), path)
    return path


def changed(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Write a table anew with something changed, its metadata as they were."""
    before = pq.read_table(path)
    pq.write_table(change(before).replace_schema_metadata(before.schema.metadata), path)
