"""The placeholders of a template found and marked; every one that is wrong is told, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policymatch.letters.render.word import placeholders
from policymatch.letters.render.word.placeholders import LETTER, PLACEHOLDER, Element, W
from policymatch.letters.render.word.safety import fetching
from policymatch.letters.render.word.where import where
from policymatch.problems import LetterError, Place, Problem

if TYPE_CHECKING:
    from docx.document import Document

# Around a paragraph that is left out when all its placeholders are empty.
OPEN, CLOSE = "open", "close"
_SEARCHED = ("document.main+xml", "header+xml", "footer+xml")
# What a paragraph may hold that is no text, and that must not vanish with it.
_MORE_THAN_TEXT = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sectPr", f"{W}fldChar", f"{W}fldSimple")


def mark_placeholders(document: Document, file: str) -> frozenset[str]:
    """Put an instruction in the place of each placeholder of every part, and return their names.

    Raises LetterError, which holds all that is wrong with them.
    """
    problems: list[Problem] = []
    names: set[str] = set()
    letters: list[Element] = []
    for part in document.part.package.iter_parts():
        if not part.content_type.endswith(_SEARCHED):
            continue
        root: Element = part.element
        field = fetching(root)
        if field is not None:
            problems.append(Problem("word-fetching-field", Place(file), {"field": field}))
        for stray in root.xpath(f"//processing-instruction('{placeholders.MARK}')"):
            stray.getparent().remove(stray)
        for paragraph in list(root.iter(f"{W}p")):
            pieces = placeholders.texts(paragraph)
            text = placeholders.said(pieces)
            found = [match[1] for match in PLACEHOLDER.finditer(text)]
            problems += _wrong(paragraph, text, found, file)
            wanted = {name for name in map(placeholders.known, found) if name is not None}
            if LETTER in wanted:
                letters.append(paragraph)
            elif wanted:
                names |= wanted
                placeholders.mark(pieces)
                _bracket(paragraph, text)
    if len(letters) != 1:
        code = "word-two-letters" if letters else "word-no-letter"
        problems.append(Problem(code, Place(file)))
    if problems:
        raise LetterError(problems)
    _take(letters[0])
    return frozenset(names)


def _wrong(paragraph: Element, text: str, found: list[str], file: str) -> list[Problem]:
    """Return what is wrong with the placeholders of a paragraph."""
    problems = [
        Problem(
            "word-unknown-placeholder",
            Place(file),
            {"where": where(paragraph), "name": name, "known": " ".join(placeholders.NAMES)},
            nearest=placeholders.like(name),
        )
        for name in found
        if placeholders.known(name) is None
    ]
    rest = PLACEHOLDER.sub("", text)
    if "{{" in rest or "}}" in rest:
        values = {"where": where(paragraph), "text": text.strip()}
        problems.append(Problem("word-open-placeholder", Place(file), values))
    if LETTER in map(placeholders.known, found):
        alone = len(found) == 1 and not rest.strip()
        if not alone or paragraph.getparent().tag != f"{W}body":
            problems.append(Problem("word-letter-alone", Place(file), {"where": where(paragraph)}))
    return problems


def _bracket(paragraph: Element, text: str) -> None:
    """Mark a paragraph of nothing but placeholders, which is left out when none has anything to say.

    In a cell, a running head or a text box it stays: there the last paragraph must not go.
    """
    alone = not PLACEHOLDER.sub("", text).strip()
    more = next(paragraph.iter(*_MORE_THAN_TEXT), None) is not None
    if alone and not more and paragraph.getparent().tag == f"{W}body":
        paragraph.addprevious(placeholders.instruction(OPEN))
        paragraph.addnext(placeholders.instruction(CLOSE))


def _take(paragraph: Element) -> None:
    """Put an instruction in the place of the paragraph where the letter goes."""
    paragraph.addprevious(placeholders.instruction(LETTER))
    if next(paragraph.iter(f"{W}sectPr"), None) is None:
        paragraph.getparent().remove(paragraph)
        return
    # The paragraph ends a section of the page: it stays, without its text.
    for run in list(paragraph.iterchildren(f"{W}r")):
        paragraph.remove(run)
