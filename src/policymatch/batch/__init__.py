"""Many firms × many policies over columns, with the verdicts and amounts of the single-firm path.

planes    one bit for each firm, and truths as planes
bits      where cells are empty, and where they say yes
exact     columns of exact numbers as they stand in memory
reached   in which rows a number reaches a bound
figures   numbers and dates, and their comparisons
figure_columns  columns of them
words     words and codes of a column
lists     lists of words of a column
facts     the columns of a chunk made ready
asks      what a tree asks of a firm
honours   whether honours are held, over the columns of their records
literals  the criteria that a column tells
compiled  a library made ready for columns
together  the literals on one fact at once
steps     the operations of a plan over planes
bank      the same at once, for all that columns tell wholly
ends      one end of a number in each row, held against 64 bits
ranges    interval arithmetic over rows
products  the product of two numbers of rows
stated    the numbers and dates of facts in rows
calendar  dates moved, and what lies between two of them
numbers   the numbers of formulas, from a low to a high
tiers     what the tiers that may hold pay
conditions  what no column tells by itself: comparisons of formulas and dates
records   the truths of records
sums      sums over the records of firms
truths    the truths of firms
some_firms  formulas of some firms alone
payments  what policies pay, to the fen
chunk     firms with their records, and single ones read back as profiles
source    where firms come from
alike     firms that the evaluator must tell the same
asking    asks the evaluator: one firm of each group
found     pairs of firm and policy, from planes and from the evaluator
ordered   pairs in the order of a match table
fen_columns  its amounts
results   the match table
work      one chunk at a time, or several in processes
held      firms in memory, ready to be asked again and again
run       firms and a library → the match table
counts    how many firms each policy finds
seek      policies look for their enterprises

firm_versions    a version of every firm: the same while nothing changes that a verdict may rest on
policy_versions  a version of every policy, likewise
leftovers        finished chunks of an interrupted run, and the journal of them
earlier          a match table written earlier
since            what of it still stands
doubts           firms of which nothing stands, though nothing of them has changed
write            firms and a library → the match table in a file
moved            two match tables compared: who gained, who lost, through what
why              the criteria, facts and rules behind it
tallies          what moved, counted by policy
"""

from policymatch.batch.counts import counts
from policymatch.batch.held import Held, hold
from policymatch.batch.run import Matches, Told, match, matching, write_matches
from policymatch.batch.seek import Seeking, seeking
from policymatch.batch.write import Written, write_table

__all__ = [
    "Held",
    "Matches",
    "Seeking",
    "Told",
    "Written",
    "counts",
    "hold",
    "match",
    "matching",
    "seeking",
    "write_matches",
    "write_table",
]
