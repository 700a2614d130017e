"""Decisions of people as a profile holds them, and how one is put into the text of a profile."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.enterprise.profiles import confirmations, enterprises
from tests.enterprise.reading import read

from policymatch import ProfileError
from policymatch.enterprise import Confirmation, Enterprise, append
from policymatch.enterprise.append import with_confirmation
from policymatch.messages import Lang

ONE = Confirmation("city/one", "属于重点产业链", True, "张三", date(2026, 3, 1), "现场看过")


def test_a_profile_in_either_language() -> None:
    zh = """
        名称: 甲公司
        确认:
          - {政策: city/one, 判断: 属于重点产业链, 结论: 是, 人: 张三, 日期: 2026-03-01, 备注: 现场看过}
    """
    en = """
        name: 甲公司
        confirmations:
          - {policy: city/one, check: 属于重点产业链, holds: true, by: 张三, date: 2026年3月1日,
             note: 现场看过}
    """
    assert read(zh).confirmations == read(en).confirmations == (ONE,)


@pytest.mark.parametrize("nothing", ["", "无", "[]", "未知"])
def test_no_decisions(nothing: str) -> None:
    assert read(f"名称: 甲公司\n确认: {nothing}\n").confirmations == ()


def test_history_stays_in_the_order_written() -> None:
    listed = "".join(
        f"  - {{政策: a, 判断: b, 结论: {answer}, 人: 张三, 日期: {day}}}\n"
        for answer, day in (("否", "2026-03-02"), ("是", "2026-03-01"), ("否", "2026-03-02"))
    )
    found = read(f"名称: 甲公司\n确认:\n{listed}").confirmations
    assert [(one.holds, one.on.day) for one in found] == [(False, 2), (True, 1), (False, 2)]


# -- written into a text -----------------------------------------------------------------------------------

ITEM = """\
- 政策: city/one
  判断: 属于重点产业链
  结论: 是
  人: 张三
  日期: '2026-03-01'
  备注: 现场看过
