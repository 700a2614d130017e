"""How much a user's template may do: steps taken, and characters made on the way.

Neither is time, so that what is refused on one machine is refused on every other.
"""

from __future__ import annotations

# A letter takes some thousand steps and makes some ten thousand characters.
MAX_STEPS = 100_000
MAX_CHARACTERS = 4_000_000
# Figures of more bits than these are no figures of a letter.
MAX_BITS = 4_096


class TooMuchError(Exception):
    """A template does, or would do, more than a letter can need."""


class Budget:
    """What is left to a template while it is filled."""

    def __init__(self) -> None:
        self._steps = MAX_STEPS
        self._characters = MAX_CHARACTERS

    def step(self, characters: int = 0) -> None:
        """Take a step that makes so many characters. Raises TooMuchError when there is nothing left."""
        self._steps -= 1
        self._characters -= characters
        if self._steps < 0 or self._characters < 0:
            raise TooMuchError
