"""走访单页: one page for the civil servant who calls on a firm.

    sheet = compose_visit(recommend(firm, library))
    Path("visit.pdf").write_bytes(render(visit_paper(sheet), "pdf"))

model     the sheet, typed; JSON and back
who       who the firm is, in three lines
compose   recommendation → sheet
layout    sheet → paper
room      how much of the page is left for notes
"""

from policymatch.letters.visit.compose import compose_visit
from policymatch.letters.visit.layout import visit_paper
from policymatch.letters.visit.model import VisitSheet

__all__ = ["VisitSheet", "compose_visit", "visit_paper"]
