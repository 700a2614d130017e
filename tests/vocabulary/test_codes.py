"""The region and industry trees: what the tables hold, and how names and codes are read."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.vocabulary import base_vocabulary
from policymatch.vocabulary.codes import CodeTree, industries, regions
from policymatch.vocabulary.codes.tree import read_table

TREES = pytest.mark.parametrize("tree", [regions(), industries()], ids=lambda tree: tree.kind)

# Prefixes of codes that are no code themselves: municipalities have only a collective entry at the level of
# the prefecture, and some counties stand directly under their province.
MUNICIPAL = {"1101", "1201", "3101", "5001", "5002"}
DIRECT = {"4190", "4290", "4690", "6590"}


def test_counts_per_level() -> None:
    assert Counter(map(len, regions().codes())) == {0: 1, 2: 34, 4: 333, 6: 2845}
    assert Counter(map(len, industries().codes())) == {0: 1, 1: 20, 3: 97, 4: 473, 5: 1382}


@pytest.mark.parametrize("table", ["regions.tsv", "industries.tsv"])
def test_tables_are_sorted_without_duplicates(table: str) -> None:
    codes = [row[0] for row in read_table(table)]
    assert codes == sorted(set(codes))


def test_every_region_has_its_parent() -> None:
    missing = {code[:-2] for code in regions().codes() if code and code[:-2] not in regions()}
    assert missing == MUNICIPAL | DIRECT
    assert regions().parent("110101") == "11"
    assert regions().parent("429004") == "42"


def test_every_industry_has_its_parent() -> None:
    for code in industries().codes()[1:]:
        above = "" if len(code) == 1 else code[0] if len(code) == 3 else code[:-1]
        assert industries().parent(code) == above


@TREES
def test_children_and_parent_agree(tree: CodeTree) -> None:
    assert tree.parent("") is None
    below = [child for code in tree.codes() for child in tree.children(code)]
    assert sorted(below) == list(tree.codes()[1:])
    assert all(child in tree.children(tree.parent(child) or "") for child in below)


def test_children_skip_the_missing_level() -> None:
    assert len(regions().children("11")) == 16
    assert {"4201", "429004"} <= set(regions().children("42"))
    assert industries().children("C382") == tuple(f"C382{n}" for n in (1, 2, 3, 4, 5, 9))
    assert regions().children("341302") == ()


@TREES
@pytest.mark.parametrize("code", ["4290", "C99", "nonsense"])
def test_unknown_codes(tree: CodeTree, code: str) -> None:
    assert code not in tree
    for ask in (tree.label, tree.path_label, tree.print_code, tree.parent, tree.children):
        with pytest.raises(KeyError):
            ask(code)


def test_codes_lie_in_their_ancestors() -> None:
    assert industries().lineage("C3110") == ("", "C", "C31", "C311", "C3110")
    assert regions().lineage("341302") == ("", "34", "3413", "341302")


def test_labels() -> None:
    assert regions().label("3413") == "宿州市"
    assert regions().label("") == "全国"
    assert regions().path_label("341302") == "安徽省宿州市埇桥区"
    assert regions().path_label("110105") == "北京市朝阳区"
    assert regions().path_label("") == "全国"
    assert regions().print_code("3413") == "341300"
    assert regions().print_code("") == "000000"
    assert industries().label("C34") == industries().path_label("C34") == "通用设备制造业"
    assert industries().label("") == "全部行业"
    assert industries().print_code("C3829") == "C3829"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("341300", "3413"),
        ("341302", "341302"),
        ("3413", "3413"),
        ("34", "34"),
        ("340000", "34"),
        ("341000", "3410"),
        ("429004", "429004"),
        ("000000", ""),
        ("宿州市", "3413"),
        ("宿州", "3413"),
        ("安徽省宿州市埇桥区", "341302"),
        ("安徽宿州埇桥区", "341302"),
        ("宿州市埇桥区", "341302"),
        ("安徽省埇桥区", "341302"),
        ("河北省廊坊市三河市", "131082"),
        ("三河市", "131082"),
        ("沛县", "320322"),
        ("萧县", "341322"),
        ("湖北省仙桃市", "429004"),
        ("北京朝阳区", "110105"),
        ("重庆忠县", "500233"),
        ("内蒙古", "15"),
        ("广西", "45"),
        ("广西自治区", "45"),
        ("新疆", "65"),
        ("西藏", "54"),
        ("宁夏", "64"),
        ("香港", "81"),
        ("台湾", "71"),
        ("全国", ""),
        ("中国", ""),
        ("恩施", "4228"),
        ("恩施州", "4228"),
        ("湘西州", "4331"),
        ("孟村县", "130930"),
        ("莫力达瓦旗", "150722"),
        ("鄂温克", "150724"),
        ("浦东", "310115"),
        ("万柏林", "140109"),
        ("清新", "441803"),
        ("神农架", "429021"),
        ("吉林省", "22"),
        ("吉林市", "2202"),
        ("河北", "13"),
        ("海南", "46"),
        ("长沙", "4301"),
        ("辽宁朝阳", "2113"),
    ],
)
def test_region_is_found(text: str, codes: str) -> None:
    assert regions().resolve(text) == (codes,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("鼓楼区", ("320106", "320302", "350102", "410204")),
        ("朝阳区", ("110105", "220104")),
        ("朝阳", ("110105", "2113", "220104")),
        ("吉林", ("22", "2202")),
        ("城关区", ("540102", "620102")),
        ("滨海", ("120116", "320922")),
    ],
)
def test_region_is_ambiguous(text: str, codes: tuple[str, ...]) -> None:
    assert regions().resolve(text) == codes


@pytest.mark.parametrize("text", ["", "沛", "3400", "4290", "110100", "34130", "火星", "江苏省宿州市", "C38"])
def test_region_is_unknown(text: str) -> None:
    assert regions().resolve(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C3829", "C3829"),
        ("c3829", "C3829"),
        ("3829", "C3829"),
        ("382", "C382"),
        ("38", "C38"),
        ("c", "C"),
        ("制造业", "C"),
        ("通用设备制造业", "C34"),
        ("其他农业", "A019"),
        ("A0190", "A0190"),
        ("农、林、牧、渔业", "A"),
        ("农林牧渔业", "A"),
        ("软件业", "I65"),
        ("瓶(罐)装饮用水制造", "C1522"),
        ("全部行业", ""),
    ],
)
def test_industry_is_found(text: str, code: str) -> None:
    assert industries().resolve(text) == (code,)


@pytest.mark.parametrize("text", ["", "工业", "99", "9999", "B38", "C3", "3", "38290"])
def test_industry_is_unknown(text: str) -> None:
    assert industries().resolve(text) == ()


def test_doubtful_wordings_are_known_codes() -> None:
    assert len(industries().doubtful) == 21
    assert industries().doubtful <= set(industries().codes())
    assert "C15" in industries().doubtful
    assert not regions().doubtful


@TREES
def test_suggestions(tree: CodeTree) -> None:
    assert tree.suggest("no such place") is None


def test_suggestions_are_near() -> None:
    assert regions().suggest("安徽省宿洲市") == "安徽省宿州市"
    assert regions().suggest("鼓搂区") == "鼓楼区"
    assert industries().suggest("通用设备制造") == "通用设备制造业"


@given(st.sampled_from(regions().codes()))
def test_region_spellings_lead_back(code: str) -> None:
    tree = regions()
    assert tree.resolve(tree.print_code(code)) == (code,)
    assert tree.resolve(tree.path_label(code)) == (code,)
    assert code in tree.resolve(tree.label(code))


@given(st.sampled_from(industries().codes()))
def test_industry_spellings_lead_back(code: str) -> None:
    tree = industries()
    assert tree.resolve(tree.print_code(code)) == (code,)
    for name in (tree.label(code), unicodedata.normalize("NFKC", tree.label(code))):
        # A name on several levels of one branch is answered with the broadest of them.
        (found,) = tree.resolve(name)
        assert code.startswith(found)
        assert tree.label(found) == tree.label(code)


def test_every_shipped_group_says_how_it_is_defined_and_where() -> None:
    for group in base_vocabulary().groups.values():
        assert re.search(r"（.*(号|规定|制度).*）|GB/T", group.doc), group.label


def test_the_register_is_its_five_parts() -> None:
    groups = base_vocabulary().groups
    services = groups["services_20m"].codes + groups["services_10m"].codes + groups["services_5m"].codes
    assert set(groups["register_services"].codes) == set(services)
    trade = groups["wholesale_retail_catering"].codes
    named = {*groups["industry"].codes, "E", *trade, "K7010", *services}
    found = groups.find("四上")
    assert found is not None
    assert set(found.codes) == named
    assert all(code in industries() for code in named)
