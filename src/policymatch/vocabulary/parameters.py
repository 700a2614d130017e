"""Reads tables of figures that change by date or place: `parameters:` of a vocabulary file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from policymatch.names import nearest
from policymatch.values import DateSpan, Number, NumberSpan, Span
from policymatch.values.arithmetic import whole
from policymatch.values.dates import days_written, is_shaped_like_date
from policymatch.vocabulary.code_names import candidates, codes_named
from policymatch.vocabulary.codes import regions
from policymatch.vocabulary.model import ParameterRow, ParameterTable
from policymatch.vocabulary.spec import ParameterRowSpec, ParameterSpec
from policymatch.vocabulary.units import Unit, compound_unit, unit_names
from policymatch.yamlio import Path

Report = Callable[..., None]

_VALUE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(\D.*)?\Z")


def build_table(
    key: str,
    spec: ParameterSpec,
    bounds: tuple[Number | None, Number | None],
    report: Report,
) -> ParameterTable | None:
    """Return a table, or None when its unit is unknown; `report` notes what is wrong, row by row."""
    unit = None if spec.unit is None else compound_unit(spec.unit)
    if spec.unit is not None and unit is None:
        report("unknown-unit", ("unit",), nearest(spec.unit, unit_names(), short=True), found=spec.unit)
        return None
    rows = tuple(_rows(spec, unit, report))
    _report_overlaps(rows, report)
    return ParameterTable(
        key=key,
        label=spec.label,
        en=spec.en or key.replace("_", " "),
        aliases=tuple(spec.aliases),
        unit=unit,
        rows=rows,
        bounds=bounds,
        source=spec.source,
    )


def _rows(spec: ParameterSpec, unit: Unit | None, report: Report) -> Iterator[ParameterRow]:
    if isinstance(spec.values, list):
        for index, one in enumerate(spec.values):
            yield from _row(one, unit, ("values", index), report)
        return
    for name, value in spec.values.items():
        path: Path = ("values", name)
        short = (
            ParameterRowSpec(value=value, during=name)
            if is_shaped_like_date(name)
            else ParameterRowSpec(value=value, region=name)
        )
        yield from _row(short, unit, path, report)


def _row(spec: ParameterRowSpec, unit: Unit | None, path: Path, report: Report) -> tuple[ParameterRow, ...]:
    """Return one row as a table holds it; of a region that is no more, one for each region of today."""
    value = _value(spec.value, unit)
    if value is None:
        expected = unit.zh if unit is not None else "—"
        report("parameter-value", path, None, found=spec.value, expected=expected)
        return ()
    days = None
    if spec.during is not None:
        days = _days(spec.during)
        if days is None:
            report("bad-date", path, None, found=spec.during)
            return ()
    if spec.region is None:
        return (ParameterRow(value, days),)
    found = codes_named(regions(), spec.region)
    if len(found) != 1:
        listed = candidates(regions(), found)
        near = None if found else regions().suggest(spec.region)
        code = "ambiguous-code" if found else "unknown-code"
        report(code, path, near, found=spec.region, expected=listed)
        return ()
    return tuple(ParameterRow(value, days, region) for region in regions().prefixes(found[0]))


def _value(text: str, unit: Unit | None) -> NumberSpan | None:
    """Return a figure in base units; one without a unit of its own is in the table's."""
    match = _VALUE.match(text.strip())
    if match is None:
        return None
    own = unit if match[2] is None else compound_unit(match[2])
    if match[2] is not None and (own is None or own.dimension != (unit.dimension if unit else ())):
        return None
    number = whole(Fraction(match[1]) * (own.size if own is not None else 1))
    return Span(number, number)


def _days(during: str | tuple[str, str]) -> DateSpan | None:
    ends = (during, during) if isinstance(during, str) else during
    try:
        first, last = (days_written(end) for end in ends)
        return Span(first.low, last.high)
    except ValueError:
        return None


def _report_overlaps(rows: tuple[ParameterRow, ...], report: Report) -> None:
    """Report rows that both hold for some day and place: nobody could tell which is meant."""
    for index, row in enumerate(rows):
        for other in rows[:index]:
            same_days = row.days is None or other.days is None or row.days.meet(other.days) is not None
            here, there = row.region or "", other.region or ""
            if same_days and (here.startswith(there) or there.startswith(here)):
                report("parameter-overlap", ("values",), None, found=index + 1)
                return
