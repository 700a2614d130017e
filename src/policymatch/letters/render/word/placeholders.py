"""Placeholders of templates: `{{title}}` or `{{标题}}`, wherever a paragraph stands; names, and nothing else.

Word often cuts what was typed into several runs (after a correction, say), so a placeholder is sought in the
text of its whole paragraph. A placeholder that is found becomes a processing instruction, which no text of
data can ever be: a name that holds `{{title}}` stays what it is.
"""

from __future__ import annotations

import re
from typing import Any

from policymatch.extras import need
from policymatch.letters.paper.blocks import SignOff
from policymatch.letters.paper.paper import Paper
from policymatch.messages import say
from policymatch.names import nearest

LETTER = "letter"
# Each by its English and its Chinese name.
NAMES = {
    LETTER: "正文",
    "title": "标题",
    "subtitle": "副标题",
    "header": "页眉",
    "footer": "页脚",
    "office": "单位",
    "address": "地址",
    "phone": "电话",
    "seal": "盖章",
    "day": "日期",
}
_BY_NAME = {**{name: name for name in NAMES}, **{chinese: name for name, chinese in NAMES.items()}}
PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MARK = "policymatch"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# An element of lxml, which has no types.
Element = Any


def values(paper: Paper) -> dict[str, str]:
    """Return what stands in the place of each placeholder but that of the letter itself."""
    head = paper.letterhead
    days = [block.day for block in (*paper.blocks, *paper.annex) if isinstance(block, SignOff)]
    return {
        "title": paper.title,
        "subtitle": paper.subtitle or "",
        "header": paper.header,
        "footer": paper.footer,
        "office": head.office or "",
        "address": head.address or "",
        "phone": say("paper-phone", paper.lang, phone=head.phone) if head.phone else "",
        "seal": head.seal or "",
        "day": days[0] if days else "",
    }


def known(name: str) -> str | None:
    """Return the placeholder of that name in either language, or None."""
    return _BY_NAME.get(name.lower())


def like(name: str) -> str | None:
    """Return the name of a placeholder that was perhaps meant."""
    return nearest(name, _BY_NAME, short=True)


def texts(paragraph: Element) -> list[Element]:
    """Return the pieces of text of a paragraph, without those of text boxes anchored in it."""
    return [piece for piece in paragraph.iter(f"{W}t") if next(piece.iterancestors(f"{W}p")) is paragraph]


def said(pieces: list[Element]) -> str:
    """Return the text of the pieces, as it is read."""
    return "".join(piece.text or "" for piece in pieces)


def mark(pieces: list[Element]) -> None:
    """Put an instruction in the place of each placeholder that is known."""
    # From the last to the first: what stands before one is then still plain text.
    for match in reversed(list(PLACEHOLDER.finditer(said(pieces)))):
        name = known(match[1])
        if name is not None:
            _replace(pieces, match.start(), match.end(), name)


def _replace(pieces: list[Element], start: int, end: int, name: str) -> None:
    """Replace the characters from `start` to `end`, which may lie in several pieces."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last and at <= start:
            slot = instruction(name)
            slot.tail = text[last:]
            piece.text = text[:first]
            piece.insert(0, slot)
        elif first < last:
            piece.text = text[last:]
        if first < last:
            piece.set(_SPACE, "preserve")
        at += len(text)


def instruction(name: str) -> Element:
    """Return the instruction that holds the place of a placeholder until a paper fills it."""
    return need("lxml.etree", extra="letters").ProcessingInstruction(MARK, name)
