"""By what a coverage table is grouped: policy, department, county, industry, size."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from policymatch.language import Context
from policymatch.messages import Both, wording
from policymatch.policy import Policy
from policymatch.values import Choice, Codes, Value
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.model import REGISTERED_IN

INDUSTRY = "industry"
SIZE = "size_class"
# A county has six digits; the two levels above it two and four.
_COUNTY = 6


class By(StrEnum):
    """What the rows of a table are."""

    POLICY = "policy"
    DEPARTMENT = "department"
    COUNTY = "county"
    INDUSTRY = "industry"
    SIZE = "size"


class Group(NamedTuple):
    """One row's group: a key that is stable, and what people call it."""

    key: str
    name: Both


# The facts of firms that they are grouped by.
FACTS = {By.COUNTY: REGISTERED_IN, By.INDUSTRY: INDUSTRY, By.SIZE: SIZE}


def group_of_policy(by: By, policy: Policy) -> Group:
    """Return the group of a policy, whatever the firm."""
    key = policy.id if by is By.POLICY else policy.document.issuer
    name = policy.title if by is By.POLICY else policy.document.issuer
    return Group(key, Both(name, name))


def group_of_firm(by: By, context: Context) -> Group:
    """Return the group of a firm, whatever the policy; what is not known of it is a group of its own."""
    return _size(context) if by is By.SIZE else _place(FACTS[by], context)


def group_of(by: By, policy: Policy, context: Context) -> Group:
    """Return the group of a firm with a policy."""
    return group_of_firm(by, context) if by in FACTS else group_of_policy(by, policy)


def unknown_group() -> Group:
    """Return the group of firms of which it is not known."""
    return Group("", wording("coverage-unknown"))


def _size(context: Context) -> Group:
    value = context.firm.value(SIZE)
    word = value.word if isinstance(value, Choice) else None
    return size_group(word, context.vocabulary)


def size_group(word: str | None, vocabulary: Vocabulary) -> Group:
    """Return the group of a size class (its key); None where it is not known."""
    return unknown_group() if word is None else Group(word, vocabulary.field(None, SIZE).values[word].both)


def _place(key: str, context: Context) -> Group:
    return code_group(key, context.firm.value(key), context.vocabulary)


def code_group(key: str, value: Value | None, vocabulary: Vocabulary, division: bool = False) -> Group:
    """Return the county, or the section of industries, that holds all that the firm's may be.

    With `division` it is the division of industries, as far as that is known, else the section.
    """
    if not isinstance(value, Codes) or not value.prefixes:
        return unknown_group()
    codes = code_tree(vocabulary.field(None, key))
    found = codes.holding(value.prefixes)
    lineage = codes.lineage(found)[1:]
    if not lineage:
        return unknown_group()
    if key == INDUSTRY:
        code = lineage[:2][-1] if division else lineage[0]
        return Group(code, Both(codes.label(code), codes.label(code)))
    code = next(one for one in reversed(lineage) if len(one) <= _COUNTY)
    return Group(code, Both(codes.path_label(code), codes.path_label(code)))
