"""`Paper`: a letter, a sheet or a card ready to be typeset, in one language."""

from __future__ import annotations

from pydantic import Field

from policymatch.letters.base import Model
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.paper.blocks import AnyBlock
from policymatch.messages import Lang


class Paper(Model):
    """What is typeset. `annex` begins on a page of its own; `footer` stands beside the page number.

    `compact` asks for small type and narrow margins: a sheet that is to fit one page.
    """

    lang: Lang
    title: str = Field(min_length=1)
    subtitle: str | None = None
    # The running head of every page but the first, and the foot of all.
    header: str
    footer: str
    letterhead: Letterhead = Letterhead()
    blocks: tuple[AnyBlock, ...]
    annex_title: str | None = None
    annex: tuple[AnyBlock, ...] = ()
    compact: bool = False
