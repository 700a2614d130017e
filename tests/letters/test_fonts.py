"""The fonts of letters: they open, say whose they are, and have what a letter is likely to need."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from policymatch.letters.fonts import FAMILIES, font_folder, missing_characters

ROOT = Path(__file__).parents[2]
FILES = sorted(font_folder().glob("*.ttf"))
EVERYDAY = [font_folder() / "NotoSansSC-Regular.ttf", font_folder() / "NotoSansSC-Bold.ttf"]

LICENCE = (font_folder() / "OFL.txt").read_text("utf-8")
HOLDERS = (
    "2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'",
    "2022 The Noto Project Authors",
)

SHIPPED = [
    file
    for folder in ("rules", "src/policymatch/messages/text", "src/policymatch/vocabulary", "examples")
    for file in sorted((ROOT / folder).rglob("*"))
    if file.suffix in {".toml", ".tsv", ".yaml"}
]
# Of the basic block, of Extension A and of others beyond; of the mainland's table, Hong Kong's and Japan's.
RARE = "喆堃燊珺翀祎玥曌赟頔淼犇骉焱镕鋆囍龘翾晳甯韡亓嘦孴㛃㑇㸆㳚㐂䶮䨻𠮷𠀋𬭎𬭸𣲗𫖯𬱟𬀩𬸚𨭆峯堺邨昇髙﨑"
SIGNS = "□☐☑✓✗→●○①⑩⑳¥￥%‰〔〕【】《》「」“”…—·×≥≤㎡℃№Ⅰ々〇"


def names(file: Path) -> dict[int, str]:
    with TTFont(file) as font:
        return {record.nameID: record.toUnicode() for record in font["name"].names}


def characters(file: Path) -> set[int]:
    with TTFont(file) as font:
        return set(font.getBestCmap())


def shipped_fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())]
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_font_says_whose_it_is_and_uses_no_reserved_name(file: Path) -> None:
    said = names(file)
    assert said[1] in FAMILIES
    assert "Open Font License" in said[13]
    assert any(holder in said[0] and holder in LICENCE for holder in HOLDERS)
    assert not any("Source" in said[identity] for identity in (1, 3, 4, 6))


def test_the_families_are_those_a_typesetter_finds() -> None:
    assert sorted(shipped_fonts().families()) == sorted(FAMILIES)


@pytest.mark.parametrize("file", EVERYDAY, ids=lambda file: file.stem)
def test_what_the_package_says_is_set_in_one_family_and_bold_too(file: Path) -> None:
    have = characters(file)
    shipped = {sign for text in SHIPPED for sign in text.read_text("utf-8")}
    assert len(shipped) > 2000
    assert [sign for sign in sorted(shipped) if ord(sign) not in have and sign not in "\t\n"] == []


def test_no_rare_name_and_no_sign_is_missing() -> None:
    assert missing_characters(RARE + SIGNS) == ""


@pytest.mark.parametrize(
    ("first", "last"), [(0x4E00, 0x9FEF), (0x3400, 0x4DB5)], ids=["basic", "extension A"]
)
def test_the_blocks_of_chinese_characters_are_whole(first: int, last: int) -> None:
    assert missing_characters("".join(map(chr, range(first, last + 1)))) == ""


def test_what_is_missing_is_told_once_in_the_order_of_the_text() -> None:
    assert missing_characters("某𪚥🏭公司𪚥") == "𪚥🏭"
    assert missing_characters("") == ""


def test_what_shows_nothing_is_never_missing() -> None:
    assert missing_characters("甲\t乙\r\n\u2028\u200b\u2003\ufeff✓\ufe0f葛\U000e0100") == ""


def test_the_characters_are_those_that_fonttools_reads() -> None:
    have = set().union(*map(characters, FILES))
    seen = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in {"Lo", "So", "Sm", "Po", "No"}]
    assert set(missing_characters("".join(seen))) == {sign for sign in seen if ord(sign) not in have}


def test_a_rare_name_is_drawn() -> None:
    # The archival standards of PDF refuse a text of which the fonts lack a glyph.
    assert compiled("㛃𠮷龘☑").startswith(b"%PDF")
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        compiled("𪚥")


def compiled(text: str) -> bytes:
    listed = ", ".join(f'"{family}"' for family in FAMILIES)
    source = f"""#set document(date: datetime(year: 2026, month: 3, day: 15))
    #set text(font: ({listed}), fallback: false, lang: "zh", region: "cn")
    #sys.inputs.text"""
    return typst.compile(
        source.encode(),
        font_paths=shipped_fonts(),
        format="pdf",
        pdf_standards=["a-2u"],
        sys_inputs={"text": text},
    )
