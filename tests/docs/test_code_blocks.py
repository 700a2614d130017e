"""Every code block of README*.md and docs/ does what it says. `blocks.py` tells how blocks are marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.blocks import PAGES, Block, Sandbox, agree, blocks_of

BLOCKS = [block for page in PAGES for block in blocks_of(page)]


@pytest.fixture(scope="module")
def sandboxes(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Sandbox]:
    return {page: Sandbox(page, tmp_path_factory.mktemp(page.stem)) for page in PAGES}


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_block(block: Block, sandboxes: dict[Path, Sandbox]) -> None:
    sandboxes[block.page].check(block)


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("a\nb", "a  \nb\n", True),
        ("a\nb", "a\nb\nc", False),
        ("a\n…", "a\nb\nc", True),
        ("…\nc", "a\nb\nc", True),
        ("a\n…\nc", "a\nc", True),
        ("a\n…\nb\n…\nd", "a\nx\nb\ny\nd", True),
        ("a\n…\ny\n…\nx\n…", "a\nx\ny\nz", False),
        ("…\nb", "a\nb\nc", False),
        ("a\nb\n…\nb\nc", "a\nb\nc", False),
    ],
)
def test_elision(shown: str, real: str, same: bool) -> None:
    assert agree(shown, real) is same
