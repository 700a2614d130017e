"""Interviews: answers are read as profiles are, nothing is asked twice, hostile answers do no harm."""

import json

import pytest
from tests.questions.asking import ids, interview, library

from policymatch import ProfileError, Verdict
from policymatch.values import Span, Truth


def test_answers_go_into_the_profile_until_nothing_is_left_to_ask() -> None:
    rules = library("{all: [注册地 属于 宿州市, 营业收入 >= 2000万元]}")
    here = interview(rules)
    first = here.next()
    assert first is not None
    assert first.id == "region"
    here = here.answer(first, "宿州市埇桥区")
    second = here.next()
    assert second is not None
    here = here.answer(second, "2350万元")
    assert here.done
    assert here.enterprise.value("revenue", 2025) == Span.exact(23_500_000)
    assert here.recommendation.match("test/p1").verdict is Verdict.ELIGIBLE


def test_an_answer_elsewhere_ends_the_interview() -> None:
    here = interview(library("{all: [注册地 属于 宿州市, 营业收入 >= 2000万元]}"))
    question = here.next()
    assert question is not None
    assert here.answer(question, "合肥市").done


@pytest.mark.parametrize("word", ["", "不知道", "unknown", "Don't know", None])
def test_what_nobody_knows_is_not_asked_again(word: str | None) -> None:
    here = interview(library("{all: [营业收入 >= 2000万元]}"))
    question = here.next()
    assert question is not None
    after = here.answer(question, word)
    assert after.done
    assert after.enterprise == here.enterprise


def test_a_range_that_does_not_decide_is_asked_once_more_and_not_for_ever() -> None:
    here = interview(library("{all: [营业收入 >= 2000万元]}"))
    question = here.next()
    assert question is not None
    here = here.answer(question, "1000-3000万元")
    again = here.next()
    assert again is not None
    assert again.text.zh == "2025年营业收入是多少？（已知：1,000万元–3,000万元）"
    assert here.answer(again, "1000-3000万元").done


def test_a_list_is_complete_with_what_is_added() -> None:
    here = interview(library("{all: [资质 具有 高新技术企业]}"), 资质=["创新型中小企业"])
    question = here.next()
    assert question is not None
    closed = here.answer(question, "是")
    assert closed.recommendation.match("test/p1").verdict is Verdict.INELIGIBLE
    more = here.answer(question, "高新技术企业")
    assert len(more.enterprise.records("honour").items) == 2
    assert more.enterprise.records("honour").closed
    assert more.recommendation.match("test/p1").verdict is Verdict.ELIGIBLE
    # There are others, but nobody says which.
    assert here.answer(question, "否").done


def test_records_are_answered_as_a_profile_writes_them() -> None:
    here = interview(library("{all: [项目.设备投资 >= 500万元]}"))
    question = here.next()
    assert question is not None
    here = here.answer(question, "[{名称: 甲线, 设备投资: 800万元}, {名称: 乙线}]")
    # The first qualifies, so that nothing about the second could change the verdict.
    assert here.done
    assert here.recommendation.match("test/p1").verdict is Verdict.ELIGIBLE


def test_a_fact_of_one_record_is_answered_for_that_record_alone() -> None:
    listed = {"清单完整": "是", "记录": [{"名称": "甲线"}, {"名称": "乙线"}]}
    here = interview(library("{all: [项目.设备投资 >= 500万元]}"), 项目=listed)
    second = next(one for one in here.questions if one.asked.record == 1)
    records = here.answer(second, "800万元").enterprise.records("project").items
    assert records[0].value("equipment_investment") is None
    assert records[1].value("equipment_investment") == Span.exact(8_000_000)


def test_plain_data_is_an_answer_too() -> None:
    here = interview(library("{all: [新设立企业 = 是]}"))
    question = here.next()
    assert question is not None
    assert here.answer(question, True).enterprise.value("new_established") is Truth.TRUE


HOSTILE = [
    "2000",
    "很多",
    "-5万元",
    "1e999万元",
    "\x00",
    "9" * 5000,
    "{[",
    "!!python/object:os.system",
    "1万元\n2万元",
]


@pytest.mark.parametrize("answer", [*HOSTILE, [], {}, {"值": {}}, 3.5, object(), [["a"]]])
def test_a_wrong_answer_is_told_and_changes_nothing(answer: object) -> None:
    here = interview(library("{all: [营业收入 >= 2000万元]}"))
    question = here.next()
    assert question is not None
    with pytest.raises(ProfileError) as caught:
        here.answer(question, answer)
    assert caught.value.say("zh") != caught.value.say("en")
    assert here.next() == question


@pytest.mark.parametrize(
    "answer", ["{[", "{名称: 甲, 名称: 乙}", "[[]]", "{不存在: 1}", 7, [{"名称": []}], "- &a [*a]"]
)
def test_a_wrong_answer_to_a_list_is_told(answer: object) -> None:
    here = interview(library("{all: [项目.设备投资 >= 500万元]}"))
    question = here.next()
    assert question is not None
    with pytest.raises(ProfileError):
        here.answer(question, answer)


def test_questions_are_plain_data_in_both_languages() -> None:
    rules = library("{all: [注册地 属于 宿州市, 资质 具有 高新技术企业, 划型 = 小型, 新设立企业 = 是]}")
    for question in interview(rules).questions:
        zh, en = question.to_dict("zh"), question.to_dict("en")
        assert json.loads(json.dumps(zh)) == zh
        assert zh.keys() == en.keys()
        assert zh["question"] != en["question"]
        assert zh["worth"] == en["worth"]


def test_every_example_is_an_answer() -> None:
    rules = library(
        "{all: [注册地 属于 宿州市, 行业 属于 制造业, 法律形式 = 公司, 新设立企业 = 是, 成立日期 >= 2020年]}"
    )
    here = interview(rules)
    assert len(ids(here.questions)) == 5
    for question in here.questions:
        for lang in ("zh", "en"):
            learnt = here.answer(question, question.answer.example.in_(lang))
            assert question.id not in ids(learnt.questions)
