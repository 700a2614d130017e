"""政策宣讲要点: what to say to a room of firms; what matters most to those present comes first.

    briefing = compose_briefing(firms, library, date(2026, 3, 16))
    Path("briefing.pdf").write_bytes(render(briefing_paper(briefing), "pdf"))

model     the briefing, typed; JSON and back
room      the firms present, each decided once
stake     the money of one policy, over those present
asked     the question that most of them must answer
compose   firms and library → briefing
layout    briefing → paper
"""

from policymatch.letters.briefing.compose import compose_briefing
from policymatch.letters.briefing.layout import briefing_paper
from policymatch.letters.briefing.model import Briefing

__all__ = ["Briefing", "briefing_paper", "compose_briefing"]
