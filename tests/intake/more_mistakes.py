"""The codes of intake by other ways: what else is hostile or broken."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.packaging.relationship import Relationship
from tests.intake.mistakes import OLE, SHEET, written
from tests.intake.workbooks import MAIN, replaced, text, with_parts, xlsx, xlsx_of


def macro_sheet(folder: Path) -> Path:
    return with_parts(xlsx(folder / "a.xlsx"), {"xl/macrosheets/sheet1.xml": b"<a/>"})


def macros_by_name(folder: Path) -> Path:
    return xlsx(folder / "a.xlsx").rename(folder / "a.xlsm")


def macros_in_xls(folder: Path) -> Path:
    names = "Workbook".encode("utf-16-le") + "_VBA_PROJECT_CUR".encode("utf-16-le")
    return written(folder / "a.xls", OLE + bytes(600) + names)


def other_ole(folder: Path) -> Path:
    return written(folder / "a.xls", OLE + bytes(600) + "WordDocument".encode("utf-16-le"))


def link_by_relation(folder: Path) -> Path:
    path = folder / "a.xlsx"
    book = openpyxl.Workbook()
    relation = Relationship(type="oleLink", Target="file:///etc/passwd", TargetMode="External", Id="rId9")
    xml = openpyxl.packaging.relationship.RelationshipList((relation,)).to_tree()
    book.save(path)
    return with_parts(path, {"xl/worksheets/_rels/sheet1.xml.rels": openpyxl.xml.functions.tostring(xml)})


def mashup(folder: Path) -> Path:
    content = '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="a">AAAA</DataMashup>'
    return with_parts(xlsx(folder / "a.xlsx"), {"customXml/item1.xml": content.encode("utf-16")})


def dde_in_csv(folder: Path) -> Path:
    return text(folder / "a.csv", [["名称", "收入"], ["=cmd|'/C calc'!A0", 1]])


def lying_size(folder: Path) -> Path:
    """An entry that says it unpacks to ten bytes, and does to a million."""
    path = with_parts(xlsx(folder / "a.xlsx"), {"xl/worksheets/sheet1.xml": bytes(1_000_000)})
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    return written(path, path.read_bytes().replace(struct.pack("<L", info.file_size), struct.pack("<L", 10)))


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "a.csv")
    return folder / "a.csv"


def cut_sheet(folder: Path) -> Path:
    return replaced(xlsx(folder / "a.xlsx"), SHEET, "</sheetData>", "")


def many_formats(folder: Path) -> Path:
    return written(folder / "a.parquet", b"PAR1" + b"\xff" * 200 + b"PAR1")


def strict(folder: Path) -> Path:
    """The strict form of the standard, in whose sheets openpyxl finds no rows."""
    ordinary, purl = "schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml"
    return replaced(xlsx(folder / "a.xlsx"), SHEET, ordinary, purl)


def listed_without_part(folder: Path) -> Path:
    path = xlsx_of(folder / "a.xlsx", {"企业": [["名称"]], "项目": [["名称"]]})
    return replaced(path, "xl/_rels/workbook.xml.rels", "sheet2.xml", "sheet3.xml")


def rows_out_of_order(folder: Path) -> Path:
    return replaced(xlsx(folder / "a.xlsx"), SHEET, '<row r="2"', '<row r="1"')


def elements_in_one_row(folder: Path) -> Path:
    content = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{"<c/>" * 1_000_001}</row></sheetData></worksheet>'
    )
    return with_parts(xlsx(folder / "a.xlsx"), {SHEET: content.encode()})


def sheet_for_texts(folder: Path) -> Path:
    return replaced(
        xlsx(folder / "a.xlsx"), "[Content_Types].xml", "/xl/sharedStrings.xml", "/xl/worksheets/sheet1.xml"
    )


def one_text_in_every_record(folder: Path) -> Path:
    """Gigabytes in a file of some kilobytes: the text stands there once."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["甲" * 40_000]))
    pq.write_table(pa.table({"名称": texts}), folder / "a.parquet", store_schema=False)
    return folder / "a.parquet"


def dde_in_a_formula(folder: Path) -> Path:
    row = '<row r="9"><c r="A9"><f>cmd|\'/C calc\'!A0</f><v>5</v></c></row></sheetData>'
    return replaced(xlsx(folder / "a.xlsx"), SHEET, "</sheetData>", row)


def fewer_texts_than_said(folder: Path) -> Path:
    """A list of shared texts that says it has a thousand million, and has one."""
    content = f'<sst xmlns="{MAIN}" count="1000000000" uniqueCount="1000000000"><si><t>甲</t></si></sst>'
    return with_parts(xlsx(folder / "a.xlsx"), {"xl/sharedStrings.xml": content.encode()})


