"""By what a coverage table is grouped: policy, department, county, industry, size."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from policymatch.language import Context
from policymatch.messages import Both, wording
from policymatch.policy import Policy
from policymatch.values import Choice, Codes
from policymatch.vocabulary.code_names import code_tree
from policymatch.vocabulary.model import REGISTERED_IN

_INDUSTRY = "industry"
_SIZE = "size_class"
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
FACTS = {By.COUNTY: REGISTERED_IN, By.INDUSTRY: _INDUSTRY, By.SIZE: _SIZE}


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


def _unknown() -> Group:
    return Group("", wording("coverage-unknown"))


def _size(context: Context) -> Group:
    value = context.firm.value(_SIZE)
    word = value.word if isinstance(value, Choice) else None
    if word is None:
        return _unknown()
    return Group(word, context.vocabulary.field(None, _SIZE).values[word].both)


def _place(key: str, context: Context) -> Group:
    """Return the county, or the section of industries, that holds all that the firm's may be."""
    value = context.firm.value(key)
    if not isinstance(value, Codes) or not value.prefixes:
        return _unknown()
    codes = code_tree(context.vocabulary.field(None, key))
    found = codes.holding(value.prefixes)
    lineage = codes.lineage(found)[1:]
    if not lineage:
        return _unknown()
    if key == _INDUSTRY:
        return Group(lineage[0], Both(codes.label(lineage[0]), codes.label(lineage[0])))
    code = next(one for one in reversed(lineage) if len(one) <= _COUNTY)
    return Group(code, Both(codes.path_label(code), codes.path_label(code)))
