"""A leaf read as a rule file's is: parsed, resolved, checked, without any problem."""

from policymatch.language import check_amount, check_condition, parse, resolve, tree
from policymatch.problems import Place
from policymatch.vocabulary import Vocabulary


def read_back(
    text: str, vocabulary: Vocabulary, record: str | None = None, amount: bool = False
) -> tree.Node:
    """Return the tree of a leaf; AssertionError when anything is wrong with it."""
    resolved, problems = resolve(parse(text), vocabulary, Place(), record=record)
    assert resolved is not None, [str(problem) for problem in problems]
    checked, problems = (check_amount if amount else check_condition)(resolved, vocabulary, Place())
    assert not problems, [str(problem) for problem in problems]
    return checked
