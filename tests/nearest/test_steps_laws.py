"""Of random policies and firms: every step works; of one figure neither a grain less nor half would do."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.support.dice import drawn, one_in
from tests.support.firms import PlainFirm, PlainRecord
from tests.support.laws import Case, some_case
from tests.support.numbers import CNY, PERSON
from tests.support.random_policies import judged_policies, some_policy
from tests.support.terms import usual_terms

from policymatch import Enterprise, Match, Record, UndecidedBy, Verdict
from policymatch.enterprise.model import FactKey, Known
from policymatch.language import Context, tree
from policymatch.matching import FirmOn
from policymatch.nearest import Change, Direction, Step, steps_of
from policymatch.nearest.figures import grain_of
from policymatch.policy import Policy
from policymatch.values import Choice, Comparison, Listing, Number, NumberSpan, Span, Truth, Value
from policymatch.vocabulary import Type

TERMS = usual_terms()
many = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def match_of(case: Case, really: PlainFirm) -> Match:
    assert isinstance(case.rule, Policy)
    firm = Enterprise("甲", facts=_known(really.facts), listings=_listings(really))
    return Match.of(case.rule, Context(FirmOn(firm, really.as_of), TERMS.vocabulary))


def _known(facts: Mapping[FactKey, Value]) -> dict[FactKey, Known]:
    return {key: Known(value) for key, value in facts.items()}


def _listings(firm: PlainFirm) -> dict[str, Listing[Record]]:
    return {
        kind: Listing(tuple(Record(kind, _known(one.facts)) for one in listed.items), listed.closed)
        for kind, listed in firm.lists.items()
    }


def opened(case: Case, changed: PlainFirm) -> bool:
    """Decide the policy for a firm whose changes were made here, not by the code under test."""
    match = match_of(case, changed)
    by = match.decision.undecided_by
    return match.verdict is Verdict.ELIGIBLE or by in (UndecidedBy.CHECK, UndecidedBy.DEFINITION)


def with_change(firm: PlainFirm, change: Change, figure: Number | None) -> PlainFirm:
    target = change.target
    assert target is not None
    key = (target.key, target.year, target.basis)
    if target.kind is None:
        value = _value(change, figure, firm.facts.get(key))
        return PlainFirm({**firm.facts, key: value}, firm.lists, firm.as_of)
    listed = firm.lists[target.kind]
    records = list(listed.items)
    assert target.index is not None
    old = records[target.index].facts
    records[target.index] = PlainRecord({**old, key: _value(change, figure, old.get(key))})
    lists = {**firm.lists, target.kind: Listing(tuple(records), listed.closed)}
    return PlainFirm(firm.facts, lists, firm.as_of)


def _value(change: Change, figure: Number | None, old: Value | None) -> Value:
    if figure is not None:
        there: NumberSpan = Span(figure, figure)
        return there
    if change.words in (("yes",), ("no",)):
        return Truth.of(change.words == ("yes",))
    if isinstance(old, Listing):
        kept = tuple(item for item in old.items if item not in change.words)
        added = () if kept != old.items else change.words
        return Listing((*kept, *added), old.closed)
    return Choice(frozenset(change.words))


def _end(change: Change) -> Number | None:
    """Return the figure that a change leads to: a grain past one that has to be passed."""
    if change.after is None or not change.beyond:
        return change.after
    return change.after + _sign(change) * _grain(change)


def _grain(change: Change) -> Fraction:
    assert change.target is not None
    return Fraction(grain_of(TERMS.vocabulary.field(change.target.kind, change.target.key)))


def _sign(change: Change) -> int:
    return 1 if change.direction is Direction.RAISE else -1


def _with_step(firm: PlainFirm, step: Step) -> PlainFirm:
    for change in step.changes:
        firm = with_change(firm, change, _end(change))
    return firm


def some_bar(dice: Random, record: str | None) -> tree.Node:
    """Return a bar for a figure that the firm can change, as rules set them."""
    figures: list[tree.Node] = [tree.Fact(None, key, tree.LAST_YEAR) for key in ("revenue", "rd_expense")]
    if record is not None:
        figures += [tree.Fact(record, key) for key in ("total_investment", "equipment_investment")]
    one, two = dice.sample(figures, 2)
    bar = tree.Quantity(Fraction(dice.randint(1, 400), 4), CNY)
    share = tree.Quantity(Fraction(dice.randint(1, 60), 40))
    op = dice.choice((Comparison.GE, Comparison.GE, Comparison.GT, Comparison.LE, Comparison.LT))
    match dice.randrange(7):
        case 0:
            return tree.Compare(op, tree.Arithmetic(tree.Operator.DIVIDE, one, two), share)
        case 1:
            return tree.Compare(op, tree.Arithmetic(tree.Operator.ADD, one, two), bar)
        case 2:
            return tree.Compare(op, tree.Function("growth", (figures[0],)), share)
        case 3:
            return tree.Compare(op, tree.OverYears(tree.Summary.MEAN, figures[1], 2), bar)
        case 4:
            return tree.Compare(Comparison.GE, one, tree.Arithmetic(tree.Operator.MULTIPLY, share, two))
        case 5:
            heads = tree.Quantity(dice.randint(1, 90), PERSON)
            return tree.Compare(op, tree.Fact(None, "employees"), heads)
    return tree.Compare(op, one, bar)


def some_reachable_policy(dice: Random) -> Policy:
    """Return a policy of a few bars, which a firm can often do something about."""
    policy = some_policy(dice, TERMS)
    bars = tuple(tree.Criterion(some_bar(dice, policy.record)) for _ in range(dice.randint(1, 4)))
    join = dice.choice((tree.All, tree.All, tree.Any))
    if len(bars) > 2 and one_in(dice, 2):
        return replace(policy, condition=tree.All((tree.Any(bars[:2]), tree.Not(tree.All(bars[2:])))))
    return replace(policy, condition=join(bars))


reachable_policies = drawn(some_reachable_policy)


@many
@given(st.data(), reachable_policies | judged_policies)
def test_every_step_works_and_no_smaller_one_of_its_kind(data: st.DataObject, policy: Policy) -> None:
    case = data.draw(drawn(some_case, TERMS, policy))
    for step in steps_of(match_of(case, case.really)):
        if any(change.target is None for change in step.changes):
            continue
        event(f"{len(step.changes)} changes")
        assert opened(case, _with_step(case.really, step)), step.text("en")
        if len(step.changes) > 1:
            for left in step.changes:
                firm = case.really
                for change in step.changes:
                    firm = firm if change is left else with_change(firm, change, _end(change))
                assert not opened(case, firm), f"{left.text.en} is idle"
            continue
        (change,) = step.changes
        end = _end(change)
        if end is None or change.before is None or change.before.low is None:
            continue
        less = end - _sign(change) * _grain(change)
        start = Fraction(change.before.low)
        if _sign(change) * (less - start) > 0:
            assert not opened(case, with_change(case.really, change, less)), f"a grain less: {change.text.en}"
        if abs(end - start) < 2 * _grain(change):
            continue  # there is no figure halfway
        assert change.target is not None
        if TERMS.vocabulary.field(change.target.kind, change.target.key).type is Type.COUNT:
            continue  # nor half a person
        half = (end + start) / 2
        assert not opened(case, with_change(case.really, change, half)), f"half: {change.text.en}"
