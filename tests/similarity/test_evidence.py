"""Evidence for checks: which passage of a profile comes first, and when none does."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark.structures import ParameterSet
from tests.enterprise.reading import firm

from policymatch import base_vocabulary
from policymatch.language import tree
from policymatch.similarity.evidence import MOST, THRESHOLD, Evidence, evidence_among, evidence_for
from policymatch.similarity.passages import passages_of

HERE = Path(__file__).parent
VOCABULARY = base_vocabulary()
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "evidence.yaml").read_text("utf-8"))


def found(check: str, facts: dict[str, Any], hints: tuple[tree.Fact, ...] = ()) -> list[Evidence]:
    return evidence_for(tree.Check(check, hints), firm(**facts), VOCABULARY)


def parameters() -> list[ParameterSet]:
    """Return the cases; those that are not found so far must fail, so that the pages stay true."""
    missed = pytest.mark.xfail(strict=True, reason="its words are others")
    return [
        pytest.param(case, id=case["check"], marks=[missed] if case.get("missed") else []) for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_the_passage_that_comes_first(case: dict[str, Any]) -> None:
    first = next(iter(found(case["check"], case["firm"])), None)
    assert (None if first is None else first.passage.text) == case["first"]


@pytest.mark.parametrize("page", ["confirm.md", "confirm.zh.md"])
def test_the_pages_state_the_rate(page: str) -> None:
    hits = sum(not case.get("missed") for case in CASES)
    text = (HERE.parents[1] / "docs" / page).read_text("utf-8")
    assert any(said in text for said in (f"{hits} of {len(CASES)}", f"{len(CASES)} 例中的 {hits} 例"))


def test_a_passage_says_where_it_stands_and_what_is_alike() -> None:
    (one,) = found("属于数控机床产业链", {"项目": [{"名称": "食堂"}, {"名称": "数控机床生产线"}]})
    assert one.to_dict("zh") == {
        "text": "数控机床生产线",
        "path": "项目[1].名称",
        "score": one.score,
        "words": ["数控机床"],
    }
    assert one.to_dict("en")["path"] == "project[1].name"
    assert THRESHOLD <= one.score <= 1


def test_best_first_and_no_more_than_a_few() -> None:
    scope = "；".join(f"数控机床{what}" for what in ("制造", "维修服务", "零件销售", "展览展示服务", "租赁"))
    scores = [one.score for one in found("属于数控机床制造", {"经营范围": scope})]
    assert len(scores) == MOST
    assert scores == sorted(scores, reverse=True)


def test_of_equals_what_the_check_hints_at_comes_first_and_each_text_once() -> None:
    facts = {"经营范围": "数控机床", "主营产品": ["数控机床"], "项目": [{"名称": "数控机床"}]}
    for hint, path in (
        (tree.Fact("project", "name"), "项目[0].名称"),
        (tree.Fact(None, "business_scope"), "经营范围"),
    ):
        (one,) = found("属于数控机床产业链", facts, (hint,))
        assert one.passage.path.zh == path


def test_of_records_only_the_one_at_hand() -> None:
    enterprise = firm(项目=[{"名称": "数控机床一线"}, {"名称": "数控机床二线"}], 经营范围="数控机床销售")
    passages = passages_of(enterprise, VOCABULARY)
    made = evidence_among(tree.Check("属于数控机床产业链"), passages, ("project", 1))
    assert {one.passage.text for one in made} == {"数控机床二线", "数控机床销售"}


def test_nothing_of_persons_and_no_place_is_a_passage() -> None:
    enterprise = firm(
        注册地="宿州市埇桥区", 人才=[{"姓名": "张三", "岗位": "机床工程师"}], 主营产品=["机床", "泵"]
    )
    assert [one.text for one in passages_of(enterprise, VOCABULARY)] == ["机床", "泵"]


def test_long_sentences_are_cut_at_their_commas_and_short_ones_are_not() -> None:
    text = "采购五轴加工中心十台，改造热处理车间，新建自动化立体仓库，配套数字化管理系统；研发、试制"
    enterprise = firm(经营范围=text)
    assert [one.text for one in passages_of(enterprise, VOCABULARY)] == [
        "采购五轴加工中心十台",
        "改造热处理车间",
        "新建自动化立体仓库",
        "配套数字化管理系统",
        "研发、试制",
    ]
