"""Two states compared: of one firm (what if …?), or of the rules (who gains, who loses, by which clause?).

arguments  研发费用=500万元, 资质+=高新技术企业 → name, operation, value
changes    a firm and such arguments → the firm as it would be, and what was changed
standing   where a policy stands for a firm in one state; how it moves between two
causes     the criteria, with their clauses, that decide a move
packages   how the best lawful package changes
worth      what a recommendation comes to, and the difference of two
whatif     one firm in two states
rules      what differs between two libraries, clause by clause
diff       many firms under two libraries
"""

from policymatch.compare.causes import Cause
from policymatch.compare.changes import Changed, changed_firm
from policymatch.compare.diff import FirmDiff, PolicyEffect, RulesDiff, diff_rules, firm_diffs
from policymatch.compare.packages import PackageChange
from policymatch.compare.rules import (
    DefinitionChange,
    Part,
    PartChange,
    PolicyChange,
    RuleChanges,
    policy_change,
    rule_changes,
)
from policymatch.compare.standing import Move, MoveKind, Standing
from policymatch.compare.told import Change
from policymatch.compare.whatif import Comparison, what_if
from policymatch.compare.worth import Difference

__all__ = [
    "Cause",
    "Change",
    "Changed",
    "Comparison",
    "DefinitionChange",
    "Difference",
    "FirmDiff",
    "Move",
    "MoveKind",
    "PackageChange",
    "Part",
    "PartChange",
    "PolicyChange",
    "PolicyEffect",
    "RuleChanges",
    "RulesDiff",
    "Standing",
    "changed_firm",
    "diff_rules",
    "firm_diffs",
    "policy_change",
    "rule_changes",
    "what_if",
]
