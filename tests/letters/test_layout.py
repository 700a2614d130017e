"""What stands where on paper: parts numbered in order, nothing without a place, numbers that agree."""

import itertools

import pytest
from tests.letters.given import letter_of

from policymatch.letters import Letterhead, compose
from policymatch.letters.layout import paper_of
from policymatch.letters.layout.words import number_text, numeral
from policymatch.letters.paper.blocks import AnyBlock, Bars, Heading, KeyFigures, SignOff, Table, Timeline
from policymatch.messages import Lang


def headings(blocks: tuple[AnyBlock, ...], level: int = 1) -> list[str]:
    return [one.text for one in blocks if isinstance(one, Heading) and one.level == level]


def test_parts_are_numbered_without_a_gap() -> None:
    assert headings(paper_of(letter_of()).blocks) == [
        "一、现在可以申报",
        "二、税费优惠（少缴，不是拨款）",
        "三、怎样组合最有利",
        "四、差一步就够",
        "五、补齐资料后才能确定",
        "六、请贵公司回答",
        "七、申报日历",
        "八、三年资质路线",
        "九、材料清单",
        "十、风险提示",
    ]


def test_a_part_with_nothing_to_say_is_left_out() -> None:
    letter = letter_of(有效发明专利数="1件", 参保人数="120人")
    assert headings(paper_of(letter).blocks) == [
        "一、现在可以申报",
        "二、税费优惠（少缴，不是拨款）",
        "三、怎样组合最有利",
        "四、补齐资料后才能确定",
        "五、申报日历",
        "六、三年资质路线",
        "七、材料清单",
        "八、风险提示",
    ]


def test_the_first_figures_are_those_of_the_summary() -> None:
    (figures,) = [one for one in paper_of(letter_of()).blocks if isinstance(one, KeyFigures)]
    assert [(one.value, one.label) for one in figures.items] == [
        ("3 项", "已符合条件"),
        ("50万元", "可得资金"),
        ("20万元", "可少缴税费"),
        ("4月30日", "最近的截止日"),
    ]


def test_the_pictures_show_what_the_tables_say() -> None:
    blocks = paper_of(letter_of()).blocks
    (bars,) = [one for one in blocks if isinstance(one, Bars)]
    assert [(bar.label, bar.text) for bar in bars.items] == [
        ("① 设备补助", "50万元"),
        ("② 技改补助", "30万元"),
        ("③ 税款减免", "节税 20万元"),
    ]
    (timeline,) = [one for one in blocks if isinstance(one, Timeline)]
    assert [span.label for span in timeline.spans] == ["① 设备补助", "② 技改补助", "⑤ 人才奖励"]
    assert "2026-03-01 至 2026-04-30" in timeline.alt


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_has_a_cell_for_each_column(lang: Lang) -> None:
    paper = paper_of(letter_of(lang))
    for one in itertools.chain(paper.blocks, paper.annex):
        if isinstance(one, Table):
            assert {len(row) for row in one.rows} == {len(one.columns)}


def test_the_annex_holds_every_policy_and_may_be_left_out() -> None:
    letter = letter_of()
    paper = paper_of(letter)
    assert headings(paper.annex, 2)[:-1] == [
        f"{number_text(one.number)} {one.title}" for one in letter.advice
    ]
    assert paper_of(letter, annexed=False).annex == ()


def test_a_letter_ends_with_who_sends_it() -> None:
    from tests.letters.given import recommended

    head = Letterhead(office="宿州市企业服务中心", seal="（盖章处）")
    paper = paper_of(compose(recommended(), letterhead=head))
    last = paper.blocks[-1]
    assert last == SignOff(office="宿州市企业服务中心", day="2026年3月16日", seal="（盖章处）")


@pytest.mark.parametrize(("number", "zh"), [(1, "一"), (10, "十"), (11, "十一"), (12, "十二")])
def test_numbers_of_parts(number: int, zh: str) -> None:
    assert numeral(number, "zh") == zh
    assert numeral(number, "en") == str(number)


def test_policies_beyond_twenty_have_a_number_too() -> None:
    assert [number_text(one) for one in (1, 20, 21)] == ["①", "⑳", "(21)"]
