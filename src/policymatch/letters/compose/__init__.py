"""A recommendation → a letter; one file for each part of it.

letter      the whole
firm        who it is for, and on which facts it rests
basis       the day, the rules and the decision
advice      what is said of one policy
proofs      the facts that papers must show
summary     how many policies, how much money, the next day to keep
package     the best lawful package, and what was left out
road        honours over the next three years
calendar    windows, figures that must stand, certificates and documents that expire
materials   one checklist over all policies
warnings    cliffs, limits, instalments, cautions
verify      what must be verified first
"""

from policymatch.letters.compose.letter import compose

__all__ = ["compose"]
