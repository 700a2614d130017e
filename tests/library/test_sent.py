"""A library crosses to another process, wherever its policies come from, and says the same there."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from tests.library.folders import folder, rule

from policymatch import Enterprise, PolicyLibrary, recommend
from policymatch.rosters import roster_in
from policymatch.rosters.tiers import tiers_library

RULES = Path(__file__).parents[1] / "rosters" / "files" / "rules"
ROSTERS = PolicyLibrary.load(RULES)


def sent(library: PolicyLibrary) -> PolicyLibrary:
    arrived = pickle.loads(pickle.dumps(library))
    assert isinstance(arrived, PolicyLibrary)
    return arrived


@pytest.mark.parametrize(
    "library",
    [
        pytest.param(ROSTERS, id="of folders"),
        pytest.param(replace(ROSTERS, policies=dict(list(ROSTERS.policies.items())[:1])), id="a part"),
        pytest.param(tiers_library(ROSTERS, roster_in(ROSTERS, "test-city/listing")), id="tiers of a roster"),
    ],
)
def test_what_arrives_is_what_was_sent(library: PolicyLibrary) -> None:
    assert sent(library) == library
    assert list(sent(library)) == list(library)


def test_a_library_in_use_says_the_same_elsewhere(tmp_path: Path) -> None:
    library = PolicyLibrary.load(folder(tmp_path, a=rule(), b=rule("b/1", "营业收入 >= 100万元")))
    firm = Enterprise.from_dict(
        {"企业名称": "甲", "数据年度": 2025, "营业收入": "120万元"}, library.vocabulary
    )
    told = [
        [(one.policy.id, one.amount, one.reasons()) for one in recommend(firm, each).eligible]
        for each in (library, sent(library))
    ]
    assert told[0] == told[1]
    assert [policy_id for policy_id, *_ in told[0]] == ["b/1"]
