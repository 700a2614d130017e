"""`Pen`: writes paragraphs in the styles of one template, and remembers what a paper has used of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policymatch.letters.paper.blocks import Line, Tone
from policymatch.letters.render.word import xml
from policymatch.letters.render.word.styles import TONES, Style
from policymatch.messages import Lang

# Of a column: two characters and the margins of a cell.
LEAST = 400


@dataclass(frozen=True, slots=True)
class Look:
    """What a template decides: the ids of the styles, the width of the text in twentieths of a point."""

    styles: Mapping[Style, str]
    width: int
    bullets: int
    """The list that marks each item."""
    numbers: int
    """The abstract list that numbers items."""
    first_list: int
    """The first id of lists that no other list has."""


@dataclass(slots=True)
class Pen:
    """What draws a paper into the look of a template."""

    look: Look
    lang: Lang
    compact: bool = False
    lists: list[int] = field(default_factory=list)
    """Each numbered list so far, which begins from 1 of its own."""
    keeping: bool = False
    """Whether each paragraph is kept on the page of the next, asked or not."""

    def run(self, text: str, style: Style | None = None, color: str = "") -> str:
        """Return text as a run, in a style of characters or in that of its paragraph."""
        looks = "" if style is None else f'<w:rStyle w:val="{self.look.styles[style]}"/>'
        if self.lang == "zh":
            # Without it Word sets “ ” … and — narrow, in the Latin typeface.
            looks += '<w:rFonts w:hint="eastAsia"/>'
        if color:
            looks += f'<w:color w:val="{color}"/>'
        return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{xml.characters(text)}</w:r>"

    def line(self, line: Line) -> str:
        """Return runs in their tones."""
        return "".join(self.run(part.text, TONES.get(part.tone)) for part in line)

    def paragraph(self, style: Style, runs: str, keep: bool = False, stands: str = "") -> str:
        """Return a paragraph, kept with the next if asked; `stands` is what else it says of itself."""
        kept = "<w:keepNext/>" if keep or self.keeping else ""
        name = self.look.styles[style]
        return f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{kept}{stands}</w:pPr>{runs}</w:p>'

    def text(
        self, style: Style, text: str, tone: Tone = Tone.PLAIN, keep: bool = False, stands: str = ""
    ) -> str:
        """Return a paragraph of text in one tone."""
        return self.paragraph(style, self.run(text, TONES.get(tone)), keep, stands)

    def caption(self, text: str | None) -> str:
        """Return what stands over a table or chart, on the same page."""
        return "" if text is None else self.text(Style.CAPTION, text, keep=True)

    def gap(self) -> str:
        """Return the little room under a table; without it Word makes one of two that meet."""
        return self.paragraph(Style.GAP, "")

    def numbered(self) -> int:
        """Return the id of a list that is numbered from 1."""
        self.lists.append(self.look.first_list + len(self.lists))
        return self.lists[-1]

    def widths(self, *shares: Fraction | float) -> list[int]:
        """Return the widths of columns that fill the text."""
        return xml.apportioned(self.look.width, [Fraction(share) for share in shares], LEAST)
