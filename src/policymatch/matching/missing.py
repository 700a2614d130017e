"""The facts that are missing: those whose answer could settle an open verdict, or narrow an amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from policymatch.language import (
    Context,
    Doubtful,
    RecordFacts,
    facts_of,
    number_of,
    tree,
    truth_of,
    value_of,
    walk,
)
from policymatch.language.context import years_of
from policymatch.language.names_of import fact_label
from policymatch.language.over_years import HISTORY
from policymatch.matching.derive import rule_for, version_for, year_asked
from policymatch.matching.firm import definition_of, firm_on
from policymatch.matching.verdict import Decision, Verdict
from policymatch.messages import Both, Lang, say
from policymatch.policy import Policy
from policymatch.values import Choice, Codes, DateSpan, Listing, Truth, Value
from policymatch.vocabulary.model import FOUNDED, HONOUR, REGISTERED_IN


@dataclass(frozen=True)
class Missing:
    """One fact that is missing or known only as a range. `needed_for` is "verdict" or "amount".

    With `to_verify` it is stated, but not verified as the policy demands: its label says so (须核验).
    """

    key: str
    kind: str | None
    year: int | None
    basis: str | None
    label: Both
    needed_for: str
    sources: tuple[str, ...] = ()
    to_verify: bool = False

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with the label in `lang`."""
        return {
            "key": self.key,
            "record_kind": self.kind,
            "year": self.year,
            "basis": self.basis,
            "label": self.label.in_(lang),
            "needed_for": self.needed_for,
            "sources": list(self.sources),
            "to_verify": self.to_verify,
        }


def missing_facts(policy: Policy, decision: Decision, context: Context) -> tuple[Missing, ...]:
    """Return what an undecided verdict waits for, then what an amount that is a range waits for."""
    found: dict[tuple[str | None, str, int | None, str | None], Missing] = {}

    def add(missing: Missing) -> None:
        found.setdefault((missing.kind, missing.key, missing.year, missing.basis), missing)

    if decision.verdict is Verdict.UNDECIDED:
        for question in _questions(policy, decision, context):
            for leaf in _open_leaves(policy.condition, question):
                for missing in missing_in(leaf, question, "verdict"):
                    add(missing)
        listed = any(not isinstance(record, Doubtful) for record, _ in decision.records)
        if decision.open_list and policy.record is not None and not listed:
            add(_the_list(policy.record, context, "verdict"))
    if decision.verdict is not Verdict.INELIGIBLE and policy.benefit.amount is not None:
        for question in _questions(policy, decision, context):
            for missing in missing_in(policy.benefit.amount, question, "amount"):
                add(missing)
    return tuple(found.values())


def missing_for(condition: tree.Node, context: Context) -> tuple[Missing, ...]:
    """Return what the answer to a condition waits for; nothing where it is decided."""
    found = [one for leaf in _open_leaves(condition, context) for one in missing_in(leaf, context, "verdict")]
    return tuple({(one.kind, one.key, one.year, one.basis): one for one in found}.values())


def _questions(policy: Policy, decision: Decision, context: Context) -> list[Context]:
    """Return the context of each record that may still qualify, or the firm's alone."""
    if policy.record is None:
        return [context]
    open_records = [record for record, truth in decision.records if truth is not Truth.FALSE]
    return [context.with_record(record) for record in open_records] or [context]


def _open_leaves(node: tree.Node, context: Context) -> Iterator[tree.Node]:
    """Yield the criteria on which an open condition still hangs, skipping groups that are decided."""
    if truth_of(node, context) is not Truth.UNKNOWN:
        return
    match node:
        case tree.Criterion(test):
            yield test
        case tree.All(items) | tree.Any(items) | tree.AtLeast(_, items):
            for item in items:
                yield from _open_leaves(item, context)
        case tree.Not(item) | tree.Named(_, item):
            yield from _open_leaves(item, context)


def missing_in(node: tree.Node, context: Context, needed_for: str) -> Iterator[Missing]:
    """Yield the facts and lists on whose answers a criterion or formula still hangs, some perhaps twice."""
    for fact in facts_of(node):
        if not is_settled(value_of(fact, context)):
            yield from _missing_fact(fact, context, needed_for)
    for one in walk(node):
        match one:
            case tree.Among(subject) if truth_of(one, context) is Truth.UNKNOWN:
                # A region known only by its province is exact as it stands, and still leaves this open.
                yield from _missing_fact(subject, context, needed_for)
            case tree.Holds() if truth_of(one, context) is Truth.UNKNOWN:
                yield from _missing_honours(one, context, needed_for)
            case tree.Records() if not number_of(one, context).is_exact:
                yield from _missing_records(one, context, needed_for)
            case tree.FirstReached(fact) if truth_of(one, context) is Truth.UNKNOWN:
                yield from _missing_history(fact, context, needed_for)
            case tree.Peak(fact) if not number_of(one, context).is_exact:
                yield from _missing_history(fact, context, needed_for)
            case tree.OverYears() if not number_of(one, context).is_exact:
                yield from _missing_founding(context, needed_for)
            case tree.Parameter() if not number_of(one, context).is_exact:
                yield from _missing_place(one, context, needed_for)


