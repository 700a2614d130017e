"""Makes the files that tests of intake read: small workbooks, and ones spoilt on purpose."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_INLINE = re.compile(r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)

Rows = Iterable[Iterable[Any]]


def xlsx(path: Path, rows: Rows = (("企业名称", "营业收入(万元)"), ("甲公司", 2350)), *merged: str) -> Path:
    """Make a workbook of one sheet, named 企业."""
    return xlsx_of(path, {"企业": rows}, {"企业": merged})


def xlsx_of(
    path: Path, sheets: Mapping[str, Rows], merged: Mapping[str, Iterable[str]] | None = None
) -> Path:
    """Make a workbook of several sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in (merged or {}).get(name, ()):
            sheet.merge_cells(cells)
    book.save(path)
    return _with_shared_texts(path)


def _with_shared_texts(path: Path) -> Path:
    """Move the texts out of the cells, as Excel has them; openpyxl writes them into the cells."""
    texts: list[str] = []

    def shared(cell: re.Match[str]) -> str:
        texts.append(cell[2])
        return f'{cell[1]} t="s"><v>{len(texts) - 1}</v></c>'

    relation = f'<Relationship Type="{_RELATION}" Target="sharedStrings.xml" Id="rIdTexts"/></Relationships>'
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_CONTENT}"/></Types>'

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return content.replace(b"</Relationships>", relation.encode())
        if name == "[Content_Types].xml":
            return content.replace(b"</Types>", override.encode())
        return _INLINE.sub(shared, content.decode()).encode() if "/sheet" in name else content

    changed(path, change)
    items = "".join(f"<si>{text}</si>" for text in texts)
    return with_parts(path, {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'.encode()})


def xls(path: Path, rows: Rows, *merged: tuple[int, int, int, int], day: str = "yyyy-mm-dd") -> Path:
    """Make a workbook of the old format; `merged` counts from 0, as xlwt does."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("企业", cell_overwrite_ok=True)
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            style = xlwt.easyxf(num_format_str=day) if hasattr(value, "year") else xlwt.Style.default_style
            if value is not None:
                sheet.write(y, x, value, style)
    for top, bottom, left, right in merged:
        sheet.merge(top, bottom, left, right)
    book.save(str(path))
    return path


def text(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Make a text file of cells."""
    lines = (delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows)
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def with_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Add parts to a workbook, or put them in the place of those it has."""
    return changed(path, lambda name, content: parts.get(name, content), parts)


def changed(
    path: Path, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] | None = None
) -> Path:
    """Send every part of a workbook through `change`, and add more."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents = {**{name: change(name, content) for name, content in contents.items()}, **(more or {})}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def replaced(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a piece of one part's XML, which must be there."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old.encode() in content, content
        return content.replace(old.encode(), new.encode())

    return changed(path, change)
