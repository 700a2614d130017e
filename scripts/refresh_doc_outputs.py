"""Brings the output shown in README*.md and docs/ up to date; see tests/docs/blocks.py for the marks.

    PYTHONPATH=src python -m scripts.refresh_doc_outputs

Blocks without … are replaced as a whole. In blocks with …, each run of lines shown is replaced by as many
lines that look most like it; read the result, since a run may have grown or shrunk.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.blocks import ELISION, PAGES, Block, Sandbox, agree, segments, stripped


def refreshed(shown: str, real: str) -> list[str]:
    """Return the lines that should be shown of `real`, given those shown so far."""
    parts, lines = segments(shown), stripped(real)
    if len(parts) == 1:
        return lines
    made: list[str] = []
    at = 0
    for index, part in enumerate(parts):
        if index:
            made.append(ELISION)
        if not part:
            continue
        starts = range(at, len(lines) - len(part) + 1)
        if index == 0:
            starts = range(0, 1)
        elif index == len(parts) - 1:
            starts = range(len(lines) - len(part), len(lines) - len(part) + 1)
        best = max(starts, key=lambda start: _likeness(part, lines[start : start + len(part)]), default=at)
        made += lines[best : best + len(part)]
        at = best + len(part)
    return made


def _likeness(part: list[str], candidate: list[str]) -> float:
    return sum(SequenceMatcher(None, one, other).ratio() for one, other in zip(part, candidate, strict=False))


def refresh(page: Path) -> list[Block]:
    """Rewrite the outputs of one page and return the blocks that changed."""
    changed = []
    with TemporaryDirectory() as folder:
        place = Sandbox(page, Path(folder))
        lines = page.read_text("utf-8").splitlines()
        for block in reversed([one for one in place.blocks if one.is_output]):
            real = place.printed(place.source_of(block))
            if not agree(block.text, real):
                length = len(block.text.splitlines())
                lines[block.line : block.line + length] = refreshed(block.text, real)
                changed.append(block)
    if changed:
        page.write_text("\n".join(lines) + "\n", "utf-8")
    return changed


if __name__ == "__main__":
    for one in PAGES:
        for block in refresh(one):
            print(f"{block} has changed")
