"""Templates as bureaus make them, and the mistakes and traps they may hold: one for each code."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from tests.letters.word_papers import sample

from policymatch.letters.render.word import docx_of, starter
from policymatch.problems import LetterError, Problem

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def saved(document: Document, path: Path) -> Path:
    document.save(str(path))
    return path


def own(path: Path, *lines: str) -> Path:
    """Write a template with these paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document, path)


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Write the shipped template with one of its parts changed, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(starter())) as old, zipfile.ZipFile(made, "w") as new:
        parts = {part: old.read(part) for part in old.namelist()}
        parts[name] = change(parts.get(name, b""))
        for part, content in parts.items():
            new.writestr(part, content, zipfile.ZIP_DEFLATED)
    path.write_bytes(made.getvalue())
    return path


def _relation(kind: str, target: str) -> Callable[[bytes], bytes]:
    root = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = (
        f'<Relationship Id="x" Type="{root}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return lambda part: part.replace(b"</Relationships>", made.encode())


def _field(part: bytes) -> bytes:
    pieces = "".join(
        f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in (" INCLUDE", "PICTURE http://x ")
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return part.replace(b"<w:body>", f"<w:body><w:p>{begin}{pieces}{end}</w:p>".encode())


def _cell(path: Path) -> Path:
    document = docx.Document()
    document.add_table(2, 2).cell(1, 0).text = "{{letter}}"
    return saved(document, path)


def _macros(part: bytes) -> bytes:
    return part.replace(b"document.main+xml", b"document.macroEnabled.main+xml")


# Code of word.toml -> a template that has it.
MISTAKES: dict[str, Callable[[Path], Path]] = {
    "word-unknown-placeholder": lambda path: own(path, "{{letter}}", "{{titel}}"),
    "word-open-placeholder": lambda path: own(path, "{{letter}}", "{{title}"),
    "word-letter-alone": _cell,
    "word-no-letter": lambda path: own(path, "{{title}}"),
    "word-two-letters": lambda path: own(path, "{{letter}}", "{{正文}}"),
    "word-macros": lambda path: changed(path, TYPES, _macros),
    "word-external-link": lambda path: changed(
        path, RELATIONS, _relation("attachedTemplate", "file:///C:/a.dotm")
    ),
    "word-fetching-field": lambda path: changed(path, BODY, _field),
}
_BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
_TYPE = b'<Override PartName="/word/x.bin" ContentType="application/x+xml"/></Types>'
# What the checks of archives find -> its code.
TRAPS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "program": ("word-macros", lambda path: changed(path, "word/vbaProject.bin", lambda _: b"x")),
    "remote picture": (
        "word-external-link",
        lambda path: changed(path, RELATIONS, _relation("image", "http://x/a.png")),
    ),
    "zip bomb": ("intake-zip-ratio", lambda path: changed(path, "word/a.png", lambda _: bytes(30_000_000))),
    "too large": ("intake-zip-size", lambda path: changed(path, "word/a.png", lambda _: bytes(70_000_000))),
    "entities": ("intake-xml-entities", lambda path: changed(path, "word/styles.xml", lambda _: _BOMB)),
    "embedded": ("intake-zip-nested", lambda path: changed(path, "word/a.bin", lambda _: b"PK\x03\x04")),
    "hidden part": (
        "intake-damaged",
        lambda path: changed(path, TYPES, lambda part: part.replace(b"</Types>", _TYPE)),
    ),
    "deep": (
        "intake-damaged",
        lambda path: changed(path, BODY, lambda _: b"<a>" * 3000 + b"</a>" * 3000),
    ),
}


def problems(template: Path) -> list[Problem]:
    """Return what is wrong with a template."""
    with pytest.raises(LetterError) as caught:
        docx_of(sample(), template)
    return list(caught.value.problems)


def mistake(make: Callable[[Path], Path]) -> Callable[[Path], Problem]:
    """Return what finds the one mistake of a template that is made in a folder."""

    def problem(folder: Path) -> Problem:
        (found,) = problems(make(folder / "own.docx"))
        return found

    return problem


TRIGGERED: dict[str, Callable[[Path], Problem]] = {code: mistake(make) for code, make in MISTAKES.items()}
