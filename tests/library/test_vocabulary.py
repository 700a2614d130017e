"""A city's vocabulary.yaml: what it adds can be used in its rules, in profiles and in matching."""

from pathlib import Path

from tests.library.folders import DOCUMENT, folder, rule

from policymatch import Enterprise, PolicyLibrary, Verdict, base_vocabulary, load_library, recommend

LOCAL = """\
fields:
  software: {label: 软件收入, en: software revenue, aliases: [软件营收], type: money, yearly: true}
  software_grade:
    label: 软件等级
    type: enum
    ordered: true
    values: {one: 一星, two: 二星, three: {label: 三星, aliases: [最高等级]}}
  clusters: {label: 产业集群, type: tags, values: {wire: 线缆, gears: 齿轮}}
records:
  visit:
    label: 走访
    fields:
      name: {label: 主题, type: text}
      cost: {label: 走访费用, type: money}
  project:
    fields:
      green_share: {label: 绿色投资占比, type: ratio, bounds: [0, 1]}
levels:
  town: 镇级
honours:
  town_star: {label: 镇之星, aliases: [乡镇之星], levels: [town]}
groups:
  makers: {label: 本市工业, codes: [制造业, 采矿业]}
"""

RULES = f"""\
{DOCUMENT}policies:
  - id: town/firm
    title: 软件企业奖励
    category: software
    eligible:
      all:
        - 软件营收 >= 100万元
        - 软件等级 >= 二星
        - 产业集群 包含 线缆
        - 资质 具有 乡镇之星（镇级）
        - 行业 属于 本市工业
    benefit: {{kind: award, amount: 10% * 软件收入}}
  - id: town/project
    title: 绿色项目补助
    category: green
    for: 项目
    eligible: 项目.绿色投资占比 >= 30%
    benefit: {{kind: subsidy, amount: 5% * 项目.总投资}}
  - id: town/visit
    title: 走访补助
    category: visit
    for: 走访
    eligible: 走访.走访费用 > 0元
    benefit: {{kind: subsidy, amount: 走访.走访费用}}
"""

FIRM: dict[str, object] = {
    "企业名称": "甲公司",
    "基准日": "2026-03-15",
    "清单完整": True,
    "软件收入": {2025: "200万元"},
    "软件等级": "最高等级",
    "产业集群": ["线缆", "齿轮"],
    "资质": [{"名称": "镇之星", "级别": "镇级"}],
    "行业": "C3421",
    "项目": [{"总投资": "100万元", "绿色投资占比": "40%"}],
    "走访": [{"主题": "问需", "走访费用": "1万元"}],
}


def test_everything_a_vocabulary_adds_can_be_used(tmp_path: Path) -> None:
    library = PolicyLibrary.load(folder(tmp_path, vocabulary=LOCAL, rules=RULES))
    firm = Enterprise.from_dict(FIRM, library.vocabulary)
    matches = {match.policy.id: match for match in recommend(firm, library).eligible}
    amounts = {key: None if one.amount is None else one.amount.low for key, one in matches.items()}
    assert amounts == {"town/firm": 200_000, "town/project": 50_000, "town/visit": 10_000}


def test_a_lower_grade_does_not_qualify(tmp_path: Path) -> None:
    library = PolicyLibrary.load(folder(tmp_path, vocabulary=LOCAL, rules=RULES))
    firm = Enterprise.from_dict({**FIRM, "软件等级": "一星"}, library.vocabulary)
    (match,) = [one for one in recommend(firm, library).matches if one.policy.id == "town/firm"]
    assert match.verdict is Verdict.INELIGIBLE


def test_a_vocabulary_reaches_files_of_every_folder(tmp_path: Path) -> None:
    folder(tmp_path, z__vocabulary=LOCAL, a__rules=RULES)
    assert load_library(tmp_path)[1] == []
    assert load_library(tmp_path / "a", tmp_path / "z")[1] == []


def test_two_vocabularies_together(tmp_path: Path) -> None:
    folder(
        tmp_path,
        one__vocabulary="fields: {software: {label: 软件收入, type: money}}",
        two__vocabulary="fields: {robots: {label: 机器人数, type: count, unit: 台}}",
        rules=rule("a/1", "软件收入 >= 1万元 且 机器人数 >= 3台"),
    )
    assert load_library(tmp_path)[1] == []


def test_two_vocabularies_may_not_claim_one_name(tmp_path: Path) -> None:
    folder(
        tmp_path,
        one__vocabulary="fields: {software: {label: 软件收入, type: money}}",
        two__vocabulary="fields: {soft: {label: 软件收入, type: money}}",
        rules=rule(),
    )
    (problem,) = load_library(tmp_path)[1]
    assert problem.code == "name-clash"
    assert problem.place.file == str(tmp_path / "two" / "vocabulary.yaml")


def test_a_mistake_in_a_vocabulary_does_not_drown_the_rules(tmp_path: Path) -> None:
    local = LOCAL + "  empty: {label: 空组, codes: [无此行业]}\n"
    library, problems = load_library(folder(tmp_path, vocabulary=local, rules=RULES))
    assert [problem.code for problem in problems] == ["unknown-code"]
    assert len(library) == 3


def test_the_shipped_vocabulary_stays_as_it_is(tmp_path: Path) -> None:
    PolicyLibrary.load(folder(tmp_path, vocabulary=LOCAL, rules=RULES))
    assert base_vocabulary().fields.find("软件收入") is None
    assert "green_share" not in base_vocabulary().records["project"].fields
