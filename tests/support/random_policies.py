"""Random policies: of the firm and per project, with caps and floors, presumptions and checks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.support.amounts import asked_by_tiers, some_amount
from tests.support.dice import drawn, one_in
from tests.support.numbers import CNY, Numbers
from tests.support.rules import Rules, some_group
from tests.support.terms import Terms, usual_terms

from policymatch.benefit import Benefit, BenefitKind, Nature, Period, SharedCap
from policymatch.language import tree
from policymatch.policy import Document, Policy

DOCUMENT = Document(title="测试文件", issuer="某市", level="city", region="3413")


def some_policy(dice: Random, terms: Terms) -> Policy:
    """Return a policy that only facts decide, with nothing presumed."""
    record = dice.choice((None, "project"))
    condition = some_group(dice, terms, record, depth=1)
    amount = some_amount(dice, terms, record, depth=2)
    asked = tuple(tree.Criterion(one) for one in asked_by_tiers(amount))
    numbers: Numbers = Rules(dice, terms)
    floor, cap, total = (
        (numbers.money(0) if one_in(dice, 4) else numbers.literal(CNY)) if one_in(dice, 2) else None
        for _ in range(3)
    )
    shared = (SharedCap("合计", numbers.literal(CNY), Period.YEAR),) if one_in(dice, 4) else ()
    benefit = Benefit(
        BenefitKind.SUBSIDY,
        Nature.PAYMENT,
        amount,
        firm_cap=cap,
        firm_floor=floor,
        total_cap=total,
        shared_caps=shared,
    )
    return Policy(
        "test/one", "测试政策", "test", DOCUMENT, tree.All((condition, *asked)), benefit, record=record
    )


def some_judged_policy(dice: Random, terms: Terms) -> Policy:
    """Return a policy of which a person may have to judge something, and something may be presumed."""
    policy = some_policy(dice, terms)
    presumed = tree.Criterion(
        Rules(dice, terms, policy.record).condition(1), presume=dice.choice((None, True, False))
    )
    asked: tuple[tree.Node, ...] = (policy.condition, presumed)
    if one_in(dice, 4):
        asked += (tree.Check("由人工判断"),)
    return replace(policy, condition=tree.All(asked))


policies = drawn(some_policy, usual_terms())
judged_policies = drawn(some_judged_policy, usual_terms())
