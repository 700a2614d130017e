"""Papers as blocks: what a letter, a visit sheet or a policy sheet says, before any renderer draws it."""

from policymatch.letters.paper.paper import Paper

__all__ = ["Paper"]
