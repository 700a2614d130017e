"""A text and how the dictionary cuts it: where words begin and end, and which characters stand alone."""

from __future__ import annotations

from functools import cached_property

from policymatch.text.dictionary import commonness, cut_plainly, sound

# A word met less often is more likely a slip that happens to be one (留底退税, 高薪技术) than meant.
RARE = 100


class Cuts:
    """The words of a text in place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edges = bytearray(len(text) + 1)
        """Whether a word begins (and another ends) before the character at an index."""
        self.edges[0] = 1
        self._words: list[str] = []
        # Of each character: which word it stands in.
        self._which: list[int] = []
        at = 0
        for word in cut_plainly(text):
            self._which += [len(self._words)] * len(word)
            self._words.append(word)
            at += len(word)
            self.edges[at] = 1

    def word_at(self, index: int) -> str:
        """Return the word in which the character at `index` stands."""
        return self._words[self._which[index]]

    def alone(self, index: int) -> bool:
        """Return whether the character at `index` belongs to no longer word."""
        return len(self.word_at(index)) == 1

    def doubtful(self, index: int) -> bool:
        """Return whether a Chinese character stands alone or in a word that hardly anybody uses."""
        if not "\u4e00" <= self.text[index] <= "\u9fff":
            return False
        word = self.word_at(index)
        return len(word) == 1 or (word not in sound() and commonness(word) <= RARE)

    @cached_property
    def doubts(self) -> list[int]:
        """How many doubtful characters stand before each index."""
        counted = [0]
        for index in range(len(self.text)):
            counted.append(counted[-1] + self.doubtful(index))
        return counted
