"""One file, made on the spot, for each error code of intake: hostile, damaged, or no table at all."""

from __future__ import annotations

import os
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.packaging.relationship import Relationship
from tests.intake.workbooks import replaced, text, with_parts, xlsx, xlsx_of

from policymatch.intake import Bounds, tables_of
from policymatch.problems import IntakeError, Problem

SHEET = "xl/worksheets/sheet1.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def problem_of(
    source: str | Path, query: str | None = None, bounds: Bounds | None = None, *names: str
) -> Problem:
    """Return the one problem that reading a source to its end has."""
    try:
        for table in tables_of(source, query, names, bounds or Bounds()):
            assert table.width >= 0
            assert list(table.merged) is not None
            for _ in table.rows():
                pass
    except IntakeError as error:
        (problem,) = error.problems
        return problem
    raise AssertionError(f"{source} was read")


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def not_a_file(folder: Path) -> Problem:
    (folder / "a.xlsx").mkdir()
    return problem_of(folder / "a.xlsx")


def symlink(folder: Path) -> Problem:
    xlsx(folder / "real.xlsx")
    (folder / "a.xlsx").symlink_to("real.xlsx")
    return problem_of(folder / "a.xlsx")


def damaged(folder: Path) -> Problem:
    path = xlsx(folder / "a.xlsx")
    return problem_of(written(path, path.read_bytes()[:-500]))


def encrypted(folder: Path) -> Problem:
    content = _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    return problem_of(written(folder / "a.xlsx", content))


def macros(folder: Path) -> Problem:
    return problem_of(with_parts(xlsx(folder / "a.xlsx"), {"xl/vbaProject.bin": b"program"}))


def linked(folder: Path, link: str) -> Path:
    part = f'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><{link}/></externalLink>'
    return with_parts(xlsx(folder / "a.xlsx"), {"xl/externalLinks/externalLink1.xml": part.encode()})


def connection(folder: Path) -> Problem:
    return problem_of(with_parts(xlsx(folder / "a.xlsx"), {"xl/connections.xml": b"<connections/>"}))


def zip_entries(folder: Path) -> Problem:
    return problem_of(xlsx(folder / "a.xlsx"), bounds=Bounds(entries=5))


def zip_size(folder: Path) -> Problem:
    path = with_parts(xlsx(folder / "a.xlsx"), {"xl/media/a.png": bytes(3_000_000)})
    return problem_of(path, bounds=Bounds(unpacked_bytes=2_000_000))


def zip_ratio(folder: Path) -> Problem:
    return problem_of(with_parts(xlsx(folder / "a.xlsx"), {"xl/media/a.png": bytes(11_000_000)}))


def zip_nested(folder: Path) -> Problem:
    inner = xlsx(folder / "inner.xlsx").read_bytes()
    return problem_of(with_parts(xlsx(folder / "a.xlsx"), {"xl/embeddings/inner.xlsx": inner}))


def xml_entities(folder: Path) -> Problem:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE sst [<!ENTITY a0 "ha">{levels}]><worksheet>&a9;</worksheet>'
    return problem_of(with_parts(xlsx(folder / "a.xlsx"), {SHEET: bomb.encode()}))


def cell_too_long(folder: Path) -> Problem:
    path = xlsx(folder / "a.xlsx", [["企业名称"], ["甲" * 101]])
    found = problem_of(path, bounds=Bounds(cell=100))
    assert found.place.path == "企业!A2"
    return found


def line_too_long(folder: Path) -> Problem:
    return problem_of(written(folder / "a.csv", "甲," * 600), bounds=Bounds(line_bytes=1_000))


def too_many_sheets(folder: Path) -> Problem:
    path = xlsx_of(folder / "a.xlsx", {f"企业{n}": [["名称"]] for n in range(4)})
    return problem_of(path, bounds=Bounds(sheets=3))


def too_many_columns(folder: Path) -> Problem:
    return problem_of(replaced(xlsx(folder / "a.xlsx"), SHEET, 'r="B2"', 'r="XFD2"'))


def too_many_rows(folder: Path) -> Problem:
    return problem_of(xlsx(folder / "a.xlsx", [["名称"]] * 11), bounds=Bounds(rows=10))


def too_many_texts(folder: Path) -> Problem:
    path = xlsx(folder / "a.xlsx", [[f"第{n}家企业"] for n in range(30)])
    return problem_of(path, bounds=Bounds(texts=100))


def nul_bytes(folder: Path) -> Problem:
    return problem_of(written(folder / "a.csv", "名称,收入\n甲\0\0公司,1\n"))


def encoding(folder: Path) -> Problem:
    return problem_of(written(folder / "a.csv", b"name,income\n\xff\xff\xff,1\n"))


def open_quote(folder: Path) -> Problem:
    found = problem_of(text(folder / "a.csv", [["名称", "收入"], ['"甲公司', 1], *[["乙公司", 2]] * 900]))
    assert found.place.line == 2
    return found


def stray_quote(folder: Path) -> Problem:
    found = problem_of(text(folder / "a.csv", [["名称", "收入"], ["乙公司", 1], ['"甲"公司"', 2]]))
    assert found.place.line == 3
    return found


def json_deep(folder: Path) -> Problem:
    return problem_of(written(folder / "a.jsonl", '{"名称": "甲"}\n{"a": ' + "[" * 100_000 + "\n"))


