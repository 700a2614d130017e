"""What the shipped rules show: every kind of benefit that real clauses have, each with worked examples."""

from policymatch.benefit import Nature
from policymatch.library import PolicyLibrary

# The kinds of clauses that were found in 176 real ones.
KINDS = {
    "award_recognition",
    "award_scale",
    "building_economy",
    "construction",
    "credit_product",
    "digital",
    "ecommerce",
    "employment_subsidy",
    "equip_subsidy",
    "fee_relief",
    "first_set",
    "foreign_invest",
    "foreign_trade",
    "green",
    "guarantee_fee",
    "headquarters",
    "incubator",
    "insurance_refund",
    "invest_subsidy",
    "ip",
    "listing",
    "loan_interest",
    "logistics_service",
    "rd_subsidy",
    "rent_subsidy",
    "standard_quality",
    "talent_allowance",
    "talent_housing",
    "tax",
    "tech_transfer",
}
LEAST_TESTS = 3


def test_every_kind_of_clause_is_shown() -> None:
    assert {policy.category for policy in PolicyLibrary.load()} == KINDS


def test_every_nature_of_benefit_is_shown() -> None:
    assert {policy.benefit.nature for policy in PolicyLibrary.load()} == set(Nature)


def test_every_policy_has_worked_examples_of_more_than_one_verdict() -> None:
    for policy in PolicyLibrary.load():
        assert len(policy.tests) >= LEAST_TESTS, policy.id
        assert len({test.verdict for test in policy.tests}) > 1, policy.id
