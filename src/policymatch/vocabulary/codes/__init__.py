"""The two published code sets, regions (GB/T 2260) and industries (GB/T 4754-2017), as prefix trees.

The tables themselves and what is known about their origin lie in `data/`.
"""

from policymatch.vocabulary.codes.industries import industries
from policymatch.vocabulary.codes.regions import regions
from policymatch.vocabulary.codes.tree import CodeTree

__all__ = ["CodeTree", "industries", "regions"]
