"""What a column is, by its header.

parts      a header cut into name, unit, year, basis
alike      which known names a name may be
words      headers that name no fact, and words that tell facts apart
values     whether the cells below can be what the header says
around     what title, sheet and file say for all columns
kinds      which kind of record a sheet lists
column     the result
recognise  all of it together; how confidence is reckoned
"""

from policymatch.intake.headers.around import Around
from policymatch.intake.headers.column import ASK_BELOW, Column, Ignored, Role, Why
from policymatch.intake.headers.recognise import Recogniser

__all__ = ["ASK_BELOW", "Around", "Column", "Ignored", "Recogniser", "Role", "Why"]
