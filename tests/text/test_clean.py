"""What is pasted comes out readable, and what is readable stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.text.data import lines_of, pairs_of

from policymatch.problems import TextError
from policymatch.text import clean, simplified

NOISY = pairs_of("noisy.tsv")


def test_every_damaged_word_of_the_texts_is_read() -> None:
    assert {noisy: clean(noisy) for noisy, _ in NOISY} == dict(NOISY)


@pytest.mark.parametrize(
    ("noisy", "plain"),
    [
        ("總結(jié)", "总结"),
        ("專(zhuan)業", "专业"),
        ("企業(yè)", "企业"),
        ("結（jié）果", "结果"),
        ("結 ( jié ) 果", "结果"),
        ("結(jie2)果", "结果"),
        ("穩(we\u030cn)", "稳"),
        ("綠(lǜ)色", "绿色"),
        ("綠(lv)色", "绿色"),
        ("女(nü)工", "女工"),
        ("行(xíng)業(yè)銀行(háng)", "行业银行"),
        ("顯(xiǎn)著", "显著"),
        ("企業(yè)(yè)", "企业"),
    ],
)
def test_a_reading_behind_its_character_goes(noisy: str, plain: str) -> None:
    assert clean(noisy) == plain


@pytest.mark.parametrize(
    "text",
    [
        "手机(APP)",
        "认证(ISO)",
        "表(an)",
        "企业(zhòng)",
        "结(jiē)果集(jì)",
        "费用额(e)",
        "见附件(a)",
        "(yè)",
        "业(yèx)",
    ],
)
def test_what_is_no_reading_of_the_character_before_it_stays(text: str) -> None:
    assert "(" in clean(text)
    assert clean("集(jì)") == "集(jì)"


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("著眼於", "着眼于"),
        ("著重", "着重"),
        ("沿著", "沿着"),
        ("著作權", "著作权"),
        ("顯著", "显著"),
        ("显著", "显著"),
        ("编著", "编著"),
        ("名著", "名著"),
        ("衞生署羣眾", "卫生署群众"),
        ("裏裡", "里里"),
        ("啓動檯面", "启动台面"),
        ("乾淨", "干净"),
        ("乾坤", "乾坤"),
        ("瞭望", "瞭望"),
        ("徵收", "征收"),
    ],
)
def test_spellings_of_taiwan_and_hong_kong(traditional: str, plain: str) -> None:
    assert clean(traditional) == plain
    assert simplified(traditional) == plain


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("１，０００万元（含税）：Ａ１", "1,000万元（含税）：A1"),
        ("达到，５家", "达到，5家"),
        ("①5万元", "①5万元"),
        ("3000㎡", "3000㎡"),
        ("⼯业⻓期⻋间", "工业长期车间"),
        ("金\uf90a額", "金金额"),
        ("政\u200b策\ufeff补\u00ad贴\u2060", "政策补贴"),
        ("a\u202eb\x00c\ud800d", "abcd"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("明\u3000\u00a0厂", "明  厂"),
        ("ﬁle", "file"),
        ("高 新 技 术 企 业", "高新技术企业"),
        ("企业所 得税 优惠", "企业所得税 优惠"),
        ("文/明潔 圖/術杰", "文/明洁 图/术杰"),
        ("500 万元", "500 万元"),
    ],
)
def test_characters_and_spaces(pasted: str, plain: str) -> None:
    assert clean(pasted) == plain


def test_plain_text_stays() -> None:
    for line in lines_of("sound.txt"):
        assert clean(line) == line


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "結(jié)",
            "著",
            "顯",
            "業 (yè)",
            "高 新 技 术",
            " ",
            "\n",
            "(an)",
            "（zhuān）",
            "１，０００",
            "乾",
            "ﬁ",
            "⻓",
        ]
    ),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_clean_text_is_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


def test_a_text_that_is_too_long_is_refused() -> None:
    assert clean("长" * 100_000) == "长" * 100_000
    with pytest.raises(TextError, match="text-too-long") as caught:
        clean("长" * 100_001)
    assert caught.value.problems[0].values == {"limit": 100_000, "length": 100_001}
