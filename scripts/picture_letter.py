"""Draws the first page of the example firm's letter, as README.md shows it.

PYTHONPATH=src python -m scripts.picture_letter
"""

from __future__ import annotations

from pathlib import Path

from policymatch import Enterprise, letters, recommend
from policymatch.letters.layout import paper_of
from policymatch.letters.render.pdf import pngs_of

ROOT = Path(__file__).parents[1]
_DOTS_PER_INCH = 80.0


def main() -> None:
    """Write docs/pictures/letter.png."""
    firm = Enterprise.load(ROOT / "examples/suzhou-machinery.yaml")
    head = letters.Letterhead(office="宿州市企业服务中心", address="宿州市银河二路", phone="0557-1234567")
    first, *_ = pngs_of(paper_of(letters.compose(recommend(firm), letterhead=head)), _DOTS_PER_INCH)
    (ROOT / "docs/pictures/letter.png").write_bytes(first)


if __name__ == "__main__":
    main()