def _missing_fact(fact: tree.Fact, context: Context, needed_for: str) -> Iterator[Missing]:
    """Yield a fact, and what its definition would make it from; nothing where nobody can tell by the law."""
    definition = definition_of(fact, context)
    if definition is None:
        yield _the_fact(fact, context, needed_for)
        return
    year = year_asked(fact, context)
    version = version_for(definition, context, year)
    if version is not None and version.open is not None:
        return
    yield _the_fact(fact, context, needed_for)
    rule = rule_for(definition, context, year, fact.basis)
    if rule is None:
        return
    if context.vocabulary.fields[fact.key].type.is_numeric:
        yield from missing_in(rule, context, needed_for)
        return
    conditions = [case.when for case in rule.cases] if isinstance(rule, tree.WordCases) else [rule]
    for condition in conditions:
        for leaf in _open_leaves(condition, context):
            yield from missing_in(leaf, context, needed_for)


def _the_fact(fact: tree.Fact, context: Context, needed_for: str) -> Missing:
    vocabulary = context.vocabulary
    label = Both(fact_label(fact, vocabulary, "zh"), fact_label(fact, vocabulary, "en"))
    sources = vocabulary.field(fact.kind, fact.key).sources
    firm, year = firm_on(context), year_asked(fact, context)
    stated = firm is not None and firm.to_verify(fact.kind, fact.key, year, fact.basis)
    label = _to_verify(label) if stated else label
    return Missing(fact.key, fact.kind, year, fact.basis, label, needed_for, sources, stated)


def _to_verify(label: Both) -> Both:
    return Both(
        say("missing-to-verify", "zh", what=label.zh),
        say("missing-to-verify", "en", what=label.en),
    )


def _missing_records(node: tree.Records, context: Context, needed_for: str) -> Iterator[Missing]:
    """Yield what a figure over records waits for: the list's end, or what is not said of one listed."""
    listing = context.firm.records(node.kind)
    if not listing.closed:
        yield _the_list(node.kind, context, needed_for)
    for record in listing.items:
        there = context.inside_of(node.kind, record)
        counts = Truth.TRUE if node.where is None else truth_of(node.where, there)
        if counts is Truth.UNKNOWN and node.where is not None:
            yield from missing_in(node.where, there, needed_for)
        if counts is not Truth.FALSE and node.value is not None:
            yield from missing_in(node.value, there, needed_for)


def _missing_founding(context: Context, needed_for: str) -> Iterator[Missing]:
    """Yield the founding date: it says for which years there are figures at all."""
    founded = tree.Fact(None, FOUNDED)
    if not is_settled(value_of(founded, context)):
        yield _the_fact(founded, context, needed_for)


def _missing_history(fact: tree.Fact, context: Context, needed_for: str) -> Iterator[Missing]:
    """Yield the founding date, and the figures of years in which the firm certainly existed.

    A figure that is given as a range counts, whenever the firm was founded.
    """
    yield from _missing_founding(context, needed_for)
    founded = cast(DateSpan, value_of(tree.Fact(None, FOUNDED), context))
    years = None if fact.year is None else years_of(fact.year, context)
    if years is None:
        return
    nothing = context.vocabulary.field(fact.kind, fact.key).unknown
    for year in range(years[0] - HISTORY, years[0]):
        past = replace(fact, year=tree.Year(year, relative=False))
        value = value_of(past, context)
        existed = founded.high is not None and founded.high.year <= year
        if not is_settled(value) and (existed or value != nothing):
            yield _the_fact(past, context, needed_for)


def _missing_place(node: tree.Parameter, context: Context, needed_for: str) -> Iterator[Missing]:
    """Yield the place for which a table by region is looked up, if it is known too coarsely."""
    place = node.region or tree.Fact(None, REGISTERED_IN)
    known = cast(Codes, value_of(place, context))
    regions = (row.region for row in context.vocabulary.parameters[node.key].rows if row.region is not None)
    if any(known.within(frozenset((region,))) is Truth.UNKNOWN for region in regions):
        yield _the_fact(place, context, needed_for)


def _missing_honours(node: tree.Holds, context: Context, needed_for: str) -> Iterator[Missing]:
    """Yield what an open question of honours waits for: the list's end, or what is not said of one in it."""
    honours = context.firm.records(HONOUR)
    if not honours.closed or node.how is tree.Holding.EVER:
        yield _the_list(HONOUR, context, needed_for)
    keys = {
        key
        for wanted in node.wanted
        for key, asked in (("level", wanted.level), ("how", wanted.how), ("issued", wanted.year))
        if asked is not None
    }
    if node.how is tree.Holding.VALID:
        keys.add("expires")
    names = frozenset(wanted.honour for wanted in node.wanted)
    meant = [record for record in honours.items if _may_be(record, names)]
    for key in sorted(keys):
        values = (record.value(key) for record in meant)
        if any(value is None or not is_settled(value) for value in values):
            yield _the_fact(tree.Fact(HONOUR, key), context, needed_for)


def _may_be(record: RecordFacts, names: frozenset[str]) -> bool:
    name = record.value("name")
    return not isinstance(name, Choice) or name.among(names) is not Truth.FALSE


def _the_list(kind: str, context: Context, needed_for: str) -> Missing:
    """Return an open list as a question: are these all?"""
    owner = context.vocabulary.records[kind]
    label = Both(say("missing-list", "zh", kind=owner.both), say("missing-list", "en", kind=owner.both))
    firm = firm_on(context)
    stated = firm is not None and firm.list_to_verify(kind)
    return Missing(kind, kind, None, None, _to_verify(label) if stated else label, needed_for, (), stated)


def is_settled(value: Value) -> bool:
    """Return whether nothing more could be learnt of a fact than this value says."""
    if isinstance(value, Truth):
        return value.known
    if isinstance(value, Listing):
        return value.closed
    return value.is_exact
