"""A letter keeps to two to six pages before its annex, however much there is to say."""

from pathlib import Path

import pytest
from tests.support.policies import AS_OF, DOCUMENT, library_of

from policymatch import Enterprise, PolicyLibrary, recommend
from policymatch.letters import compose
from policymatch.letters.layout import paper_of
from policymatch.letters.render.pdf import page_count_of
from policymatch.messages import Lang

ROOT = Path(__file__).parents[2]
FIRMS = [*sorted((ROOT / "examples").glob("firms/*.yaml")), ROOT / "examples/suzhou-machinery.yaml"]
LONG = "支持企业开展技术改造和数字化转型升级示范应用项目建设的若干补助奖励政策措施"


@pytest.fixture(scope="module")
def shipped() -> PolicyLibrary:
    return PolicyLibrary.load()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("profile", FIRMS, ids=lambda path: path.stem)
def test_letters_of_the_examples(profile: Path, lang: Lang, shipped: PolicyLibrary) -> None:
    letter = compose(recommend(Enterprise.load(profile), shipped), lang)
    assert 2 <= page_count_of(paper_of(letter, annexed=False)) <= 6


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_letter_of_two_hundred_policies(lang: Lang) -> None:
    conditions = ("规上企业", "参保人数 >= 100人", "有效发明专利数 >= 10件", "营业收入 >= 2000万元")
    policies = [
        f"""
  - id: t/{number}
    title: {LONG}之{number}
    category: award
    cite: 第{number}条
    eligible: {conditions[number % 4]}
    benefit: {{kind: {"tax" if number % 8 == 0 else "award"}, amount: {number + 1}万元}}
    cautions: ["{LONG}，第{number}项不得重复申报"]
    apply: {{window: {{every_year: [03-01, 04-{1 + number % 30:02d}]}}, materials: [材料{number}]}}
"""
        for number in range(200)
    ]
    library = library_of(DOCUMENT + "policies:" + "".join(policies))
    profile = {
        "企业名称": "甲公司",
        "数据年度": 2025,
        "规上企业": "是",
        "营业收入": "5000万元",
        "有效发明专利数": "8件",
    }
    firm = Enterprise.from_dict(profile, library.vocabulary)
    letter = compose(recommend(firm, library, AS_OF), lang)
    assert (len(letter.to_file), len(letter.tax)) == (75, 25)
    assert page_count_of(paper_of(letter, annexed=False)) <= 6
