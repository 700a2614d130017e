"""The sheet of a visit: what it says is what matches say, and it fits one page whoever the firm is."""

import re
from pathlib import Path

import pytest
from tests.letters.given import recommended
from tests.support.policies import AS_OF

from policymatch import Enterprise, PolicyLibrary, Recommendation, recommend
from policymatch.letters import Letterhead, compose
from policymatch.letters.model import Verdict
from policymatch.letters.render.pdf import page_count_of
from policymatch.letters.visit import VisitSheet, compose_visit, visit_paper
from policymatch.messages import LANGUAGES, Lang

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/**/*.yaml"))
FIGURE = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")
# Far longer than any text of a real sheet.
LONG = "高端数控机床关键功能部件及成套自动化产线智能化技术改造" * 6


@pytest.fixture(scope="module")
def shipped() -> PolicyLibrary:
    return PolicyLibrary.load()


def of(example: Path, library: PolicyLibrary) -> Recommendation:
    return recommend(Enterprise.load(example, library.vocabulary), library, AS_OF)


def test_it_says_what_to_ask_to_speak_of_and_to_warn_of() -> None:
    sheet = compose_visit(recommended(资质=[{"名称": "高新技术企业", "有效期至": "2026-06-30"}]))
    assert [one.text for one in sheet.asks] == ["参保人数是多少？"]
    assert sheet.asks[0].titles == ("人才奖励",)
    assert sheet.asks[0].money == "最高 8万元"
    assert [(one.title, one.amount, one.promised) for one in sheet.mentions] == [
        ("设备补助", "50万元", True),
        ("技改补助", "30万元", True),
        ("税款减免", "节税 20万元", True),
    ]
    assert sheet.mentions[0].filing == "2026-04-30 截止，剩 45 天"
    assert sheet.mentions[0].why[0] == "上年营业收入不低于2,000万元（现为5,200万元）"
    assert [(one.title, one.worth) for one in sheet.near] == [("专利奖励", "5万元")]
    assert "增加2件" in sheet.near[0].step
    # 5200万元 lies within a tenth of the limit of 5500万元; a limit comes before a certificate.
    assert sheet.risk is not None
    assert sheet.risk.kind == "cliff"
    assert "5,500万元" in sheet.risk.text
    assert sheet.risk.policies == ("t/relief",)


def test_three_lines_tell_who_the_firm_is_with_the_day_and_the_latest_year() -> None:
    what, size, honours = compose_visit(
        recommended(注册地="宿州市埇桥区", 营业收入={2024: "1亿元", 2025: "5200万元"})
    ).who
    assert [(fact.label, fact.value) for fact in what.facts] == [("注册地", "安徽省宿州市埇桥区")]
    assert ("2025年营业收入", "5,200万元") in [(fact.label, fact.value) for fact in size.facts]
    assert not [fact for fact in size.facts if "2024" in fact.label]
    assert honours.names == ()
    dated = compose_visit(recommended()).who[1].facts[-2:]
    assert ("税务", "2026-02-28") in [(fact.source, fact.day) for fact in dated]


def test_what_waits_for_a_person_is_spoken_of_before_what_lacks_facts() -> None:
    sheet = compose_visit(recommended(营业收入="100万元", 规上企业="是"))
    assert [(one.title, one.verdict) for one in sheet.mentions] == [
        ("税款减免", Verdict.ELIGIBLE),
        ("重点产业链奖励", Verdict.CHECK),
        ("人才奖励", Verdict.OPEN),
    ]
    assert sheet.mentions[1].awaits == ("属于市重点产业链",)
    assert sheet.mentions[2].awaits == ("参保人数",)


def test_a_certificate_about_to_expire_is_the_risk_where_there_is_no_limit() -> None:
    held = [{"名称": "高新技术企业", "有效期至": "2026-06-30"}]
    risk = compose_visit(recommended(营业收入="3000万元", 资质=held)).risk
    assert risk is not None
    assert (risk.kind, "2026-06-30" in risk.text) == ("honour", True)


def test_it_reads_back_from_its_own_json() -> None:
    sheet = compose_visit(recommended(), "en")
    assert VisitSheet.model_validate_json(sheet.model_dump_json()) == sheet


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_it_fits_one_page_and_says_only_what_matches_say(
    example: Path, lang: Lang, shipped: PolicyLibrary
) -> None:
    recommendation = of(example, shipped)
    sheet = compose_visit(recommendation, lang)
    paper = visit_paper(sheet)
    assert page_count_of(paper) == 1
    # The letter is made of matches, clause by clause: the sheet may say no figure that it does not.
    known = set(FIGURE.findall(compose(recommendation, lang).model_dump_json()))
    told = sheet.model_dump_json(exclude={"basis"})
    assert set(FIGURE.findall(told)) <= known
    ids = {match.policy_id for match in recommendation.matches}
    assert {one.policy_id for one in sheet.mentions} | {one.policy_id for one in sheet.near} <= ids
    titles = {match.policy.title for match in recommendation.matches}
    assert {title for ask in sheet.asks for title in ask.titles} <= titles
    # What the paper adds are the numbers of questions, and how many more names there are.
    figures = set(FIGURE.findall("".join(re.findall(r'"text":"([^"]*)"', paper.model_dump_json()))))
    few = {str(number) for number in range(1, 31)}
    assert {one.rstrip(".") for one in figures} <= known | few
    assert sheet.basis.decision_id in paper.footer


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_fits_one_page_whatever_the_firm_is_called_and_does(lang: Lang) -> None:
    sheet = compose_visit(recommended(), lang)
    stressed = sheet.model_copy(
        update={
            "name": LONG,
            "letterhead": Letterhead(office=LONG, address=LONG, phone="0557-1234567"),
            "who": tuple(
                one.model_copy(
                    update={
                        "facts": tuple(
                            fact.model_copy(update={"value": LONG, "source": LONG}) for fact in one.facts * 3
                        ),
                        "names": (LONG,) * 30,
                    }
                )
                for one in sheet.who
            ),
            "asks": (sheet.asks[0].model_copy(update={"text": LONG, "titles": (LONG,) * 9, "money": LONG}),)
            * 5,
            "mentions": tuple(
                one.model_copy(
                    update=dict.fromkeys(("title", "amount", "filing", "summary"), LONG)
                    | dict.fromkeys(("why", "awaits"), (LONG,) * 5)
                )
                for one in sheet.mentions
            ),
            "near": (
                sheet.near[0].model_copy(
                    update=dict.fromkeys(("title", "step", "when", "worth", "needs_more"), LONG)
                ),
            )
            * 2,
            "risk": sheet.risk and sheet.risk.model_copy(update={"text": LONG}),
        }
    )
    assert page_count_of(visit_paper(stressed)) == 1


def test_a_step_with_a_long_name_still_says_what_is_to_change() -> None:
    step = f"“{LONG}”的总投资增加180万元，达到3,000万元"
    sheet = compose_visit(recommended())
    sheet = sheet.model_copy(update={"near": (sheet.near[0].model_copy(update={"step": step}),)})
    assert "达到3,000万元" in visit_paper(sheet).model_dump_json()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_firm_that_nothing_is_for_has_a_sheet_all_the_same(lang: Lang) -> None:
    nothing = recommended(规上企业="否", 营业收入="1亿元", 参保人数="3人", 有效发明专利数="0件")
    sheet = compose_visit(nothing.answering(["t/open", "t/near"]), lang)
    assert (sheet.asks, sheet.mentions, sheet.risk) == ((), (), None)
    assert page_count_of(visit_paper(sheet)) == 1
