"""Industries by GB/T 4754-2017 with amendment 1 of 2019.

`industries()` gives the tree of sections, divisions, groups and classes. Names that span several codes,
such as 工业 (sections B, C and D), are groups and belong to the vocabulary, not here.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import pairwise

from policymatch.vocabulary.codes.tree import CodeTree, read_table

_CODE = re.compile("([A-Za-z]?)([0-9]{2,4})|([A-Za-z])")

# Wordings in everyday use that mean exactly one code. Names of industries that are cut differently in other
# official classifications (科技服务业, 电子信息制造业, 物流业) are left out on purpose.
_ALIASES = {
    "批发零售业": "F",
    "住宿餐饮业": "H",
    "交通运输仓储邮政业": "G",
    "金融": "J",
    "房地产": "K",
    "租赁商务服务业": "L",
    "文化体育娱乐业": "R",
    "软件业": "I65",
    "软件和信息服务业": "I65",
}


class IndustryTree(CodeTree):
    """Industries by GB/T 4754-2017, with the section letter in front.

    A section is a letter (`C`); two digits follow for the division (`C38`) and one more each for the group
    (`C382`) and the class (`C3829`). Division numbers are unique across sections, so a code is also
    understood without its letter. A name that stands on several levels of one branch means the broadest of
    them. Groups of sections, such as 工业 (B, C and D), are no codes and do not resolve.
    """

    kind = "industry"

    def print_code(self, code: str) -> str:
        """The code with its letter; the whole set has no code in the standard and is written by its name."""
        label = self.label(code)
        return code or label

    def path_label(self, code: str) -> str:
        """The plain name, since names in this standard need no context."""
        return self.label(code)

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every name and alias of an industry, with what it may mean."""
        return self._names

    def _read_code(self, text: str) -> str | None:
        match = _CODE.fullmatch(text)
        if match is None:
            return None
        letter, digits, section = match.groups()
        if section:
            return str(section).upper()
        # An unknown division leaves the digits bare, and bare digits are in no tree.
        return (letter.upper() or self._section(digits[:2])) + digits

    def _section(self, division: str) -> str:
        return next((section for section in self.children("") if section + division in self), "")

    def _named(self, text: str) -> tuple[str, ...]:
        return self._names.get(text, ())

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {alias: {code} for alias, code in _ALIASES.items()}
        for code in self.codes():
            # The standard prints full-width brackets, text to be resolved is in NFKC form, and the
            # enumeration comma is often dropped (农林牧渔业).
            printed = self.label(code)
            plain = unicodedata.normalize("NFKC", printed)
            for name in (printed, plain, plain.replace("、", "")):
                found.setdefault(name, set()).add(code)
        return {name: _broadest(codes) for name, codes in found.items()}


def _broadest(codes: set[str]) -> tuple[str, ...]:
    """The topmost code if all lie on one line of ancestors (其他农业 is A019 and A0190), else all of them."""
    ordered = tuple(sorted(codes))
    return ordered[:1] if all(low.startswith(high) for high, low in pairwise(ordered)) else ordered


@cache
def industries() -> CodeTree:
    """The industries of GB/T 4754-2017; origin and doubtful wordings are told in `data/README.md`."""
    rows = read_table("industries.tsv")
    labels = {code: name for code, name, _ in rows}
    return IndustryTree(labels, root="全部行业", doubtful=(code for code, _, mark in rows if mark == "1"))
