"""Laws of what is asked: what is not asked does not matter, and what is asked is enough."""

from dataclasses import replace

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from tests.support.dice import drawn
from tests.support.firms import Key, PlainFirm, PlainRecord, part_of_firm
from tests.support.laws import Case, some_case
from tests.support.random_policies import policies
from tests.support.terms import usual_terms

from policymatch import Verdict
from policymatch.language import Context, tree, walk
from policymatch.matching import Match
from policymatch.policy import Policy
from policymatch.questions.asked import Asked
from policymatch.questions.hangs import hanging
from policymatch.values import Listing, Truth

TERMS = usual_terms()
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def match_of(policy: Policy, firm: PlainFirm) -> Match:
    return Match.of(policy, Context(firm, TERMS.vocabulary))


def asked_of(policy: Policy, firm: PlainFirm) -> frozenset[Asked]:
    match = match_of(policy, firm)
    if match.verdict is not Verdict.UNDECIDED:
        return frozenset()
    return hanging(policy, match.decision, match.context).asked


def answered(firm: PlainFirm, asked: Asked, really: PlainFirm) -> PlainFirm:
    """Return the firm with one question answered by what it really is."""
    if asked.kind is None:
        assert asked.key is not None
        key: Key = (asked.key, asked.year, asked.basis)
        # Of a year in which there was no firm, nobody has figures.
        return replace(
            firm, facts={**firm.facts, key: really.facts[key]} if key in really.facts else firm.facts
        )
    known = firm.lists.get(asked.kind, Listing(()))
    true = really.lists[asked.kind]
    if asked.key is None:
        items = (*known.items, *true.items[len(known.items) :])
        return replace(firm, lists={**firm.lists, asked.kind: Listing(items, closed=True)})
    assert asked.record is not None
    key = (asked.key, asked.year, asked.basis)
    record = known.items[asked.record]
    facts = {**record.facts, key: true.items[asked.record].facts[key]}
    items = (*known.items[: asked.record], PlainRecord(facts), *known.items[asked.record + 1 :])
    return replace(firm, lists={**firm.lists, asked.kind: Listing(items, known.closed)})


def interviewed(case: Case) -> tuple[PlainFirm, set[Asked]]:
    """Return the firm when every question has been answered truly, and nothing is asked any more."""
    assert isinstance(case.rule, Policy)
    firm, asked = case.firm, set[Asked]()
    while new := asked_of(case.rule, firm) - asked:
        one = min(new, key=repr)
        asked.add(one)
        firm = answered(firm, one, case.really)
    return firm, asked


@many
@given(st.data(), policies)
def test_the_answers_are_enough_to_decide_as_if_all_were_known(data: st.DataObject, policy: Policy) -> None:
    case = data.draw(drawn(some_case, TERMS, policy))
    note(str(case))
    firm, asked = interviewed(case)
    note(str(asked))
    match, truly = match_of(policy, firm), match_of(policy, case.really).verdict
    # A rule that contradicts itself is seen through before its facts are known.
    assert truly in possible(match)


def possible(match: Match) -> set[Verdict]:
    """Return the verdicts that are still possible."""
    if match.verdict is not Verdict.UNDECIDED:
        return {match.verdict}
    outcomes = hanging(match.policy, match.decision, match.context).outcomes
    return {VERDICTS[truth] for truth in outcomes} if len(outcomes) == 1 else {Verdict.UNDECIDED}


VERDICTS = {Truth.TRUE: Verdict.ELIGIBLE, Truth.UNKNOWN: Verdict.UNDECIDED, Truth.FALSE: Verdict.INELIGIBLE}


@many
@given(st.data(), policies)
def test_what_is_not_asked_makes_no_difference(data: st.DataObject, policy: Policy) -> None:
    """Two firms that may both be the one asked about, and differ in one fact only, have the same verdict."""
    case = data.draw(drawn(some_case, TERMS, policy))
    asked = asked_of(policy, case.firm)
    if match_of(policy, case.firm).verdict is not Verdict.UNDECIDED:
        return
    # A figure whose year hangs on a date nobody knows yet is asked once the date is known.
    years = {(one.key, one.basis) for one in asked}
    verdict = match_of(policy, case.really).verdict
    dice = data.draw(st.randoms(use_true_random=False))
    other = part_of_firm(dice, case.firm, case.terms, exact=True)
    for key in case.really.facts.keys() & other.facts.keys():
        if Asked(None, None, *key) in asked or (key[0], key[2]) in years or hangs_on_dates(policy):
            continue
        changed = replace(case.really, facts={**case.really.facts, key: other.facts[key]})
        assert match_of(policy, changed).verdict is verdict, key


def hangs_on_dates(policy: Policy) -> bool:
    """Return whether some figure of a policy, or its years at all, hang on a date."""
    for node in walk(policy.condition):
        if isinstance(node, tree.FirstReached | tree.Peak | tree.OverYears):
            return True
        if isinstance(node, tree.Fact) and node.year is not None and node.year.anchor is not None:
            return True
    return False
