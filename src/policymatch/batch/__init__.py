"""Many firms × many policies over columns, with the verdicts and amounts of the single-firm path.

planes    one bit for each firm, and truths as planes
exact     columns of exact numbers as they stand in memory
figures   numbers and dates of a column, and their comparisons
words     words and codes of a column
lists     lists of words of a column
facts     the columns of a chunk made ready
asks      what a tree asks of a firm
honours   whether honours are held, over the columns of their records
literals  the criteria that a column tells
compiled  a library made ready for columns
steps     the operations of a plan over planes
truths    the truths of firms, and of records
payments  amounts over columns, to the fen
chunk     firms with their records, and single ones read back as profiles
source    where firms come from
found     pairs of firm and policy, from planes and from the evaluator
results   the match table
work      one chunk at a time, or several in processes
run       firms and a library → the match table
counts    how many firms each policy finds
seek      policies look for their enterprises
"""

from policymatch.batch.counts import counts
from policymatch.batch.run import Matches, Told, match, matching, write_matches
from policymatch.batch.seek import Seeking, seeking

__all__ = ["Matches", "Seeking", "Told", "counts", "match", "matching", "seeking", "write_matches"]