def query_of_file(folder: Path) -> Problem:
    return problem_of(xlsx(folder / "a.xlsx"), "SELECT 1")


def database(folder: Path) -> str:
    path = folder / "a.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE 贷款台账 (企业名称 TEXT, 金额 NUMERIC)")
    connection.close()
    return f"sqlite:///{path}"


def unknown_table(folder: Path) -> Problem:
    found = problem_of(database(folder), None, None, "贷款台帐")
    assert found.nearest == "贷款台账"
    return found


INTAKE: dict[str, Callable[[Path], Problem]] = {
    "intake-not-a-file": not_a_file,
    "intake-symlink": symlink,
    "intake-empty": lambda folder: problem_of(written(folder / "a.csv", b"")),
    "intake-too-large": lambda folder: problem_of(xlsx(folder / "a.xlsx"), bounds=Bounds(file_bytes=1_000)),
    "intake-unknown-kind": lambda folder: problem_of(written(folder / "a.ods", b"x")),
    "intake-wrong-ending": lambda folder: problem_of(written(folder / "a.xls", "<html><table>")),
    "intake-damaged": damaged,
    "intake-encrypted": encrypted,
    "intake-macros": macros,
    "intake-dde": lambda folder: problem_of(linked(folder, "ddeLink")),
    "intake-external-link": lambda folder: problem_of(linked(folder, "externalBook")),
    "intake-connection": connection,
    "intake-zip-entries": zip_entries,
    "intake-zip-size": zip_size,
    "intake-zip-ratio": zip_ratio,
    "intake-zip-nested": zip_nested,
    "intake-xml-entities": xml_entities,
    "intake-cell-too-long": cell_too_long,
    "intake-line-too-long": line_too_long,
    "intake-too-many-sheets": too_many_sheets,
    "intake-too-many-columns": too_many_columns,
    "intake-too-many-rows": too_many_rows,
    "intake-too-many-texts": too_many_texts,
    "intake-nul-bytes": nul_bytes,
    "intake-encoding": encoding,
    "intake-open-quote": open_quote,
    "intake-stray-quote": stray_quote,
    "intake-json-deep": json_deep,
    "intake-json-not-object": lambda folder: problem_of(written(folder / "a.jsonl", "[1]\n")),
    "intake-query-of-file": query_of_file,
    "intake-database-url": lambda _: problem_of("postgresql://a:b:geheim@c:d:e/f"),
    "intake-database-kind": lambda _: problem_of("mysql://a/b"),
    "intake-database-failed": lambda folder: problem_of(database(folder), "SELECT nothing FROM 贷款台账"),
    "intake-query-not-select": lambda folder: problem_of(database(folder), "DELETE FROM 贷款台账"),
    "intake-unknown-table": unknown_table,
}


# The same codes by other ways: what else is hostile or broken.


def macro_sheet(folder: Path) -> Path:
    return with_parts(xlsx(folder / "a.xlsx"), {"xl/macrosheets/sheet1.xml": b"<a/>"})


def macros_by_name(folder: Path) -> Path:
    return xlsx(folder / "a.xlsx").rename(folder / "a.xlsm")


def macros_in_xls(folder: Path) -> Path:
    names = "Workbook".encode("utf-16-le") + "_VBA_PROJECT_CUR".encode("utf-16-le")
    return written(folder / "a.xls", _OLE + bytes(600) + names)


def other_ole(folder: Path) -> Path:
    return written(folder / "a.xls", _OLE + bytes(600) + "WordDocument".encode("utf-16-le"))


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


MORE: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "macro sheet": ("intake-macros", macro_sheet),
    "named xlsm": ("intake-macros", macros_by_name),
    "macros in an xls": ("intake-macros", macros_in_xls),
    "a Word document named xls": ("intake-wrong-ending", other_ole),
    "link by relation": ("intake-external-link", link_by_relation),
    "Power Query": ("intake-connection", mashup),
    "DDE in a text file": ("intake-dde", dde_in_csv),
    "declared size too small": ("intake-damaged", lying_size),
    "pipe": ("intake-not-a-file", pipe),
    "device": ("intake-not-a-file", lambda _: Path("/dev/zero")),
    "no file": ("file-unreadable", lambda folder: folder / "a.xlsx"),
    "sheet cut short": ("intake-damaged", cut_sheet),
    "broken Parquet": ("intake-damaged", many_formats),
    "csv named xlsx": ("intake-wrong-ending", lambda f: text(f / "a.xlsx", [["名称"], ["甲"]])),
    "xlsx named csv": ("intake-wrong-ending", lambda f: xlsx(f / "a.xlsx").rename(f / "a.csv")),
    "key twice": ("json-duplicate-key", lambda f: written(f / "a.jsonl", '{"a": 1, "a": 2}')),
    "no JSON": ("json-syntax", lambda f: written(f / "a.jsonl", "{'a': 1}")),
    "not a number": ("json-syntax", lambda f: written(f / "a.jsonl", '{"a": NaN}')),
    "zero in JSON": ("intake-nul-bytes", lambda f: written(f / "a.jsonl", '{"a": "b\\u0000"}')),
    "not a database": ("intake-wrong-ending", lambda f: written(f / "a.parquet", b"SQLite format 3\0")),
}
