"""Many firms: the firm table in Parquet, JSON lines, and folders of profiles, each without loss into another.

columns      the names of a table's columns: field, year, basis, part
stored       the Arrow type of each part; numbers as whole numbers or decimals
codes        codes of regions and industries as a table writes them
encode       what is known of a firm → cells; what fits no column → `rest`
spool        rows of cells → one Parquet file, in flat memory
meta         what a table says of itself
write_table  firms → the table and its record tables
layout       columns → the facts they hold, or what is wrong with them
legible      whatever reading a file raises as a problem of that file
opened       a Parquet file that may be anything, opened with care
decode       cells → what is known of a fact
rows         rows → facts and problems
read_table   a table → firms with their records
lines        JSON lines
folder       folders of profiles
forms        all of these by the look of their path: read, write
find         one firm by name or code
check        everything that is wrong
filled       how full the columns are
arrow        pyarrow, loaded when first needed
"""

from policymatch.firms.check import check, checked
from policymatch.firms.filled import Filled, filled
from policymatch.firms.find import find, names_in
from policymatch.firms.forms import Form, all_sound, form_of, profiles_in, read, sound, write
from policymatch.firms.read_table import Found
from policymatch.whole import written_whole

__all__ = [
    "Filled",
    "Form",
    "Found",
    "all_sound",
    "check",
    "checked",
    "filled",
    "find",
    "form_of",
    "names_in",
    "profiles_in",
    "read",
    "sound",
    "write",
    "written_whole",
]
