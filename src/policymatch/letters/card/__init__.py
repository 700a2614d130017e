"""政策明白卡: one policy in plain words, from the rule alone; no firm is asked about.

    card = compose_card(library.get("cn/mof-2023-12/small-low-profit"), library, date(2026, 3, 16))
    Path("card.pdf").write_bytes(render(card_paper(card), "pdf"))

model       the card, typed; JSON and back
conditions  who: the condition as a tree of sentences
relations   which other policies it cannot be had with, needs, or goes with
example     one of the rule's own worked examples
compose     policy and library → card
layout      card → paper
"""

from policymatch.letters.card.compose import compose_card
from policymatch.letters.card.layout import card_paper
from policymatch.letters.card.model import PolicyCard

__all__ = ["PolicyCard", "card_paper", "compose_card"]
