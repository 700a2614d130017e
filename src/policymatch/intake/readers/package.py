"""The parts of an xlsx around its sheets: which sheets there are, the shared texts, the number formats."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from policymatch.intake.bounds import Bounds
from policymatch.intake.hostile import DAMAGE
from policymatch.intake.readers.formats import Shown, shown_as
from policymatch.intake.trouble import first_line, refusal

_CHUNK = 1 << 16
# A character that XML cannot hold is written so: _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook lists it, and the part of the file that holds it."""

    name: str
    hidden: bool
    part: str


class Package:
    """An xlsx that has been found harmless."""

    def __init__(self, path: Path, file: str, bounds: Bounds) -> None:
        self.path, self.file, self.bounds = path, file, bounds
        root = self._relations("")
        self._main = next((to for kind, to in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        self._related = self._relations(self._main)

    @cached_property
    def _workbook(self) -> ElementTree.Element:
        return self._xml(self._main)

    def sheets(self) -> list[Sheet]:
        """Return the sheets that hold cells, in their order; charts and dialogues are none."""
        found = []
        for entry in _all(self._workbook, "sheet"):
            relation = next((value for key, value in entry.items() if key.endswith("}id")), "")
            kind, part = self._related.get(relation, ("", ""))
            if kind == "worksheet":
                found.append(Sheet(entry.get("name", ""), entry.get("state", "visible") != "visible", part))
        return found

    @cached_property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904, as workbooks that began on a Macintosh do."""
        settings = next(_all(self._workbook, "workbookPr"), None)
        return settings is not None and settings.get("date1904", "0").lower() in ("1", "true")

    @cached_property
    def styles(self) -> list[Shown]:
        """How the numbers of each cell style are shown."""
        part = self._part_of("styles")
        if part is None:
            return []
        root = self._xml(part)
        codes = {entry.get("numFmtId"): entry.get("formatCode", "") for entry in _all(root, "numFmt")}
        formats = [entry.get("numFmtId", "0") for entry in next(_all(root, "cellXfs"), ())]
        return [shown_as(_whole(number), codes.get(number)) for number in formats]

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts. They are held in memory: cells refer to them in any order."""
        part = self._part_of("sharedStrings")
        return [] if part is None else self._shared(part)

    def _shared(self, part: str) -> list[str]:
        found: list[str] = []
        size = 0
        pieces = Pieces("si")

        def done() -> None:
            nonlocal size
            text = pieces.taken()
            size += len(text)
            if size > self.bounds.texts:
                raise refusal("intake-too-many-texts", self.file, limit=self.bounds.texts)
            found.append(text)

        for _ in self.parse(part, pieces.start, lambda name: pieces.end(name, done), pieces.text):
            pass
        return found

    def parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> Iterator[None]:
        """Send a part through the handlers, piece by piece: a step of the iterator for each piece."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(part) as opened:
                while piece := opened.read(_CHUNK):
                    parser.Parse(piece)
                    yield
                parser.Parse(b"", True)
                yield
        except KeyError:
            raise refusal("intake-damaged", self.file, part, why="missing part") from None
        except (expat.ExpatError, *DAMAGE) as error:
            raise refusal("intake-damaged", self.file, part, why=first_line(error)) from None

    def _part_of(self, kind: str) -> str | None:
        return next((part for found, part in self._related.values() if found == kind), None)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part: id → the last word of its type, and the part it leads to."""
        folder, name = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for entry in root:
            target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
            found[entry.get("Id", "")] = entry.get("Type", "").rpartition("/")[2], target
        return found

    def _xml(self, part: str) -> ElementTree.Element:
        try:
            with zipfile.ZipFile(self.path) as archive:
                info = archive.getinfo(part)
                if info.file_size > self.bounds.part_bytes:
                    limit = self.bounds.part_bytes
                    raise refusal("intake-zip-size", self.file, part, found=info.file_size, limit=limit)
                return ElementTree.fromstring(archive.read(info))
        except KeyError:
            raise refusal("intake-damaged", self.file, part, why="missing part") from None
        except (ElementTree.ParseError, *DAMAGE) as error:
            raise refusal("intake-damaged", self.file, part, why=first_line(error)) from None


class Pieces:
    """Gathers the text of an element (`si`, `is`) from its runs, without the phonetic guide of a word."""

    def __init__(self, whole: str) -> None:
        self._whole = whole
        self._found: list[str] = []
        self._taking = self._guide = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note that an element begins."""
        name = name.rpartition(":")[2]
        if name == "rPh":
            self._guide = True
        self._taking = name == "t" and not self._guide

    def end(self, name: str, done: Callable[[], Any]) -> None:
        """Take note that an element ends, and call `done` when it was the whole."""
        name = name.rpartition(":")[2]
        self._taking = False
        if name == "rPh":
            self._guide = False
        elif name == self._whole:
            done()

    def text(self, text: str) -> None:
        """Keep the text if it belongs to a run."""
        if self._taking:
            self._found.append(text)

    def taken(self) -> str:
        """Return what was gathered, and begin anew."""
        text = "".join(self._found)
        self._found.clear()
        return unescaped(text)


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold, written as _x000D_, put back."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _all(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (entry for entry in root.iter() if entry.tag.rpartition("}")[2] == name)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0
