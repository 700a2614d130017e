"""Line breaking for mixed Chinese and English text in a terminal.

Terminal libraries break at spaces only, which leaves Chinese lines ragged or tears them from their bullet.
Here a line may end after any full-width character, except that no line begins with a closing mark or ends
with an opening one.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

# What stays together: a short quoted mark, a run of half-width characters with its unit of measure, or one
# full-width character; each with the spaces after it.
_UNIT = re.compile(r"「[^」]{1,4}」\s*|[\x21-\x7e\u00a1-\u024f]+[万亿]?[元人件天]?\s*|\s+|.\s*", re.DOTALL)
_NOT_FIRST = frozenset("，。；：、！？）」』】》〉〕”’%‰,.;:!?)]}·–")
_NOT_LAST = frozenset("（「『【《〈〔“‘([{")


def wrap(text: str, width: int, hanging: int = 0) -> list[str]:
    """Return `text` in lines of at most `width` columns; all but the first are indented by `hanging`."""
    lines: list[str] = []
    line = ""
    for unit in _glued(_UNIT.findall(text)):
        if line.strip() and cell_len(line) + cell_len(unit.rstrip()) > width:
            lines.append(line.rstrip())
            line = " " * hanging
        line += unit
        while cell_len(line.rstrip()) > width:
            head = _head(line, width)
            lines.append(head)
            line = " " * hanging + line[len(head) :]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _glued(units: list[str]) -> list[str]:
    """Join units between which no line may end."""
    made: list[str] = []
    for unit in units:
        if made and (unit[0] in _NOT_FIRST or made[-1].rstrip()[-1:] in _NOT_LAST) and not made[-1].isspace():
            made[-1] += unit
        else:
            made.append(unit)
    return made


def _head(line: str, width: int) -> str:
    """Return as much of an unbreakable line as fits (an address, say)."""
    end = 0
    while end < len(line) and cell_len(line[: end + 1]) <= width:
        end += 1
    return line[: max(end, 1)]
