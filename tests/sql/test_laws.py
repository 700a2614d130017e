"""Random policies and firms: what DuckDB makes of the SQL, held against the evaluator."""

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from tests.support.dice import seeds
from tests.support.firms import part_of_firm, some_firm
from tests.support.random_policies import some_judged_policy
from tests.support.rules import some_criterion
from tests.support.terms import usual_terms
from tests.support.values import AS_OF
from tests.support.warehouse import Warehouse, enterprise_of

from policymatch import PolicyLibrary

TERMS = usual_terms()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seeds)
def test_what_sql_decides_is_what_the_evaluator_decides(seed: int) -> None:
    dice = Random(seed)
    policies = [some_judged_policy(dice, TERMS) for _ in range(8)]
    firms = [enterprise_of(some_firm(dice, TERMS), number) for number in range(12)]
    library = PolicyLibrary({}, TERMS.vocabulary, "test")
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder), firms, TERMS.vocabulary)
        for policy in policies:
            warehouse.assert_sound(policy, library, AS_OF)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seeds)
def test_of_exact_facts_single_criteria_are_decided_alike(seed: int) -> None:
    dice = Random(seed)
    asked = some_judged_policy(dice, TERMS)
    policies = [
        replace(asked, record=record, condition=some_criterion(dice, TERMS, record, depth=1))
        for record in (None, "project")
        for _ in range(8)
    ]
    firms = [
        enterprise_of(part_of_firm(dice, some_firm(dice, TERMS), TERMS, exact=True), number)
        for number in range(6)
    ]
    library = PolicyLibrary({}, TERMS.vocabulary, "test")
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder), firms, TERMS.vocabulary)
        found = [warehouse.assert_sound(policy, library, AS_OF) for policy in policies]
    assert any(not one.left for one in found)
