"""Blocks that are lines of text: headings, paragraphs, lists, boxes and the end of a letter."""

from __future__ import annotations

from policymatch.letters.paper.blocks import Bullets, Callout, Checklist, Heading, SignOff, Text, Tone
from policymatch.letters.render.word import palette, xml
from policymatch.letters.render.word.pen import Pen
from policymatch.letters.render.word.styles import HEADINGS, Style

# The bar of a box, in eighths of a point.
_BAR = 36


def heading(block: Heading, pen: Pen) -> str:
    """Return a heading that Word's navigation lists, kept with what follows."""
    return pen.text(HEADINGS[block.level], block.text, keep=True)


def text(block: Text, pen: Pen) -> str:
    """Return a paragraph."""
    return pen.paragraph(Style.TEXT, pen.line(block.line))


def bullets(block: Bullets, pen: Pen) -> str:
    """Return a list that Word counts itself, so that items can be added."""
    if not block.items:
        return ""
    number = pen.numbered() if block.ordered else pen.look.bullets
    stands = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return "".join(pen.paragraph(Style.LIST, pen.line(item), stands=stands) for item in block.items)


def checklist(block: Checklist, pen: Pen) -> str:
    """Return things to tick off, each behind an empty box."""
    box = pen.run("☐\t")
    return "".join(pen.paragraph(Style.CHECKLIST, box + pen.line(item)) for item in block.items)


def callout(block: Callout, pen: Pen) -> str:
    """Return a box with a bar of its tone at the left."""
    title = pen.text(Style.CALLOUT, block.title, Tone.STRONG, keep=bool(block.lines)) if block.title else ""
    content = title + "".join(pen.paragraph(Style.CALLOUT, pen.line(line)) for line in block.lines)
    if not content:
        return ""
    # The bar at the left stands outside the cell in LibreOffice, and half outside in Word.
    width = pen.look.width - _BAR * 5 // 2
    edges = xml.side("left", _BAR, palette.SOLID[block.tone])
    box = xml.cell(width, content, fill=palette.TINT[block.tone], edges=edges, margins=140)
    return xml.table(pen.look.styles[Style.LAYOUT], [width], [xml.row([box])]) + pen.gap()


def sign_off(block: SignOff, pen: Pen) -> str:
    """Return who writes and on which day, centred in the right half of the page, with room for the seal."""
    half = f'<w:ind w:left="{pen.look.width // 2}"/>'
    lines = [pen.paragraph(Style.GAP, "", keep=True)]
    if block.office:
        lines.append(pen.text(Style.SIGN_OFF, block.office, keep=True, stands=half))
    if block.seal:
        lines.append(pen.text(Style.SEAL, block.seal, keep=True, stands=half))
    return "".join([*lines, pen.text(Style.SIGN_OFF, block.day, stands=half)])
