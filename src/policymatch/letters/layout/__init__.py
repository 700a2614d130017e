"""A letter → a paper: in which order its parts stand, how much of each, and what goes to the annex.

letter    the whole, with its head and its end
head      the figures that a busy owner reads first, and the sentences below them
filing    what to file now, tax reliefs, materials
package   the best package, and what else could be reached
open      what waits for facts or a person, what is within reach, the questions
ahead     the road of honours, the calendar with its picture
risks     warnings, and what must be verified
annex     every criterion of every policy, and all facts
words     lines of text, numbers of sections and policies
"""

from policymatch.letters.layout.letter import paper_of

__all__ = ["paper_of"]
