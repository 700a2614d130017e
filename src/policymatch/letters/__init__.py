"""Advice letters and other papers: a recommendation is composed into a letter, and a letter is rendered.

    from policymatch import Enterprise, PolicyLibrary, letters, recommend

    letter = letters.compose(recommend(Enterprise.load("firm.yaml"), PolicyLibrary.load()))
    Path("letter.pdf").write_bytes(letters.render(letter, "pdf"))

model       the letter, typed; JSON and back
compose/    recommendation → letter
paper/      letter → blocks
render/     blocks → Markdown, HTML, Word, PDF, calendar
"""

from policymatch.letters.compose import compose
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.model import Letter, Note
from policymatch.letters.render import Form, render

__all__ = ["Form", "Letter", "Letterhead", "Note", "compose", "render"]
