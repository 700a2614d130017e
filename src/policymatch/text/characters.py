"""Characters that are only another drawing of one that everybody types, and characters that nobody sees.

Less than NFKC does: ① would become a figure (①5万元 → 15万元), ㎡ a letter and ，a mark of English. Only
full-width letters, digits and signs, ligatures, and ideographs drawn twice in Unicode are folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Marks of Chinese prose keep their width; all other full-width forms are ASCII typed in a Chinese window.
_KEPT = frozenset("，；：？！（）")
_FORMS = (
    (0x2F00, 0x2FD5),  # radicals, which PDF files hold in place of characters: ⼯
    (0x3000, 0x3000),  # the wide space
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFB00, 0xFB06),  # ligatures: ﬁ
    (0xFE30, 0xFE4F),  # marks of vertical writing
    (0xFE50, 0xFE6B),  # small marks
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0xFFE0, 0xFFE6),  # ￥
    (0x1D400, 0x1D7FF),  # letters of formulas
    (0x2F800, 0x2FA1D),  # more compatibility ideographs
)
# Radicals that Unicode does not tie to their character; text copied from PDF files is full of them.
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_BREAKS = dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n")
# A wide comma between wide digits belongs to the number.
_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3})")
_SPACES = re.compile(r"[^\S\n]")
# Control characters (tabs and line breaks are spaces by now), formatting (zero width, soft hyphen, BOM,
# direction), surrogates, private use and unassigned ones.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u180b\u180c\u180d\ufffc\ufffd")


def plain_characters(text: str) -> str:
    """Return `text` in the characters people type, each line break as one, each space as the common one."""
    text = _THOUSANDS.sub(",", text.replace("\r\n", "\n")).translate(_table())
    text = _SPACES.sub(" ", text)
    text = "".join(filter(_seen, text))
    # Only now: what is composed may have been apart (e and a caron in a pinyin).
    return unicodedata.normalize("NFC", text)


def _seen(character: str) -> bool:
    if " " <= character <= "~" or character == "\n" or "一" <= character <= "鿿":
        return True
    if (
        character in _FILLERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    ):
        return False
    return unicodedata.category(character) not in _UNSEEN


@cache
def _table() -> dict[int, str]:
    table = {ord(character): plain for character, plain in (_RADICALS | _BREAKS).items()}
    for first, last in _FORMS:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if chr(code) not in _KEPT and unicodedata.category(chr(code)) != "Cn":
                table[code] = plain
    return table
