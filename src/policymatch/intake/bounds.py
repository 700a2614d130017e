"""How large an input may be. Whatever lies beyond is refused, so that no file can exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most of everything that intake reads; the defaults leave room for a large city's workbooks."""

    file_bytes: int = 1_000_000_000
    entries: int = 2_000
    """Files inside an xlsx."""
    unpacked_bytes: int = 2_000_000_000
    part_bytes: int = 64_000_000
    """One part of an xlsx that is held in memory: styles, the list of sheets."""
    ratio: int = 200
    """Bytes unpacked for a byte packed; sheets of real workbooks reach 10 to 60."""
    ratio_from: int = 10_000_000
    """Bytes unpacked below which the ratio does not matter."""
    texts: int = 200_000_000
    """Bytes of the shared texts of a workbook, which are held in memory."""
    sheets: int = 200
    columns: int = 2_000
    rows: int = 5_000_000
    cell: int = 32_767
    """Characters of a cell; Excel's own bound."""
    quoted_lines: int = 200
    """Lines that one quoted cell of a text file may span."""
    line_bytes: int = 4_000_000
    depth: int = 20
    """Levels of lists and mappings inside a line of JSON."""


USUAL = Bounds()
