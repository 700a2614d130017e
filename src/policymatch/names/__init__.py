"""How names are compared: folded first, then looked up, and the nearest ones offered when that fails.

This is the one place that says which written name may mean which known one:

lookup    the name that a table has, written in another width, case or script
folding   what names of each kind carry that says nothing of which one is meant
kinds     how names of each kind are compared, and how alike is alike enough
match     the known names most like a written one, and whether one of them is surely meant
nearest   the one name that a message asks about: did you mean …?
"""

from policymatch.names.kinds import NameKind
from policymatch.names.lookup import look_up
from policymatch.names.match import NameIndex, NameMatch, matches
from policymatch.names.nearest import nearest

__all__ = ["NameIndex", "NameKind", "NameMatch", "look_up", "matches", "nearest"]
