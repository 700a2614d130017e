"""Writes how characters are read: `python -m scripts.list_readings`.

`src/policymatch/text/data/readings.tsv` has a line for each Chinese character of the basic plane: the
character, and its readings with tone marks, the most usual first. They come from pypinyin (MIT), which takes
half a second to import and is therefore only needed here.
"""

from __future__ import annotations

from pathlib import Path

from pypinyin import Style, pinyin

OUT = Path(__file__).parents[1] / "src" / "policymatch" / "text" / "data" / "readings.tsv"


def lines() -> list[str]:
    """Return the lines of the table."""
    made = []
    for character in ["〇", *map(chr, range(0x4E00, 0xA000))]:
        found = pinyin(character, style=Style.TONE, heteronym=True, errors="ignore")
        if found:
            made.append(f"{character}\t{' '.join(found[0])}")
    return made


if __name__ == "__main__":
    OUT.write_text("\n".join(lines()) + "\n", "utf-8")
