"""What a plan is: every distinct criterion once, grouped by fact, and each operation behind its items."""

from datetime import date
from unittest.mock import Mock

from tests.support.firms import Key, PlainFirm
from tests.support.policies import AS_OF, DOCUMENT, library_of

from policymatch.language import Context
from policymatch.library import PolicyLibrary
from policymatch.plan import Answers, Depends, GroupKind, Plan, Program, Sieve, compile_plan
from policymatch.values import Codes, Listing, Span, Truth, Value

RULES = (
    DOCUMENT
    + """\
policies:
  - id: a
    title: 一
    category: test
    benefit: {kind: subsidy}
    eligible: {all: [注册地 属于 宿州市, 营业收入 >= 2000万元]}
  - id: b
    title: 二
    category: test
    benefit: {kind: subsidy}
    eligible: {all: [营业收入 >= 20000000元, 营业收入 < 4亿元]}
  - id: c
    title: 三
    category: test
    for: 项目
    benefit: {kind: subsidy}
    eligible:
      all:
        - revenue >= 2000万元
        - 项目.设备投资 >= 500万元
        - {check: 属于重点产业链}
"""
)


def plan_of(library: PolicyLibrary) -> Plan:
    return compile_plan(library, library.vocabulary)


def test_a_criterion_is_one_literal_however_and_wherever_it_is_written() -> None:
    plan = plan_of(library_of(RULES))
    assert len(plan.literals) == len(set(plan.literals)) == 5
    assert list(plan.roots) == ["a", "b", "c"]


def test_literals_on_one_fact_stand_together() -> None:
    plan = plan_of(library_of(RULES))
    revenue = next(group for group in plan.groups if group.kind is GroupKind.NUMBERS)
    assert revenue.end - revenue.first == 2
    assert [group.first for group in plan.groups] == [0, *(group.end for group in plan.groups)][:-1]


def test_operations_stand_behind_what_they_are_made_of() -> None:
    plan = plan_of(library_of(RULES))
    for number, operation in enumerate(plan.operations, len(plan.literals)):
        assert all(item < number for item in operation.items)


def test_what_a_policy_depends_on_besides_the_firm() -> None:
    plan = plan_of(library_of(RULES))
    depends = {name: plan.depends[root] for name, root in plan.roots.items()}
    assert depends == {"a": Depends.NOTHING, "b": Depends.NOTHING, "c": Depends.RECORD | Depends.JUDGED}


def test_a_fact_is_looked_up_once_and_not_again_for_a_record() -> None:
    library = library_of(RULES)
    facts: dict[Key, Value] = {
        ("revenue", AS_OF.year - 1, None): Span(30_000_000, 30_000_000),
        ("region", None, None): Codes.exact("341302"),
    }
    project = Mock(value=Mock(return_value=Span(8_000_000, 8_000_000)))
    firm = PlainFirm(facts, {"project": Listing((project,), closed=True)})
    watched = Mock(wraps=firm, as_of=date(2026, 3, 16))
    program, context = Program(plan_of(library)), Context(watched, library.vocabulary)
    sifted = Sieve(program).sift(context)
    answers = Answers(program, context, sifted.rows)
    assert (sifted.true, sifted.asked) == (0b011, 0b100)
    root = answers.program.plan.roots["c"]
    assert answers.for_record(project).truth(root) is Truth.UNKNOWN  # somebody must judge
    assert sorted(call.args[0] for call in watched.value.call_args_list) == ["region", "revenue"]
    assert project.value.call_count == 1