def entities_in_texts(folder: Path) -> Path:
    content = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    return with_parts(xlsx(folder / "a.xlsx"), {"xl/sharedStrings.xml": content})


def ten_million_columns(folder: Path) -> Path:
    return written(folder / "a.csv", "," * 10_000_000)


def footer_of_two_gigabytes(folder: Path) -> Path:
    return written(folder / "a.parquet", b"PAR1" + bytes(100) + struct.pack("<I", 2**31 - 1) + b"PAR1")


def database_of_zeros(folder: Path) -> str:
    path = written(folder / "a.db", b"SQLite format 3\0" + bytes(5_000))
    return f"sqlite:///{path}"


MORE: dict[str, tuple[str, Callable[[Path], Path | str]]] = {
    "macro sheet": ("intake-macros", macro_sheet),
    "named xlsm": ("intake-macros", macros_by_name),
    "macros in an xls": ("intake-macros", macros_in_xls),
    "a Word document named xls": ("intake-wrong-ending", other_ole),
    "link by relation": ("intake-external-link", link_by_relation),
    "Power Query": ("intake-connection", mashup),
    "DDE in a text file": ("intake-dde", dde_in_csv),
    "DDE in a formula": ("intake-dde", dde_in_a_formula),
    "path in an archive": (
        "intake-damaged",
        lambda f: with_parts(xlsx(f / "a.xlsx"), {"../../evil.txt": b"x"}),
    ),
    "sheet outside the archive": (
        "intake-damaged",
        lambda f: replaced(
            xlsx(f / "a.xlsx"), "xl/_rels/workbook.xml.rels", "/xl/worksheets/sheet1.xml", "/../../etc/passwd"
        ),
    ),
    "fewer texts than said": ("intake-damaged", fewer_texts_than_said),
    "entities in texts": ("intake-xml-entities", entities_in_texts),
    "zero in a sheet": (
        "intake-damaged",
        lambda f: replaced(xlsx(f / "a.xlsx"), SHEET, "<sheetData>", "<sheetData>\0"),
    ),
    "zip named xls": ("intake-wrong-ending", lambda f: xlsx(f / "a.xlsx").rename(f / "a.xls")),
    "ten million columns": ("intake-line-too-long", ten_million_columns),
    "footer of two gigabytes": ("intake-damaged", footer_of_two_gigabytes),
    "database of zeros": ("intake-database-failed", database_of_zeros),
    "declared size too small": ("intake-damaged", lying_size),
    "pipe": ("intake-not-a-file", pipe),
    "device": ("intake-not-a-file", lambda _: Path("/dev/zero")),
    "no file": ("file-unreadable", lambda folder: folder / "a.xlsx"),
    "sheet cut short": ("intake-damaged", cut_sheet),
    "strict form of xlsx": ("intake-wrong-ending", strict),
    "sheet listed without a part": ("intake-damaged", listed_without_part),
    "rows out of order": ("intake-damaged", rows_out_of_order),
    "elements in one row": ("intake-damaged", elements_in_one_row),
    "a sheet for shared texts": ("intake-damaged", sheet_for_texts),
    "one text in every record": ("intake-cell-too-long", one_text_in_every_record),
    "broken Parquet": ("intake-damaged", many_formats),
    "csv named xlsx": ("intake-wrong-ending", lambda f: text(f / "a.xlsx", [["名称"], ["甲"]])),
    "xlsx named csv": ("intake-wrong-ending", lambda f: xlsx(f / "a.xlsx").rename(f / "a.csv")),
    "key twice": ("json-duplicate-key", lambda f: written(f / "a.jsonl", '{"a": 1, "a": 2}')),
    "no JSON": ("json-syntax", lambda f: written(f / "a.jsonl", "{'a': 1}")),
    "not a number": ("json-syntax", lambda f: written(f / "a.jsonl", '{"a": NaN}')),
    "zero in JSON": ("intake-nul-bytes", lambda f: written(f / "a.jsonl", '{"a": "b\\u0000"}')),
    "half a character": ("intake-encoding", lambda f: written(f / "a.jsonl", '{"a": "甲\\ud800"}')),
    "half a character in a workbook": ("intake-encoding", lambda f: xlsx(f / "a.xlsx", [["甲_xD800_"]])),
    "not a database": ("intake-wrong-ending", lambda f: written(f / "a.parquet", b"SQLite format 3\0")),
}
