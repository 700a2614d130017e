"""A template made ready: checked once, with places to fill, and kept for all papers that follow.

python-docx reads the template; what comes of it is the parts of the file as text, cut at the placeholders.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policymatch.extras import need
from policymatch.intake.trouble import damage_told
from policymatch.letters.render.word.look import look_of
from policymatch.letters.render.word.marks import CLOSE, OPEN, mark_placeholders
from policymatch.letters.render.word.package import unpacked
from policymatch.letters.render.word.pen import Look
from policymatch.letters.render.word.placeholders import MARK
from policymatch.letters.render.word.safety import check_plain_template, check_template
from policymatch.letters.render.word.starter import starter
from policymatch.messages import Lang
from policymatch.problems import IntakeError, LetterError

if TYPE_CHECKING:
    from docx.document import Document

_CUT = re.compile(rf"<\?{MARK} ([a-z]+)\?>".encode())


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template: its parts by name, those to fill cut at their placeholders (literal, name, literal …)."""

    look: Look
    parts: dict[str, bytes]
    cut: dict[str, tuple[bytes, ...]]
    core: str
    """The name of the part that says what the file is."""
    names: frozenset[str]
    """The placeholders that stand in it."""

    def filled(self, values: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the parts with a value in each place; values are markup, or escaped text."""
        return {
            name: _fill(self.cut[name], values) if name in self.cut else part
            for name, part in self.parts.items()
        }


def prepared(template: Path | None, lang: Lang, compact: bool) -> Prepared:
    """Return a template ready to fill; None is the shipped one. Raises LetterError."""
    if template is None:
        return _shipped(lang, compact)
    check_plain_template(template, str(template))
    found = template.stat()
    return _own(template, (found.st_mtime_ns, found.st_size, found.st_ino), lang, compact)


@lru_cache(maxsize=4)
def _shipped(lang: Lang, compact: bool) -> Prepared:
    return _prepare(starter(lang, compact), "letter.docx", lang, compact)


@lru_cache(maxsize=8)
def _own(template: Path, state: tuple[int, ...], lang: Lang, compact: bool) -> Prepared:
    """Return a bureau's template; `state` changes when the file does."""
    file = str(template)
    check_template(template, file)
    return _prepare(template.read_bytes(), file, lang, compact)


def _prepare(content: bytes, file: str, lang: Lang, compact: bool) -> Prepared:
    try:
        with damage_told(file):
            document: Document = need("docx", extra="letters").Document(io.BytesIO(content))
    except IntakeError as error:
        raise LetterError(error.problems) from None
    names = mark_placeholders(document, file)
    look = look_of(document, lang, compact)
    core = _core(document)
    made = io.BytesIO()
    document.save(made)
    parts = unpacked(made.getvalue())
    cut = {name: tuple(_CUT.split(part)) for name, part in parts.items() if _CUT.search(part)}
    return Prepared(look, parts, cut, core, names)


def _core(document: Document) -> str:
    """Return the name of the part of core properties, which is made where a template has none."""
    document.core_properties.title = ""
    kind = need("docx.opc.constants", extra="letters").RELATIONSHIP_TYPE.CORE_PROPERTIES
    return str(document.part.package.part_related_by(kind).partname).lstrip("/")


def _fill(cut: tuple[bytes, ...], values: Mapping[str, bytes]) -> bytes:
    """Return a part with its places filled; what lies between OPEN and CLOSE, only if anything fills it."""
    made = [cut[0]]
    begun, said = 0, False
    for name, literal in zip(cut[1::2], cut[2::2], strict=True):
        if name == OPEN.encode():
            begun, said = len(made), False
        elif name == CLOSE.encode():
            if not said:
                del made[begun:]
        else:
            value = values[name.decode()]
            said = said or bool(value)
            made.append(value)
        made.append(literal)
    return b"".join(made)
