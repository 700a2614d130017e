"""Where in a sheet the header and the data are.

head         the first rows, all that is ever held
header_rows  which of them are the header, and what stands over each column
card         sheets in which names stand before their values
find         the layout of a table
rows         which rows below the header are no data
body         every row of a table, data or set aside
"""

from policymatch.intake.layout.body import Body
from policymatch.intake.layout.find import find_layout, pinned_layout
from policymatch.intake.layout.model import Layout, Line, Reason, Shape

__all__ = ["Body", "Layout", "Line", "Reason", "Shape", "find_layout", "pinned_layout"]
