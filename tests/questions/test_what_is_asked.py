"""Which facts are asked, worked out by hand: those of which some answer can change a verdict, no others."""

import pytest
from tests.questions.asking import asked, ids, interview, library


def test_a_fact_of_an_open_condition_is_asked() -> None:
    assert asked("{all: [营业收入 >= 2000万元]}") == ["revenue[2025]"]


def test_nothing_is_asked_of_what_is_decided() -> None:
    assert asked("{all: [营业收入 >= 2000万元]}", 营业收入="3000万元") == []


def test_a_range_on_one_side_of_the_threshold_needs_no_figure() -> None:
    assert asked("{all: [营业收入 >= 2000万元]}", 营业收入="2000-3000万元") == []
    assert asked("{all: [营业收入 >= 2000万元]}", 营业收入="1000-3000万元") == ["revenue[2025]"]


def test_what_fails_already_asks_for_nothing_else() -> None:
    assert asked("{all: [营业收入 >= 2000万元, 员工人数 >= 50人]}", 员工人数="10人") == []


def test_an_alternative_that_is_met_asks_for_nothing_else() -> None:
    assert asked("{any: [营业收入 >= 2000万元, 员工人数 >= 50人]}", 员工人数="60人") == []


def test_a_weaker_criterion_behind_a_stronger_one_is_not_asked() -> None:
    # Who has 50 people has 20: the headcount alone decides, and revenue matters only below 20.
    both = "{any: [员工人数 >= 50人, {all: [员工人数 >= 20人, 营业收入 >= 2000万元]}]}"
    assert set(asked(both)) == {"employees", "revenue[2025]"}
    assert asked(both, 员工人数="50-60人") == []
    assert asked(both, 员工人数="5-19人") == []
    # Every headcount from 20 to 40 leaves it to the revenue.
    assert asked(both, 员工人数="20-40人") == ["revenue[2025]"]


def test_a_criterion_that_both_alternatives_share_is_the_only_one_asked() -> None:
    # Whatever the revenue is, one of the two alternatives has it: only the headcount matters.
    condition = (
        "{any: [{all: [员工人数 >= 50人, 营业收入 >= 2000万元]},"
        " {all: [员工人数 >= 50人, 营业收入 < 2000万元]}]}"
    )
    assert asked(condition) == ["employees"]


def test_a_condition_that_contradicts_itself_asks_nothing() -> None:
    assert asked("{all: [营业收入 >= 2000万元, 营业收入 < 1000万元, 员工人数 >= 50人]}") == []


def test_a_person_s_check_is_not_asked_and_what_it_waits_for_is() -> None:
    assert asked("{all: [{check: 由人判断}]}") == []
    assert asked("{all: [{check: 由人判断}, 员工人数 >= 50人]}") == ["employees"]
    # Whatever the headcount, the verdict stays with the person.
    assert asked("{any: [{check: 甲}, {all: [{check: 乙}, 员工人数 >= 50人]}]}") == []


def test_what_is_presumed_is_not_asked() -> None:
    assert asked("{none: [{if: 黑名单 包含 严重违法失信, presume: 否}]}") == []


def test_what_only_an_amount_waits_for_is_not_asked() -> None:
    rules = library("{all: [注册地 属于 宿州市]}", benefit="{kind: award, amount: 1% * 营业收入}")
    assert ids(interview(rules, 注册地="宿州市").questions) == []


def test_a_count_over_several_asks_while_it_can_be_reached_or_missed() -> None:
    condition = "{at_least: {count: 2, of: [员工人数 >= 50人, 营业收入 >= 2000万元, 发明专利数 >= 3件]}}"
    assert len(asked(condition)) == 3
    assert len(asked(condition, 员工人数="60人")) == 2
    assert asked(condition, 员工人数="60人", 营业收入="2500万元") == []
    assert asked(condition, 员工人数="10人", 营业收入="100万元") == []


def test_a_ratio_asks_for_both_its_figures() -> None:
    assert set(asked("{all: [研发费用 / 资产总额 >= 3%]}")) == {"rd_expense[2025]", "total_assets"}


def test_growth_asks_for_both_years() -> None:
    both = {"revenue[2025]", "revenue[2024]"}
    assert both == set(asked("{all: [同比增长率(营业收入) >= 10%]}"))


def test_a_size_class_is_asked_by_what_makes_it() -> None:
    found = asked("{all: [划型 属于 小型、微型]}", 行业="C2231")
    assert "size_class" not in found
    assert {"employees", "revenue[2025]"} <= set(found)
    # Industry, 5 people: a micro firm whatever it sells (工信部联企业〔2011〕300号 四（二）).
    assert asked("{all: [划型 属于 小型、微型]}", 行业="C2231", 员工人数="5人") == []


@pytest.mark.parametrize("condition", ["资质 具有 高新技术企业", "项目.设备投资 >= 500万元"])
def test_an_open_list_is_a_question(condition: str) -> None:
    kind = "project" if "项目" in condition else "honour"
    assert asked(f"{{all: [{condition}]}}") == [kind]
    closed = {"资质": "无", "项目": "无"}
    assert asked(f"{{all: [{condition}]}}", **closed) == []


def test_an_open_list_none_of_whose_records_qualifies_is_a_question() -> None:
    listed = [{"名称": "甲线", "设备投资": "100万元"}]
    assert asked("{all: [项目.设备投资 >= 500万元]}", 项目=listed) == ["project"]


def test_a_record_is_asked_by_its_place_in_the_list() -> None:
    listed = {"清单完整": "是", "记录": [{"设备投资": "100万元"}, {"名称": "乙线"}]}
    started = interview(library("{all: [项目.设备投资 >= 500万元]}"), 项目=listed)
    (question,) = started.questions
    assert question.id == "project#2.equipment_investment"
    assert question.label.zh == "乙线的设备投资"


def test_a_list_of_the_firm_is_a_question_until_it_is_complete() -> None:
    condition = "{all: [名单 包含 先进制造业企业名单]}"
    assert asked(condition) == ["lists"]
    assert asked(condition, 名单="无") == []


def test_a_coarse_region_asks_where_exactly() -> None:
    assert asked("{all: [注册地 属于 宿州市]}", 注册地="安徽省") == ["region"]
    assert asked("{all: [注册地 属于 宿州市]}", 注册地="合肥市") == []
