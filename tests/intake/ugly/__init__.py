"""The corpus of ugly workbooks, made by this script wherever a test asks for them, with what must come out.

`python -m tests.intake.ugly FOLDER` makes them all, for people to look at.
"""

from tests.intake.ugly.cells import CELLS
from tests.intake.ugly.files import FILES
from tests.intake.ugly.layouts import LAYOUTS
from tests.intake.ugly.model import Expected, Ugly
from tests.intake.ugly.sideways import SIDEWAYS

UGLY: tuple[Ugly, ...] = (*LAYOUTS, *SIDEWAYS, *CELLS, *FILES)

__all__ = ["UGLY", "Expected", "Ugly"]
