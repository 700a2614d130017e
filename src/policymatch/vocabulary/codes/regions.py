"""Administrative regions by GB/T 2260.

`regions()` gives the tree of provinces, prefectures and counties. Here lie the rules for the many ways people
write a region (without suffix, with any of its ancestors in front, by the name it had as a county), and what
a name meant before regions were merged or divided.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property

from policymatch.vocabulary.codes.former import FORMERLY, MERGED, NOW, Former, borne, in_force, read_former
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

_COUNTRY = ("全国", "中国")

# The names of former regions: in full, as 原…, and without the suffix.
_FULL, _SAID, _SHORT = "full", "said", "short"

# A spelling belongs to the regions that claim it with the lowest rank: 0 the full name, 1 the short names of
# provinces and cities, 2 those of autonomous prefectures, 3 those of counties. So 河北 is the province and
# not the district 河北区 of Tianjin, 长沙 the city and not the county 长沙县. The name that a region had
# before stands beside all of them: where somebody else goes by it today, it is ambiguous.
_RENAMED = -1

# A district as well known as the city that shares its short name, so that 朝阳 is ambiguous.
_WELL_KNOWN = frozenset({"朝阳区"})


class RegionTree(CodeTree):
    """Regions by GB/T 2260, two digits per level.

    Province `34`, prefecture `3413`, county `341302`. Counties directly under a province (`429004`) and the
    districts of the four municipalities (`110101`) have no prefecture above them. Development zones have no
    code in the standard.
    """

    kind = "region"

    def __init__(
        self,
        labels: Mapping[str, str],
        root: str,
        renamed: Mapping[str, tuple[str, ...]],
        former: Iterable[Former],
    ) -> None:
        super().__init__(labels, root)
        self._renamed = renamed
        self._former = {one.key: one for one in former}
        self._of_code: dict[str, tuple[Former, ...]] = {}
        for one in self._former.values():
            self._of_code[one.code] = (*self._of_code.get(one.code, ()), one)
        with_parts = [one for one in self._former.values() if any("/" in code for code in one.prefixes)]
        self._of_prefixes = {one.prefixes: one.key for one in with_parts}
        self._known_fronts: dict[str, frozenset[str]] = {}
        self._parts = {prefix for one in with_parts for prefix in one.prefixes if "/" in prefix}

    def label(self, code: str) -> str:
        """The region's own name; of one that is no more, or a part that was in one, its name behind 原."""
        if code in self._former:
            return FORMERLY + self._former[code].name
        if code in self._parts:
            return FORMERLY + self._of_code[code.partition("/")[2]][0].name
        return super().label(code)

    def prefixes(self, code: str) -> tuple[str, ...]:
        """The prefixes that together are what one answer of `resolve` stands for."""
        return self._former[code].prefixes if code in self._former else (code,)

    def former(self, prefixes: tuple[str, ...]) -> str | None:
        """The former region whose area these prefixes are, if it has parts of regions of today."""
        return self._of_prefixes.get(prefixes)

    def print_code(self, code: str) -> str:
        """The six-digit code: `3413` is written 341300, the whole country 000000."""
        self.label(code)
        return self._former[code].code.ljust(6, "0") if code in self._former else code.ljust(6, "0")

    def path_label(self, code: str) -> str:
        """The name with all ancestors in front, the country left out: 安徽省宿州市埇桥区, 重庆市原江北区."""
        if code in self._former:
            return self.path_label(self._above(self._former[code])) + self.label(code)
        if code in self._parts:
            return self.path_label(code.partition("/")[0]) + self.label(code)
        return "".join(map(self.label, self.lineage(code)[1:])) or self.label(code)

    def resolve(self, text: str, on: date | None = None) -> tuple[str, ...]:
        """All codes the text may mean on a day; see `CodeTree.resolve` and `prefixes`."""
        if text in self._parts:
            return (text,)
        if text.startswith(NOW):
            return self._today(text.removeprefix(NOW))
        code = self._read_code(text)
        if code is not None:
            return self._by_code(code, on)
        now = self._named(text)
        gone = self._gone(text)
        if gone.get(_SAID):
            return tuple(sorted(one.key for one in in_force(gone[_SAID], None)[1]))
        # A short name belongs to a province or a city before it belongs to a county (长沙).
        if gone.get(_FULL) or all(len(one) == 6 for one in now):
            return borne(now, gone.get(_FULL, gone.get(_SHORT, [])), on)
        return now

    def _today(self, text: str) -> tuple[str, ...]:
        code = self._read_code(text)
        if code is None:
            return self._named(text)
        return (code,) if code in self else ()

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every name of a region of today, in full or short, with the regions that go by it."""
        return {name: self._named(name) for name in self._spellings}

    def _by_code(self, code: str, on: date | None) -> tuple[str, ...]:
        there, past = in_force(self._of_code.get(code, ()), on)
        if code in self and not there:
            return (code,)
        return tuple(one.key for one in there or past)

    def _read_code(self, text: str) -> str | None:
        if not (text.isascii() and text.isdigit() and len(text) in (2, 4, 6)):
            return None
        return _prefix(text) if len(text) == 6 else text

    def _above(self, one: Former) -> str:
        """The lowest region of today that holds a former one and more."""
        holding = self.holding(one.bases)
        return self.lineage(holding)[-2] if holding in one.bases else holding

    def _named(self, text: str) -> tuple[str, ...]:
        found = [
            (rank, code)
            for front, spelling in _cuts(text)
            for rank, code in self._spellings.get(spelling, ())
            if front in self._fronts(self.lineage(code)[-2])
        ]
        if not found:
            return ("",) if text in _COUNTRY else ()
        best = min((rank for rank, _ in found if rank != _RENAMED), default=_RENAMED)
        return tuple(sorted({code for rank, code in found if rank in (best, _RENAMED)}))

    def _gone(self, text: str) -> dict[str, list[Former]]:
        """The former regions that go by a name, by the kind of name."""
        found: dict[str, list[Former]] = {}
        for front, spelling in _cuts(text):
            for kind, one in self._former_spellings.get(spelling, ()):
                if front in self._fronts_of_former(one):
                    found.setdefault(kind, []).append(one)
        return found

    @cached_property
    def _spellings(self) -> Mapping[str, list[tuple[int, str]]]:
        """What regions are called without those above them in front, with the rank of the spelling."""
        found: dict[str, list[tuple[int, str]]] = {}
        for code in self.codes()[1:]:
            for rank, spelling in ((0, self.label(code)), *self._shorts(code)):
                found.setdefault(spelling, []).append((rank, code))
        return found

    @cached_property
    def _former_spellings(self) -> Mapping[str, list[tuple[str, Former]]]:
        found: dict[str, list[tuple[str, Former]]] = {}
        for one in self._former.values():
            short = _without_suffix(one.name)
            for kind, spelling in ((_FULL, one.name), (_SAID, FORMERLY + one.name), (_SHORT, short)):
                if spelling is not None:
                    found.setdefault(spelling, []).append((kind, one))
        return found

    def _fronts(self, code: str) -> frozenset[str]:
        """What may stand in front of the regions right below a code: nothing, or it in any completeness."""
        if not code:
            return frozenset(("",))
        known = self._known_fronts.get(code)
        if known is None:
            above = self._fronts(self.lineage(code)[-2])
            spellings = [self.label(code), *(spelling for _, spelling in self._shorts(code))]
            known = above | {front + spelling for front in above for spelling in spellings}
            self._known_fronts[code] = known
        return known

    def _fronts_of_former(self, one: Former) -> frozenset[str]:
        """What may stand in front of a former region: what holds it today, or the city it was part of."""
        fronts = self._fronts(self._above(one))
        for city in self._of_code.get(one.code[:-2], ()):
            above = self._fronts(self._above(city))
            names = (city.name, _without_suffix(city.name) or city.name)
            fronts |= {front + name for front in above for name in names}
        return fronts

    def _shorts(self, code: str) -> Iterator[tuple[int, str]]:
        """The other spellings of one region, each with its rank."""
        label = self.label(code)
        for name in self._renamed.get(code, ()):
            yield _RENAMED, name
            if (short := _without_suffix(name)) is not None:
                yield (3 if len(code) == 6 else 1), short
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


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Yield every way to cut a name into a front and the name of a region, of two characters at least."""
    return ((text[:at], text[at:]) for at in range(len(text) - 1))


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
    renamed: dict[str, tuple[str, ...]] = {}
    for name, code, *_ in read_table("former_regions.tsv"):
        renamed[_prefix(code)] = (*renamed.get(_prefix(code), ()), name)
    labels = {_prefix(code): name for code, name in read_table("regions.tsv")}
    return RegionTree(labels, "全国", renamed, read_former(read_table(MERGED)))
