"""What stands under `benefit:` → a Benefit: kinds of amounts are macros over the few nodes of the tree.

amounts    a form under `amount:`, whichever it is
tiers      tiers, and parts that add up
brackets   marginal brackets
interest   loan interest discounts
tax        tax saved, or put off
multiply   multipliers
less       past awards deducted
caps       caps and floors, of a lifetime and shared ones too
shares     instalments and funding
build      all of them → Benefit
"""

from policymatch.library.benefits.build import build_benefit

__all__ = ["build_benefit"]
