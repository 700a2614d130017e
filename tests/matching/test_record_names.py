"""What records are called: counted from 1, told apart where they share a name; what is shown may be typed."""

from __future__ import annotations

import pytest

from policymatch import Enterprise, PolicyLibrary
from policymatch.matching.record_names import names_apart, record_names
from policymatch.messages import Lang
from policymatch.text import normalise

VOCABULARY = PolicyLibrary.load().vocabulary
LINES = [{"名称": "五轴生产线"}, {"名称": "铸造车间"}, {"设备投资": "300万元"}]
TWINS = [{"名称": "五轴生产线"}, {"名称": "铸造车间"}, {"名称": "五轴生产线"}]
LOANS = [{"银行": "甲银行"}, {"本金": "300万元"}]


@pytest.mark.parametrize(
    ("kind", "given", "lang", "names"),
    [
        ("项目", LINES, "zh", ["五轴生产线", "铸造车间", "项目3"]),
        ("项目", LINES, "en", ["五轴生产线", "铸造车间", "project 3"]),
        ("项目", TWINS, "zh", ["项目1·五轴生产线", "铸造车间", "项目3·五轴生产线"]),
        ("项目", TWINS, "en", ["project 1 · 五轴生产线", "铸造车间", "project 3 · 五轴生产线"]),
        # A bank is no name of a loan: many loans have the same.
        ("贷款", LOANS, "zh", ["贷款1·甲银行", "贷款2"]),
    ],
)
def test_names_as_shown(kind: str, given: list[dict[str, str]], lang: Lang, names: list[str]) -> None:
    firm = Enterprise.from_dict({"企业名称": "甲", kind: given}, VOCABULARY)
    ((key, listed),) = firm.listings.items()
    assert names_apart(key, listed.items, VOCABULARY, lang) == names
    for index, (name, record) in enumerate(zip(names, listed.items, strict=True)):
        assert normalise(name) in record_names(key, record, index, VOCABULARY)
    # What is shown of one record is what no other is called.
    for name in names:
        bearers = [
            index
            for index, record in enumerate(listed.items)
            if normalise(name) in record_names(key, record, index, VOCABULARY)
        ]
        assert len(bearers) == 1
