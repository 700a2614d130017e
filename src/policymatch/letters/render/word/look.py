"""What a template says of looks, and what is added to it: the styles and lists that it does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policymatch.extras import need
from policymatch.letters.render.word import placeholders
from policymatch.letters.render.word.pen import Look
from policymatch.letters.render.word.placeholders import LETTER, Element, W
from policymatch.letters.render.word.starter import style_id
from policymatch.letters.render.word.styles import ALIASES, Style, definition
from policymatch.letters.render.word.xml import NAMESPACES
from policymatch.messages import Lang

if TYPE_CHECKING:
    from docx.document import Document

LISTS = "lists"
# A page without measures is what Word makes of it: A4, with margins of 1.25 inches.
_PAGE, _MARGIN, _LEAST_WIDTH = 11_906, 1_800, 3_000
_LEVEL = (
    '<w:abstractNum {namespaces} w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr></w:lvl></w:abstractNum>'
)
_LIST = '<w:num {namespaces} w:numId="{id}"><w:abstractNumId w:val="{kind}"/></w:num>'
_NUMBERED = (
    '<w:num w:numId="{id}"><w:abstractNumId w:val="{kind}"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def look_of(document: Document, lang: Lang, compact: bool) -> Look:
    """Return the look of a template whose placeholders are marked; adds to it what letters need."""
    styles = _styles(document, lang, compact)
    bullets, numbers, first = _lists(document)
    return Look(styles, _width(document), bullets, numbers, first)


def _styles(document: Document, lang: Lang, compact: bool) -> dict[Style, str]:
    root: Element = document.styles.element
    parse = need("docx.oxml", extra="letters").parse_xml
    ids = {style.get(f"{W}styleId") for style in root.iter(f"{W}style")}
    theirs = _named(root)
    found: dict[Style, str] = {}
    for style in Style:
        name = theirs.get(style.casefold()) or theirs.get(ALIASES.get(style, style).casefold())
        if name is None:
            name = style_id(style)
            while name in ids:
                name += "-letter"
            ids.add(name)
            made = definition(style, name, lang, compact)
            root.append(parse(made.replace("<w:style ", f"<w:style {NAMESPACES} ", 1)))
        found[style] = name
    return found


def _named(root: Element) -> dict[str, str]:
    """Return the id of each style by its name and its further names, which Word compares without case."""
    found: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        for element in style.iterchildren(f"{W}name", f"{W}aliases"):
            for name in (element.get(f"{W}val") or "").split(","):
                found.setdefault(name.strip().casefold(), style.get(f"{W}styleId"))
    return found


def _lists(document: Document) -> tuple[int, int, int]:
    """Add a list of bullets and one of numbers; return their ids, and the first that is free for a list."""
    root = _numbering(document)
    parse = need("docx.oxml", extra="letters").parse_xml
    kinds = [int(kind.get(f"{W}abstractNumId")) for kind in root.iter(f"{W}abstractNum")]
    lists = [int(found.get(f"{W}numId")) for found in root.iter(f"{W}num")]
    kind, bullets = max(kinds, default=0) + 1, max(lists, default=0) + 1
    made = [(kind, "bullet", "•"), (kind + 1, "decimal", "%1.")]
    # All kinds stand before all lists, and pictures of bullets before both.
    place = len(list(root.iterchildren(f"{W}numPicBullet", f"{W}abstractNum")))
    for offset, (number, form, text) in enumerate(made):
        level = _LEVEL.format(namespaces=NAMESPACES, id=number, kind=form, text=text)
        root.insert(place + offset, parse(level))
    place += len(made) + len(lists)
    root.insert(place, parse(_LIST.format(namespaces=NAMESPACES, id=bullets, kind=kind)))
    root.insert(place + 1, placeholders.instruction(LISTS))
    return bullets, kind + 1, bullets + 1


def _numbering(document: Document) -> Element:
    """Return the root of the part of lists; a template without lists has none yet."""
    constants = need("docx.opc.constants", extra="letters")
    kind = constants.RELATIONSHIP_TYPE.NUMBERING
    for relation in document.part.rels.values():
        if relation.reltype == kind:
            return relation.target_part.element
    name = need("docx.opc.packuri", extra="letters").PackURI("/word/numbering.xml")
    root = need("docx.oxml", extra="letters").parse_xml(f"<w:numbering {NAMESPACES}/>")
    part = need("docx.parts.numbering", extra="letters").NumberingPart(
        name, constants.CONTENT_TYPE.WML_NUMBERING, root, document.part.package
    )
    document.part.relate_to(part, kind)
    return root


def numbered(look: Look, lists: list[int]) -> str:
    """Return the definitions of the numbered lists of a paper."""
    return "".join(_NUMBERED.format(id=number, kind=look.numbers) for number in lists)


def _width(document: Document) -> int:
    """Return how wide the text is where the letter goes, in twentieths of a point."""
    root: Element = document.element
    place = next(iter(root.xpath(f"//processing-instruction('{placeholders.MARK}')[. = '{LETTER}']")))
    sections = list(place.xpath("following::w:sectPr", namespaces={"w": W.strip("{}")}))
    section = sections[0] if sections else None
    page = _measure(section, "pgSz", "w", _PAGE)
    left, right = (_measure(section, "pgMar", side, _MARGIN) for side in ("left", "right"))
    return max(_LEAST_WIDTH, page - left - right - _measure(section, "pgMar", "gutter", 0))


def _measure(section: Element, element: str, name: str, otherwise: int) -> int:
    found = None if section is None else section.find(f"{W}{element}")
    value = None if found is None else found.get(f"{W}{name}")
    return otherwise if value is None else round(float(value))
