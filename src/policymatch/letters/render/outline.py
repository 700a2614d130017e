"""Which rank each heading of a paper has on a page that has the paper's title as its one first heading.

A reader who goes from heading to heading by ear must not meet a gap: no heading is more than one rank below
the one before it, whatever level the paper gives it.
"""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.letters.paper.blocks import AnyBlock, Heading
from policymatch.letters.paper.paper import Paper


def ranked_blocks(paper: Paper) -> list[tuple[AnyBlock, int]]:
    """Return the blocks of a paper, each with the rank (2 to 6) it has if it is a heading."""
    return list(_ranked(paper.blocks, above=1, level=1))


def ranked_annex(paper: Paper) -> list[tuple[AnyBlock, int]]:
    """Return the blocks of the annex; its headings stand below its title (rank 2), if it has one."""
    levels = [block.level for block in paper.annex if isinstance(block, Heading)]
    above = 1 if paper.annex_title is None else 2
    return list(_ranked(paper.annex, above, level=min(levels, default=1)))


def _ranked(blocks: tuple[AnyBlock, ...], above: int, level: int) -> Iterator[tuple[AnyBlock, int]]:
    """Yield blocks with ranks: a heading of `level` stands just below the rank `above`."""
    last = above
    for block in blocks:
        if isinstance(block, Heading):
            last = min(above + 1 + block.level - level, last + 1)
        yield block, last
