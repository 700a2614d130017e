"""What no template may bring along: programs, links to other files, fields that fetch, bombs.

The archive is checked by what checks workbooks; beyond that, Word has fields that draw on the network or
run something, and a main part under a name that would escape the check of entities.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from policymatch.intake.bounds import Bounds
from policymatch.intake.files import check_plain
from policymatch.intake.hostile import check_package
from policymatch.letters.render.word.placeholders import Element, W
from policymatch.problems import IntakeError, LetterError, Place, Problem

# A template is held in memory: a letterhead with its pictures, not a book.
BOUNDS = Bounds(
    file_bytes=20_000_000, entries=500, unpacked_bytes=60_000_000, part_bytes=8_000_000, ratio_from=4_000_000
)
# What the check of workbooks says in words of workbooks.
_SAID = {
    "intake-macros": "word-macros",
    "intake-external-link": "word-external-link",
    "intake-dde": "word-external-link",
    "intake-connection": "word-external-link",
}
# Fields that read other files, ask a database, or run something.
_FETCHING = re.compile(
    r"(?<!\w)(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|EMBED|DATABASE|RD|MACROBUTTON|"
    r"MERGEFIELD|DATA|ADDIN|CONTROL|HTMLCONTROL)(?!\w)",
    re.IGNORECASE,
)
_PLAIN_NAMES = (".xml", ".rels", ".vml")


def check_plain_template(path: Path, file: str) -> None:
    """Refuse what is not there, no plain file, empty or too large. Raises LetterError."""
    with _told():
        check_plain(path, file, BOUNDS)


def check_template(path: Path, file: str) -> None:
    """Refuse a template that is damaged, too large, or does more than look. Raises LetterError."""
    with _told():
        check_package(path, file, BOUNDS)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else None
    if types is None:
        raise _refusal("intake-damaged", file, why="[Content_Types].xml")
    for entry in ElementTree.fromstring(types):
        name = entry.get("PartName") or f".{entry.get('Extension', '')}"
        kind = entry.get("ContentType", "")
        if kind.endswith(("+xml", "/xml")) and not name.lower().endswith(_PLAIN_NAMES):
            raise _refusal("intake-damaged", file, name, why=kind)


@contextmanager
def _told() -> Iterator[None]:
    """Tell as a LetterError what the checks of workbooks find, in words of documents."""
    try:
        yield
    except IntakeError as error:
        raise LetterError(
            Problem(_SAID.get(problem.code, problem.code), problem.place, problem.values)
            for problem in error.problems
        ) from None


def _refusal(code: str, file: str, part: str | None = None, **values: object) -> LetterError:
    return LetterError([Problem(code, Place(file, path=part), values)])


def fetching(root: Element) -> str | None:
    """Return the name of a field in a part that draws on something outside the file, or None."""
    simple = [field.get(f"{W}instr") or "" for field in root.iter(f"{W}fldSimple")]
    # Word cuts instructions into pieces; each field begins with a mark of its own.
    pieces = [
        " " if element.tag == f"{W}fldChar" else element.text or ""
        for element in root.iter(f"{W}fldChar", f"{W}instrText")
    ]
    found = _FETCHING.search(" ".join([*simple, "".join(pieces)]))
    return None if found is None else found[1].upper()
