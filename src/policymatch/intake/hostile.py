"""What no workbook may bring along: bombs, macros, links to other files, remote data, entities of XML.

Intake reads values alone and runs nothing; what is refused here would either exhaust the machine or make
values rest on something that is not in the file. Everything is checked before any sheet is read.
"""

from __future__ import annotations

import mmap
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from policymatch.intake.bounds import Bounds
from policymatch.intake.trouble import first_line, refusal

_HEAD = 8_192
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_LINK = "hyperlink"
# Parts that no reader holds in memory: sheets are streamed, the others are left alone.
_STREAMED = ("xl/worksheets/", "xl/pivotCache/", "xl/calcChain", "xl/comments", "customXml/")
# What the streams of an OLE container are called, in the form in which it writes their names.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))

# Whatever zipfile and zlib raise at a file that is cut short or tampered with.
_DAMAGE = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error)


def check_package(path: Path, file: str, bounds: Bounds) -> None:
    """Refuse an xlsx that is a bomb, holds code, or draws on something outside itself. Raises IntakeError."""
    with path.open("rb") as opened:
        if opened.read(4) == b"\xd0\xcf\x11\xe0":
            _check_ole(path, file)
            raise refusal("intake-wrong-ending", file, ending=path.suffix, found="xls/doc")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, path, file, bounds)
            _check_names(archive, file)
            for info in archive.infolist():
                _check_part(archive, info, file, bounds)
    except _DAMAGE as error:
        raise refusal("intake-damaged", file, why=first_line(error)) from None


def _check_sizes(archive: zipfile.ZipFile, path: Path, file: str, bounds: Bounds) -> None:
    entries = archive.infolist()
    if len(entries) > bounds.entries:
        raise refusal("intake-zip-entries", file, found=len(entries), limit=bounds.entries)
    unpacked = sum(info.file_size for info in entries)
    if unpacked > bounds.unpacked_bytes:
        raise refusal("intake-zip-size", file, found=unpacked, limit=bounds.unpacked_bytes)
    packed = path.stat().st_size
    # Entries that share the same bytes are counted here as often as they occur.
    ratio = max(unpacked, sum(info.compress_size for info in entries)) // packed
    if unpacked > bounds.ratio_from and ratio > bounds.ratio:
        raise refusal("intake-zip-ratio", file, found=ratio, limit=bounds.ratio)


def _check_names(archive: zipfile.ZipFile, file: str) -> None:
    names = [name.lower() for name in archive.namelist()]
    if len(names) != len(set(names)):
        raise refusal("intake-damaged", file, why="duplicate entries")
    for name in names:
        if name.startswith("/") or ".." in name.replace("\\", "/").split("/"):
            # Nothing is unpacked here; whatever unpacks it elsewhere would write outside its folder.
            raise refusal("intake-damaged", file, why=name)
    if any("vbaproject" in name or "/macrosheets/" in name or "/activex/" in name for name in names):
        raise refusal("intake-macros", file)
    for name in archive.namelist():
        if "/externallinks/" in name.lower() and name.endswith(".xml"):
            with archive.open(name) as part:
                dde = b"ddeLink" in part.read(_HEAD)
            raise refusal("intake-dde" if dde else "intake-external-link", file, name)
    if any(name == "xl/connections.xml" or "/querytables/" in name for name in names):
        raise refusal("intake-connection", file)


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, bounds: Bounds) -> None:
    name = info.filename
    if info.flag_bits & 1:
        raise refusal("intake-encrypted", file)
    with archive.open(info) as part:
        head = part.read(_HEAD)
    if head.startswith(_ARCHIVES):
        raise refusal("intake-zip-nested", file, name)
    if b"DataMashup" in head.replace(b"\0", b""):
        raise refusal("intake-connection", file, name)
    if name.endswith((".xml", ".rels", ".vml")):
        _check_prologue(head, file, name)
    if not name.startswith(_STREAMED):
        _check_memory(info, file, bounds)
    if name == "[Content_Types].xml":
        _check_types(archive.read(info), file, name)
    if name.endswith(".rels"):
        _check_relations(archive.read(info), file, name)


def _check_memory(info: zipfile.ZipInfo, file: str, bounds: Bounds) -> None:
    """Refuse a part that is held in memory and too large for that."""
    if info.filename.lower().endswith("sharedstrings.xml"):
        if info.file_size > bounds.texts:
            raise refusal("intake-too-many-texts", file, limit=bounds.texts)
    elif info.file_size > bounds.part_bytes and info.filename.endswith((".xml", ".rels")):
        raise refusal("intake-zip-size", file, info.filename, found=info.file_size, limit=bounds.part_bytes)


def _check_types(xml: bytes, file: str, name: str) -> None:
    if b"macroEnabled" in xml:
        raise refusal("intake-macros", file)
    for entry in _root(xml, file, name):
        kind, part = entry.get("ContentType", ""), entry.get("PartName", "").lstrip("/")
        if kind.endswith((".main+xml", ".sharedStrings+xml")) and part.startswith(_STREAMED):
            # It would be held in memory, whatever its size.
            raise refusal("intake-damaged", file, name, why=part)


def _check_prologue(head: bytes, file: str, name: str) -> None:
    """Refuse a DOCTYPE, which alone can declare entities; it stands before the first element."""

    class _RootError(Exception):
        """The first element has come."""

    def doctype(*_: object) -> None:
        raise refusal("intake-xml-entities", file, name)

    def element(*_: object) -> None:
        raise _RootError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        parser.Parse(head)
    except _RootError:
        return
    except expat.ExpatError as error:
        raise refusal("intake-damaged", file, name, why=first_line(error)) from None
    if len(head) >= _HEAD:
        # Kilobytes before the first element: no program writes that.
        raise refusal("intake-xml-entities", file, name)


def _root(xml: bytes, file: str, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise refusal("intake-damaged", file, name, why=first_line(error)) from None


def _check_relations(xml: bytes, file: str, name: str) -> None:
    for relation in _root(xml, file, name):
        outside = relation.get("TargetMode", "").lower() == "external"
        if outside and not relation.get("Type", "").endswith(f"/{_LINK}"):
            raise refusal("intake-external-link", file, name)


def check_old_workbook(path: Path, file: str) -> None:
    """Refuse an xls that holds code or is no workbook. Raises IntakeError."""
    _check_ole(path, file)
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if all(data.find(name) < 0 for name in _BOOKS):
            raise refusal("intake-wrong-ending", file, ending=path.suffix, found="OLE")


def _check_ole(path: Path, file: str) -> None:
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(_ENCRYPTED) >= 0:
            raise refusal("intake-encrypted", file)
        if data.find(_VBA) >= 0:
            raise refusal("intake-macros", file)
