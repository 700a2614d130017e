"""Administrative regions by GB/T 2260.

`regions()` gives the tree of provinces, prefectures and counties. Here lie the rules for the many ways people
write a region (without suffix, with any of its ancestors in front, by the name it had as a county). The table
is one edition: regions that were merged or divided are not covered.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from policymatch.vocabulary.codes.tree import CodeTree, read_table

# Longest first, so that 浦东新区 is 浦东 and not 浦东新. 林区 is absent: it would cut 万柏林区 to 万柏.
_SUFFIXES = ("特别行政区", "地区", "新区", "特区", "省", "市", "盟", "县", "区", "旗")

_IRREGULAR_SHORT = {"神农架林区": "神农架"}

# An autonomous area is named place + peoples + 自治 + unit, and everyday use keeps the place only. The sign
# 族 is sometimes left out (伊犁哈萨克自治州), but never with the peoples of one character.
_PEOPLES = re.compile(
    "(?:(?:蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南"
    "|仡佬|锡伯|塔吉克|普米|鄂温克|保安|裕固|独龙|鄂伦春)族?|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒各]族)+$"
)
_AUTONOMOUS = re.compile("(.+)自治([区州县旗])")

# A spelling belongs to the regions that claim it with the lowest rank: 0 the full name, 1 the short names of
# provinces and cities, 2 those of autonomous prefectures, 3 those of counties. So 河北 is the province and
# not the district 河北区 of Tianjin, 长沙 the city and not the county 长沙县.
_RANKS = 4

# Districts as well known as the city that shares their short name.
_WELL_KNOWN = frozenset({"朝阳区"})


class RegionTree(CodeTree):
    """Regions by GB/T 2260, two digits per level.

    Province `34`, prefecture `3413`, county `341302`. Counties directly under a province (`429004`) and the
    districts of the four municipalities (`110101`) have no prefecture above them. Development zones have no
    code in the standard.
    """

    kind = "region"

    def __init__(
        self, labels: Mapping[str, str], root: str, former: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(labels, root)
        self._former = former or {}

    def print_code(self, code: str) -> str:
        """The six-digit code: `3413` is written 341300, the whole country 000000."""
        self.label(code)
        return code.ljust(6, "0")

    def path_label(self, code: str) -> str:
        """The name with all ancestors in front, the country left out: 安徽省宿州市埇桥区."""
        return "".join(map(self.label, self.lineage(code)[1:])) or self.label(code)

    def _read_code(self, text: str) -> str | None:
        if not (text.isascii() and text.isdigit() and len(text) in (2, 4, 6)):
            return None
        return _prefix(text) if len(text) == 6 else text

    def _build_names(self) -> dict[str, tuple[str, ...]]:
        own = {code: [(0, self.label(code)), *self._shorts(code)] for code in self.codes() if code}
        # What may stand in front of the regions right below a code: nothing, or it in any completeness.
        fronts: dict[str, list[str]] = {"": [""]}
        by_rank: list[dict[str, tuple[str, ...]]] = [{} for _ in range(_RANKS)]
        for code, spellings in own.items():
            above = fronts[self.lineage(code)[-2]]
            alone = (code,)
            for rank, spelling in spellings:
                names = by_rank[rank]
                for front in above:
                    name = front + spelling
                    names[name] = names[name] + alone if name in names else alone
            if len(code) < 6:
                full = [front + spelling for front in above for _, spelling in spellings]
                fronts[code] = list(dict.fromkeys([*above, *full]))
        merged: dict[str, tuple[str, ...]] = {}
        for names in reversed(by_rank):
            merged |= names
        return merged | {"全国": ("",), "中国": ("",)}

    def _shorts(self, code: str) -> Iterator[tuple[int, str]]:
        """The other spellings of one region, each with its rank."""
        # A former name that somebody else goes by today is ambiguous, and said to be so.
        yield from ((1, name) for name in self._former.get(code, ()))
        label = self.label(code)
        autonomous = _AUTONOMOUS.fullmatch(label)
        if autonomous is None:
            short = _IRREGULAR_SHORT.get(label) or _without_suffix(label)
            if short:
                yield (3 if len(code) == 6 and label not in _WELL_KNOWN else 1), short
            return
        place = _without_peoples(autonomous[1])
        # 海南 alone is the province; the autonomous prefecture of that name is called 海南州.
        yield {2: 1, 4: 2, 6: 3}[len(code)], place
        yield 1, place + ("自治区" if len(code) == 2 else autonomous[2])


def _prefix(six_digits: str) -> str:
    while six_digits.endswith("00"):
        six_digits = six_digits[:-2]
    return six_digits


def _without_suffix(label: str) -> str | None:
    # A single character is no usable name: 沛县 is never called 沛.
    for suffix in _SUFFIXES:
        if label.endswith(suffix) and len(label) > len(suffix) + 1:
            return label.removesuffix(suffix)
    return None


def _without_peoples(name: str) -> str:
    place = _PEOPLES.sub("", name)
    # Some are named after a people alone (东乡族自治县), and 蒙古 belongs to the place in 内蒙古自治区.
    return place if len(place) > 1 else name.removesuffix("族")


@cache
def regions() -> CodeTree:
    """The regions of GB/T 2260; edition and origin of the table are told in `data/README.md`."""
    former: dict[str, tuple[str, ...]] = {}
    for name, code, *_ in read_table("former_regions.tsv"):
        former[code] = (*former.get(code, ()), name)
    labels = {_prefix(code): name for code, name in read_table("regions.tsv")}
    return RegionTree(labels, root="全国", former=former)
