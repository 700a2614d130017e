"""Papers drawn: one module a format, each draws every block.

markdown   CommonMark
html       one file by itself
word/      Word, with a bureau's own template
pdf        PDF, by typst
ics        the calendar of a letter
"""

from policymatch.letters.render.forms import PACKAGES, Form, render

__all__ = ["PACKAGES", "Form", "render"]
