"""Development zones: those that ship, those of a city, and the field that lists them."""

import pytest
from tests.support.language import vocabulary as with_tables

from policymatch.vocabulary import Vocabulary, base_vocabulary
from policymatch.vocabulary.codes import regions
from policymatch.vocabulary.load import extended
from policymatch.vocabulary.model import ZONE, kinds_of
from policymatch.yamlio import read_text

CITY = """\
zones:
  yongqiao_park:
    label: 埇桥高新区
    en: Yongqiao High-tech Zone
    aliases: [埇桥科技园]
    kind: 高新区
    in: [宿州市埇桥区]
    source: 市政府文件
    doc: 东部片区
"""


def read(text: str) -> Vocabulary:
    source = read_text(text, "vocabulary.yaml")
    made = extended(base_vocabulary(), source)
    assert source.problems == []
    return made


def test_every_shipped_zone_lies_in_known_regions_and_says_where_that_stands() -> None:
    zones = base_vocabulary().zones
    assert len(zones) >= 30
    for zone in zones.values():
        assert zone.within
        assert all(code in regions() for code in zone.within)
        assert zone.source or zone.doc, zone.label
        assert zone.kind in base_vocabulary().fields[ZONE].values


@pytest.mark.parametrize(
    "name",
    [
        "新乡高新区", "湘西高新区", "西咸新区", "滨海高新区", "乌鲁木齐经开区", "舟山群岛新区", "兰州新区",
        "南沙新区", "贵安新区", "西海岸新区", "金普新区", "天府新区", "湘江新区", "江北新区", "福州新区",
        "滇中新区", "哈尔滨新区", "长春新区", "赣江新区", "雄安新区",
    ],
)  # fmt: skip
def test_zones_that_policies_name_are_declared(name: str) -> None:
    assert base_vocabulary().zones.find(name) is not None


@pytest.mark.parametrize("name", ["浦东新区", "滨海新区", "两江新区"])
def test_new_areas_that_are_regions_need_no_zone(name: str) -> None:
    assert base_vocabulary().zones.find(name) is None
    assert len(regions().resolve(name)) == 1


def test_a_city_declares_its_own() -> None:
    vocabulary = read(CITY)
    zone = vocabulary.zones["yongqiao_park"]
    assert (zone.kind, zone.within) == ("high_tech_zone", ("341302",))
    assert (zone.source, zone.doc) == ("市政府文件", "东部片区")
    field = vocabulary.fields[ZONE]
    assert field.values.find("埇桥科技园") == zone
    assert field.values.find("新乡高新区") == vocabulary.zones["xinxiang_high_tech_zone"]
    kinds = [term.key for term in kinds_of(field, vocabulary.zones)]
    assert kinds == [term.key for term in kinds_of(base_vocabulary().fields[ZONE], base_vocabulary().zones)]


def test_other_vocabularies_keep_the_shipped_zones() -> None:
    assert with_tables().zones.keys() == base_vocabulary().zones.keys()
    assert with_tables().fields[ZONE].values.keys() == base_vocabulary().fields[ZONE].values.keys()