"""
BLOCK = f"确认:\n{ITEM}"
FLOW = "{政策: city/one, 判断: 属于重点产业链, 结论: 是, 人: 张三, 日期: '2026-03-01', 备注: 现场看过}"
LONG = "确认:\n- 政策: a\n  判断: b\n  结论: 是\n  人: 李四\n  日期: 2026-01-01\n  备注: |\n    现场\n"
OLD = "{政策: a, 判断: b, 结论: 是, 人: 李四, 日期: 2026-01-01}"


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# 甲\n名称: 甲公司 # 全称\n\n# 尾\n", f"# 甲\n名称: 甲公司 # 全称\n\n# 尾\n确认:\n{ITEM}"),
        ("名称: 甲公司", f"名称: 甲公司\n确认:\n{ITEM}"),
        ("---\n名称: 甲公司\n...\n", f"---\n名称: 甲公司\n确认:\n{ITEM}...\n"),
        ("  名称: 甲公司\n", f"  名称: 甲公司\n{indented(BLOCK)}"),
        ("{名称: 甲公司}\n", f"{{名称: 甲公司, 确认: [{FLOW}]}}\n"),
        ("{名称: 甲公司, # 全称\n}\n", f"{{名称: 甲公司, 确认: [{FLOW}], # 全称\n}}\n"),
        (
            f"确认:\n  - {OLD}  # 旧\n\n# 下面是名称\n名称: 甲公司\n",
            f"确认:\n  - {OLD}  # 旧\n{indented(ITEM)}\n# 下面是名称\n名称: 甲公司\n",
        ),
        (
            f"{LONG}名称: 甲\n",
            f"{LONG}{ITEM}名称: 甲\n",
        ),
        (f"确认: [{OLD}]  # 旧\n名称: 甲\n", f"确认: [{OLD}, {FLOW}]  # 旧\n名称: 甲\n"),
        ("确认: []\n名称: 甲\n", f"确认: [{FLOW}]\n名称: 甲\n"),
        ("确认:\n名称: 甲\n", f"确认: [{FLOW}]\n名称: 甲\n"),
        ("人工确认: 无 # 还没有\n名称: 甲\n", f"人工确认: [{FLOW}] # 还没有\n名称: 甲\n"),
        (
            "名称: 甲\r\n员工人数: 5人\r\n",
            f"名称: 甲\n员工人数: 5人\n{BLOCK}".replace("\n", "\r\n"),
        ),
    ],
)
def test_yaml_keeps_every_other_character(before: str, after: str) -> None:
    made, enterprise = with_confirmation(before.encode(), "firm.yaml", ONE)
    assert made.decode() == after
    assert enterprise.confirmations[-1] == ONE


def test_names_are_in_the_language_of_the_profile() -> None:
    made, _ = with_confirmation(b"name: Jia Ltd\n", "firm.yaml", ONE)
    assert made.decode().startswith("name: Jia Ltd\nconfirmations:\n- policy: city/one\n")
    assert "  holds: true\n" in made.decode()


def test_a_byte_order_mark_stays() -> None:
    made, _ = with_confirmation("\ufeff名称: 甲\n".encode(), "firm.yaml", ONE)
    assert made.startswith("\ufeff名称: 甲\n确认:\n".encode())


JSON_ITEM = (
    '{"政策": "city/one", "判断": "属于重点产业链", "结论": "是", "人": "张三", "日期": "2026-03-01", '
    '"备注": "现场看过"}'
)
JSON_OLD = '{"政策": "a", "判断": "b", "结论": "否", "人": "李四", "日期": "2026-01-01"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"名称": "甲"}', f'{{"名称": "甲", "确认": [{JSON_ITEM}]}}'),
        (
            '{\n\t"名称": "甲",\n\t"员工人数": "5人"\n}\n',
            f'{{\n\t"名称": "甲",\n\t"员工人数": "5人",\n\t"确认": [{JSON_ITEM}]\n}}\n',
        ),
        ('{"确认": [], "名称": "甲"}', f'{{"确认": [{JSON_ITEM}], "名称": "甲"}}'),
        ('{"确认": null, "名称": "甲"}', f'{{"确认": [{JSON_ITEM}], "名称": "甲"}}'),
        (
            f'{{\n  "确认": [\n    {JSON_OLD}\n  ],\n  "名称": "甲"\n}}',
            f'{{\n  "确认": [\n    {JSON_OLD},\n    {JSON_ITEM}\n  ],\n  "名称": "甲"\n}}',
        ),
        (f'{{"确认": [{JSON_OLD}], "名称": "甲"}}', f'{{"确认": [{JSON_OLD}, {JSON_ITEM}], "名称": "甲"}}'),
    ],
)
def test_json_keeps_every_other_character(before: str, after: str) -> None:
    made, enterprise = with_confirmation(before.encode(), "firm.json", ONE)
    assert made.decode() == after
    assert enterprise.confirmations[-1] == ONE


def test_nothing_is_written_that_does_not_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "_in_yaml", lambda text, _: f"{text}员工人数: 5人\n")
    with pytest.raises(ProfileError) as told:
        with_confirmation("名称: 甲\n".encode(), "firm.yaml", ONE)
    assert [one.code for one in told.value.problems] == ["confirmation-unwritable"]


def test_the_opposite_on_the_same_day_is_refused() -> None:
    made, _ = with_confirmation("名称: 甲\n".encode(), "firm.yaml", ONE)
    other = Confirmation("city/one", "属于 重点产业链", False, "李四", ONE.on)
    with pytest.raises(ProfileError) as told:
        with_confirmation(made, "firm.yaml", other)
    (problem,) = told.value.problems
    assert problem.code == "confirmations-contradict"
    assert (problem.place.line, problem.place.path) == (9, "确认[1]")


LANGS: list[Lang] = ["zh", "en"]


@settings(max_examples=60, deadline=None)
@given(enterprises(), confirmations, st.booleans(), st.sampled_from(LANGS))
def test_any_profile_takes_any_decision(
    enterprise: Enterprise, more: tuple[Confirmation, ...], as_json: bool, lang: Lang
) -> None:
    if as_json:
        raw = json.dumps(enterprise.to_dict(lang), ensure_ascii=False, indent=2).encode()
    else:
        raw = enterprise.to_yaml(lang).encode()
    name = "firm.json" if as_json else "firm.yaml"
    taken = {(one.subject, one.on) for one in enterprise.confirmations}
    for one in more:
        if (one.subject, one.on) not in taken:
            made, after = with_confirmation(raw, name, one)
            assert after.confirmations[-1] == one
            # Nothing is taken away: what was there is there still, in order.
            rest = iter(made)
            assert all(byte in rest for byte in raw)
            raw = made
