"""The example that the design describes the rule language with loads, and its own tests hold."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from policymatch import BenefitKind, Nature, PolicyLibrary, Status
from policymatch.language import facts_of, tree, walk
from policymatch.matching.rule_tests import run_tests
from policymatch.policy import Exclusion, Quality

EXAMPLE = Path(__file__).with_name("design.yaml")
EQUIPMENT, CHAIN = "suzhou-ah/2025-3/equipment", "suzhou-ah/2025-3/key-chain"
WAN = 10_000


@pytest.fixture
def library(tmp_path: Path) -> PolicyLibrary:
    shutil.copy(EXAMPLE, tmp_path)
    return PolicyLibrary.load(tmp_path)


def test_document(library: PolicyLibrary) -> None:
    document = library.get(EQUIPMENT).document
    assert document is library.get(CHAIN).document
    assert (document.number, document.level, document.region) == ("某政发〔2025〕3号", "city", "3413")
    assert (document.effective_from, document.effective_to) == (date(2025, 3, 1), date(2027, 12, 31))
    assert document.quality is Quality.SEED
    assert document.status(date(2025, 2, 28)) is Status.NOT_YET
    assert document.status(date(2026, 3, 15)) is Status.IN_FORCE
    assert document.status(date(2028, 1, 1)) is Status.EXPIRED


def test_policy(library: PolicyLibrary) -> None:
    policy = library.get(EQUIPMENT)
    assert (policy.title, policy.cite, policy.record) == ("工业企业设备投资补助", "第四条", "project")
    assert policy.exclusive == (Exclusion("技改"),)
    assert policy.filing.materials == ("申报表", "设备发票", "付款凭证")
    assert policy.filing.next_window(date(2026, 3, 15)) == (date(2026, 3, 1), date(2026, 4, 30))
    assert policy.filing.next_window(date(2026, 5, 1)) == (date(2027, 3, 1), date(2027, 4, 30))
    assert library.get(CHAIN).filing.always


def test_citations_are_inherited(library: PolicyLibrary) -> None:
    criteria = [one for one in walk(library.get(EQUIPMENT).condition) if isinstance(one, tree.Criterion)]
    assert [one.cite for one in criteria] == ["第四条", "第二条", *["第四条"] * 9]
    assert [one.presume for one in criteria] == [*[None] * 10, False]


def test_facts(library: PolicyLibrary) -> None:
    facts = {(fact.kind, fact.key) for fact in facts_of(library.get(EQUIPMENT).condition)}
    assert ("project", "equipment_investment") in facts
    assert (None, "revenue") in facts
    assert (None, "blacklist") in facts


def test_benefit(library: PolicyLibrary) -> None:
    benefit = library.get(EQUIPMENT).benefit
    assert (benefit.kind, benefit.nature) == (BenefitKind.SUBSIDY, Nature.PAYMENT)
    assert isinstance(benefit.amount, tree.Capped)
    assert benefit.amount.limit == tree.Quantity(300 * WAN, (("CNY", 1),))
    assert benefit.firm_cap == tree.Quantity(500 * WAN, (("CNY", 1),))
    assert benefit.cap_scope is tree.CapScope.FIRM_YEAR


def test_its_own_tests_hold(library: PolicyLibrary) -> None:
    results = list(run_tests(library))
    assert len(results) == 6
    assert [result.line() for result in results if not result.passed] == []
