"""The order of questions and its parts, worked out by hand from docs/questions.md."""

from decimal import Decimal

from tests.questions.asking import asked, interview, library

from policymatch.benefit import Nature
from policymatch.questions import Effort


def test_where_the_firm_is_registered_comes_first() -> None:
    # Ten policies wait for the headcount, one for the place.
    many = ["{all: [员工人数 >= 50人]}"] * 30
    assert asked(*many, "{all: [注册地 属于 宿州市]}") == ["region", "employees"]


def test_the_parts_of_a_question_s_worth() -> None:
    rules = library(
        "{all: [营业收入 >= 2000万元, 员工人数 >= 50人]}",
        "{any: [员工人数 >= 100人, 营业收入 >= 3000万元]}",
        "{all: [{any: [员工人数 >= 100人, 资产总额 >= 1亿元]},"
        " {any: [营业收入 >= 1亿元, 资产总额 >= 2亿元]}]}",
    )
    found = {question.id: question for question in interview(rules).questions}
    people = found["employees"]
    assert people.policies == ("test/p1", "test/p2", "test/p3")
    # p1: too few people rule it out. p2: enough of them do. p3: neither, the second pair still stands open.
    assert people.decides == ("test/p1", "test/p2")
    assert people.money[Nature.PAYMENT].low == 0
    assert people.money[Nature.PAYMENT].high == Decimal(300_000)
    # 5 + 5 + 2; a quarter of 300,000 yuan: 25 × log10(1 + 7.5) / 4.
    assert (people.worth.first, people.worth.verdicts, people.worth.money) == (0.0, 12.0, 5.8)
    # Assets of 200 million meet both pairs of p3; no amount of them rules it out.
    assets = found["total_assets"]
    assert (assets.policies, assets.decides) == (("test/p3",), ("test/p3",))


def test_what_stands_in_the_books_comes_before_what_a_department_keeps() -> None:
    rules = library("{all: [主营产品 包含 钢琴, 参保人数 >= 50人]}")
    questions = interview(rules).questions
    efforts = [question.effort for question in questions]
    assert efforts == sorted(efforts)
    assert [question.worth.effort for question in questions] == [
        {Effort.BOOKS: 0.0, Effort.CERTIFICATE: -2.0, Effort.DEPARTMENT: -5.0}[one] for one in efforts
    ]
    assert efforts[-1] is Effort.DEPARTMENT


def test_the_total_is_the_sum_of_the_parts() -> None:
    (question,) = interview(library("{all: [参保人数 >= 50人]}")).questions
    # 5 for the verdict, 100,000 yuan: 25 × log10(1 + 2.5) / 4 = 3.4, and 5 off for the department.
    assert question.worth.to_dict() == {
        "total": 3.4,
        "parts": {"first": 0.0, "verdicts": 5.0, "money": 3.4, "effort": -5.0},
    }


def test_tax_savings_and_payments_are_kept_apart() -> None:
    rules = library("{all: [员工人数 >= 50人]}", benefit="{kind: tax, amount: 10万元}")
    (question,) = interview(rules).questions
    assert set(question.money) == {Nature.TAX_SAVING}
