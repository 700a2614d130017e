"""Hostile or broken input is refused with messages, never with a traceback, and never at great cost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.enterprise.reading import problem, problems, read

from policymatch.enterprise import Enterprise
from policymatch.problems import ProfileError

TEXTS = [
    ("名称: &a 甲\n别名: *a\n", "yaml-anchor"),
    ("名称: !!python/object:os.system 甲\n", "yaml-tag"),
    ("名称: 甲\n名称: 乙\n", "yaml-duplicate-key"),
    ("名称: 甲\n员工人数: 0111\n", "yaml-octal"),
    ("名称: 甲\n员工人数: 12:30\n", "yaml-sixty"),
    ("名称: 甲\n链主企业: no\n", "yaml-bool"),
    ("名称: 甲\n? [a]\n: b\n", "yaml-key"),
    ("名称: 甲\n---\n名称: 乙\n", "yaml-several-documents"),
    ("名称: [甲\n", "yaml-syntax"),
    ("名称: 甲\0\n", "yaml-syntax"),
    ('名称: "甲\\0"\n', "control-character"),
    ("[" * 100, "yaml-too-deep"),
    ("名称: " + "[" * 50 + "]" * 50, "yaml-too-deep"),
    ("a: [" + "1," * 200_001 + "]", "yaml-too-large"),
    ("名称: 甲\n" * 1_000_000, "file-too-large"),
    ("名称: 甲\n经营范围: " + "长" * 100_000 + "\n", "text-too-long"),
    ("名称: 甲\n注册资本: " + "9" * 100_000 + "万元\n", "not-a-figure"),
    ("名称: 甲\n注册资本: " + "9" * 150 + "万元\n", "number-too-long"),
    ("名称: 甲\n注册资本: 1e99万元\n", "number-too-long"),
    ("名称: 甲\n注册资本: 1e999万元\n", "unknown-figure-unit"),
    ("名称: 甲\n" + "营" * 900 + ": 1\n", "unknown-field"),
    ("名称: 甲\n注册地: " + "宿" * 1900 + "\n", "unknown-code"),
    ("名称: 甲\n营业收入" + "(" * 150 + ": 1\n", "unknown-field"),
]


@pytest.mark.parametrize(("text", "code"), TEXTS, ids=[code for _, code in TEXTS])
def test_texts(text: str, code: str) -> None:
    assert code in {problem.code for problem in problems(text)}


def _nested(depth: int) -> Any:
    data: Any = {}
    for _ in range(depth):
        data = {"值": data}
    return data


def _cyclic() -> dict[str, Any]:
    data: dict[str, Any] = {"名称": "甲"}
    data["项目"] = [data]
    return data


DATA: list[tuple[dict[str, Any], str]] = [
    ({"注册资本": _nested(1000)}, "yaml-too-deep"),
    (_cyclic(), "yaml-too-deep"),
    ({"名单": ["x"] * 200_001}, "yaml-too-large"),
    ({"员工人数": 10**5000}, "unsupported-data"),
    ({"员工人数": object()}, "unsupported-data"),
    ({"员工人数": float("nan")}, "unsupported-data"),
    ({"员工人数": {1, 2}}, "unsupported-data"),
    ({"员工人数": b"50"}, "unsupported-data"),
    ({"\ud800": 1}, "control-character"),
    ({(1, 2): 1}, "yaml-key"),  # type: ignore[dict-item]
    ({"营业收入": {2025: 0, "2025": 0}}, "json-duplicate-key"),
    ({"经营范围": "\ud83d"}, "control-character"),
    ({"x" * 100_000: 1}, "unknown-field"),
]


@pytest.mark.parametrize(("data", "code"), DATA, ids=[code for _, code in DATA])
def test_data(data: dict[str, Any], code: str) -> None:
    found = problems(data)
    assert code in {problem.code for problem in found}
    for one in found:
        assert len(one.line("zh").encode()) < 2000
        assert one.line("en").isprintable()


JSON = [
    ('{"名称": "甲"', "json-syntax"),
    ('{"名称": "甲",}', "json-syntax"),
    ('{"名称": "甲", "名称": "乙"}', "yaml-duplicate-key"),
    ('{"名称": "\\ud83c\\udfed",\n"名称": "乙"}', "json-duplicate-key"),
    ('{"名称": "甲", "员工人数": NaN}', "not-a-figure"),
    ('{"名称": "甲", "员工人数": ' + "9" * 5000 + "}", "not-a-figure"),
    ("[" * 100_000, "yaml-too-deep"),
    ('{"名称": "\\ud83d"}', "control-character"),
    ("null", "profile-empty"),
]


@pytest.mark.parametrize(("text", "code"), JSON, ids=[code for _, code in JSON])
def test_json(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "firm.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileError) as caught:
        Enterprise.load(path)
    assert code in {problem.code for problem in caught.value.problems}


def test_json_that_is_no_yaml(tmp_path: Path) -> None:
    path = tmp_path / "firm.JSON"
    path.write_text('{\t"名称": "\\ud83c\\udfed 甲\\/乙",\n\t"研发人员占比": 3.5e-2}', "utf-8")
    assert Enterprise.load(path) == Enterprise.from_dict({"名称": "🏭 甲/乙", "研发人员占比": "3.5%"})


def test_json_has_lines_where_yaml_reads_it_too(tmp_path: Path) -> None:
    path = tmp_path / "firm.json"
    path.write_text(json.dumps({"名称": "甲", "员工人数": 1.5}, ensure_ascii=False, indent=2), "utf-8")
    with pytest.raises(ProfileError) as caught:
        Enterprise.load(path)
    (found,) = caught.value.problems
    assert found.line() == f"{path}:3:11: [not-whole] 员工人数: “员工人数”应是整数，现为 1.5人"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "gbk.json").write_bytes("{}甲".encode("gbk"))
    for name, code in (
        ("none.yaml", "file-unreadable"),
        ("none.json", "file-unreadable"),
        ("gbk.json", "file-not-utf8"),
    ):
        with pytest.raises(ProfileError) as caught:
            Enterprise.load(tmp_path / name)
        assert [problem.code for problem in caught.value.problems] == [code]


def test_a_problem_of_plain_data_has_a_path_and_no_file() -> None:
    found = problem({"员工人数": "x"})
    assert found.line().startswith("[not-a-figure] 员工人数: ")


KEYS = st.text(max_size=8) | st.sampled_from(
    [
        "营业收入", "研发费用（税务口径）", "2025年营收", "员工人数", "注册地", "行业", "资质", "项目",
        "名称", "值", "来源", "最低", "2025", "清单完整", "记录", "统一社会信用代码", "基准日", "数据年度",
        "名单", "成立日期", "设备投资", "研发强度", "所有制", "日期",
    ]
)  # fmt: skip
PIECES = st.sampled_from(
    [
        "2350", "万元", "亿", "%", "-", "~", "至", "≥", "超过", "以上", "50", "人", "约", "2021", "年", "6月",
        ".", "/", ",", "且", "$", "亏损", "1e5", "(", ")", "不含", "个月", "宿州市", "C38", "高新技术企业",
        " ", "\0", "\ud800",
    ]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.fractions(), st.dates(),
    st.text(max_size=8), st.lists(PIECES, max_size=6).map("".join),
)  # fmt: skip
ANYTHING = st.recursive(
    LEAVES, lambda one: st.lists(one, max_size=3) | st.dictionaries(KEYS, one, max_size=4), max_leaves=12
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(KEYS, ANYTHING, max_size=3))
def test_whatever_is_given_is_read_or_refused(data: dict[str, Any]) -> None:
    try:
        firm = Enterprise.from_dict({**data, "企业名称": "甲"})
    except ProfileError as error:
        # Whatever was found can be printed.
        _ = error.say("en").encode(), error.say("zh").encode()
    else:
        assert Enterprise.from_dict(firm.to_dict("en")) == firm


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_whatever_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(ProfileError):
        read(text)
