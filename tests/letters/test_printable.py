"""What of a text is printed."""

import sys
from unicodedata import category

import pytest

from policymatch.letters.paper import Paper
from policymatch.letters.paper.blocks import Run, Text
from policymatch.letters.render.printable import STANDS_IN, printable, unprinted_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("一\t二\u2003三\u3000四\u00a0五", "一 二 三\u3000四\u00a0五"),
        ("a\u202ebc\u200b\ufeff\x00d\u00ad", "abcd"),
        ("葛\U000e0100城\ufe0f", "葛城"),
        ("𠮷\U0001f600㛃", "𠮷〓㛃"),
        ("\ud800\ue000", "〓"),
    ],
)
def test_what_cannot_be_seen_is_dropped_and_what_is_missing_is_marked(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_every_character_of_every_kind_can_be_handed_to_the_typesetter() -> None:
    shown = set(printable("".join(map(chr, range(sys.maxunicode + 1)))))
    assert STANDS_IN in shown
    assert {sign for sign in shown if category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")} == {"\n"}


def test_a_paper_says_which_characters_it_cannot_print() -> None:
    paper = Paper(
        lang="zh",
        title="题\U0001f600",
        header="",
        footer="",
        blocks=(Text(line=(Run(text="名\ue000字\U0001f600"),)),),
    )
    assert unprinted_of(paper) == "\U0001f600\ue000"
    assert unprinted_of(paper.model_copy(update={"title": "题", "blocks": ()})) == ""
