"""Policies and texts that are alike.

near    pairs of policies that are one measure, published again or in a later edition
asked   what a policy asks, figures aside, and the places whose firms it is for
blocks  which policies to look at together: those with the nearest texts, or with the same rule
links   what the rules themselves say of how two policies stand to each other
"""

from policymatch.similarity.links import Links
from policymatch.similarity.near import Nearness, NearPair, near_pairs

__all__ = ["Links", "NearPair", "Nearness", "near_pairs"]
