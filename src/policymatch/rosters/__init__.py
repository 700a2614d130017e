"""Rosters (资源库): which tier each firm is in, who is about to enter or leave, and why.

tiers     the rosters of a library, and their tiers as policies that are decided like any other
standing  one firm and one roster: the tier held, what is undecided, the nearest step into a higher tier
leaving   what may soon cost a firm its tier: a limit, a figure that fell, a certificate that ends
wider     tiers made wider: who may be one near step away, by columns
listed    the list of a roster, as it is shown, written and read back
piece     some firms and one roster, by columns as far as they go
listing   firms → the list of a roster
moves     who entered or left since another list, and by which criterion
"""

from policymatch.rosters.leaving import Leaving, Reason
from policymatch.rosters.listed import Listed, Member, read_list
from policymatch.rosters.listing import list_firms
from policymatch.rosters.moves import Move, MoveKind, moves_between
from policymatch.rosters.standing import Entry, Standing, Where, standing
from policymatch.rosters.tiers import roster_in, rosters_of

__all__ = [
    "Entry",
    "Leaving",
    "Listed",
    "Member",
    "Move",
    "MoveKind",
    "Reason",
    "Standing",
    "Where",
    "list_firms",
    "moves_between",
    "read_list",
    "roster_in",
    "rosters_of",
    "standing",
]
