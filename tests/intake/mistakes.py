"""One file, made on the spot, for each error code of intake: hostile, damaged, or no table at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.intake.workbooks import replaced, text, with_parts, xlsx, xlsx_of

from policymatch.intake import Bounds, tables_of
from policymatch.problems import IntakeError, Problem

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
    content = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
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


def no_tables(folder: Path) -> Problem:
    connection = sqlite3.connect(folder / "views.db")
    connection.execute("CREATE VIEW 企业 AS SELECT 1 AS 企业名称")
    connection.close()
    found = problem_of(f"sqlite:///{folder / 'views.db'}")
    assert found.values["views"] == "企业"
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
    "intake-no-tables": no_tables,
}
