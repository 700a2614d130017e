"""Names of files from names of firms: no path, no sign that some system refuses, none used twice."""

from __future__ import annotations

import unicodedata

# What no file name may hold on one system or another; separators first of all.
_REFUSED = frozenset('<>:"/\\|?*')
# Names that Windows keeps for devices, whatever their ending.
_NUMBERED = (f"{one}{number}" for one in ("com", "lpt") for number in range(10))
_DEVICES = frozenset(("con", "prn", "aux", "nul", *_NUMBERED))
# In bytes: with the credit code, a number and an ending it stays below the 255 of most systems.
_LONGEST = 120
_NOBODY = "firm"


def stem_of(name: str, credit_code: str | None) -> str:
    """Return the name of a firm's files without their ending: 宿州恒拓机械制造有限公司_91341300MA2XKHTG50."""
    parts = [_clean(name)]
    if credit_code:
        parts.append(_clean(credit_code))
    return "_".join(part for part in parts if part) or _NOBODY


class Stems:
    """Gives each firm a name that no other has; the same firms in the same order get the same names."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def next(self, name: str, credit_code: str | None) -> str:
        """Return the name for the next firm."""
        stem = stem_of(name, credit_code)
        # Some systems take A and a for the same file.
        folded = stem.casefold()
        number = self._used.get(folded, 0) + 1
        self._used[folded] = number
        if number == 1:
            return stem
        numbered = f"{stem}-{number}"
        self._used.setdefault(numbered.casefold(), 1)
        return numbered


def _clean(text: str) -> str:
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(" " if _is_refused(sign) else sign for sign in normal)
    cut = " ".join(kept.split()).encode()[:_LONGEST].decode(errors="ignore")
    cut = cut.strip(" .")
    return f"_{cut}" if cut.partition(".")[0].casefold() in _DEVICES else cut


def _is_refused(sign: str) -> bool:
    """Return whether a sign is refused by some system, or would not be seen (controls, marks)."""
    return sign in _REFUSED or unicodedata.category(sign).startswith("C")
