"""A line of runs as Markdown: strong text is strong wherever it stands, and nothing else is markup.

CommonMark opens and closes emphasis by what stands beside the stars: `**「核实」**的` is not strong, as a
mark within meets a letter without. So marks and spaces at the ends of strong text move out of the stars.
"""

from __future__ import annotations

from itertools import groupby

from policymatch.letters.paper.blocks import Line, Run, Tone
from policymatch.text.markdown import guarded, inline
from policymatch.text.shown import shown


def line_of(line: Line) -> str:
    """Return the runs of a line as inline Markdown that begins no block."""
    pieces = [piece for run in line for piece in _pieces(run)]
    # Neighbours are joined first: two runs may make one entity or address, and `****` ends nothing.
    made = ""
    for strong, group in groupby(pieces, key=lambda piece: piece[1]):
        text = inline("".join(text for text, _ in group))
        made += f"**{text}**" if strong else text
    return guarded(made.strip(" "))


def strong(text: str) -> str:
    """Return text as strong inline Markdown."""
    return line_of((Run(text=text, tone=Tone.STRONG),))


def _pieces(run: Run) -> list[tuple[str, bool]]:
    """Return the text of a run in pieces, each with whether it is to be strong."""
    text = shown(run.text)
    if run.tone is not Tone.STRONG:
        return [(text, False)]
    letters = [place for place, one in enumerate(text) if one.isalnum()]
    if not letters:
        return [(text, False)]
    first, last = letters[0], letters[-1] + 1
    pieces = [(text[:first], False), (text[first:last], True), (text[last:], False)]
    return [piece for piece in pieces if piece[0]]
