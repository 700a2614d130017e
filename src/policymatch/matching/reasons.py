"""Why: each criterion with ✓ ✗ ?, what was required, what the firm has, and the clause it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policymatch.enterprise import Confirmation
from policymatch.language import Context, RecordFacts, facts_of, number_of, prose, tree, truth_of, walk
from policymatch.language.negate import negate
from policymatch.language.prose import points_prose
from policymatch.language.quantities import span_text
from policymatch.language.remembered import Remembered
from policymatch.matching.evaluator import BY_TREE, Evaluator
from policymatch.matching.facts_shown import actual, confirmed_text, evidence
from policymatch.matching.firm import firm_on
from policymatch.matching.presumed import presumed_by_law
from policymatch.matching.record_names import numbered
from policymatch.matching.stated import names_of_records
from policymatch.messages import Lang, say
from policymatch.policy import Policy
from policymatch.values import Comparison, Span, Truth, compare
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.units import Dimension

if TYPE_CHECKING:
    from policymatch.similarity.evidence import Evidence
    from policymatch.similarity.passages import Passage

_POINT: Dimension = (("point", 1),)

MARKS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?"}


@dataclass(frozen=True)
class Reason:
    """One line of the explanation, in one language.

    `kind` is criterion, check, undefined or points for a leaf; all, any, none, at_least or score for a group,
    whose parts are in `items`. `presumed` says that the answer is presumed because nobody stated it;
    `presumes` is what was presumed in working out the facts that it asks for.
    """

    kind: str
    truth: Truth
    required: str
    actual: str | None = None
    cite: str | None = None
    record: str | None = None
    presumed: bool = False
    presumes: tuple[str, ...] = ()
    note: str | None = None
    items: tuple[Reason, ...] = ()
    # Of a check: the check itself, and the decision of a person that counts for it.
    check: tree.Check | None = None
    confirmation: Confirmation | None = None
    record_at_hand: RecordFacts | None = field(default=None, repr=False, compare=False)

    @property
    def mark(self) -> str:
        """Return ✓, ✗ or ?."""
        return MARKS[self.truth]

    def leaves(self, group: str | None = None) -> Iterator[tuple[Reason, str | None]]:
        """Yield every leaf with the kind of the group it stands in."""
        if not self.items:
            yield self, group
        for item in self.items:
            yield from item.leaves(self.kind)

    def to_dict(self, group: str | None = None) -> dict[str, object]:
        """Return a leaf as plain data; that of a check says what was decided of it, if anything."""
        made: dict[str, object] = {
            "kind": self.kind,
            "truth": self.truth.name.lower(),
            "mark": self.mark,
            "required": self.required,
            "actual": self.actual,
            "cite": self.cite,
            "record": self.record,
            "presumed": self.presumed,
            "note": self.note,
            "group": group,
        }
        if self.check is not None:
            made["confirmation"] = None if self.confirmation is None else self.confirmation.to_dict()
        return made


def reasons_of(
    policy: Policy, context: Context, records: tuple[RecordFacts, ...], lang: Lang, by: Evaluator
) -> tuple[Reason, ...]:
    """Return the reasons of a policy for one firm: the firm's once, those of records per record.

    `by` tells whether parts of its condition hold.
    """
    parts = _top_level(policy.condition)

    def of_record(part: tree.Node) -> bool:
        return policy.record is not None and _needs_record(part, context)

    of_firm = [part for part in parts if not of_record(part)]
    made = [_reason(part, context, lang, None, by) for part in of_firm]
    per_record = [part for part in parts if of_record(part)]
    for name, record in zip(names_of_records(policy.record, records, context, lang), records, strict=True):
        there = context.with_record(record)
        made.extend(_reason(part, there, lang, name, by) for part in per_record)
    if per_record and not records:
        name = say("record-unlisted", lang, kind=context.vocabulary.records[policy.record or ""].both)
        made.extend(_reason(part, context, lang, name, by) for part in per_record)
    return tuple(made)


def _top_level(node: tree.Node) -> list[tree.Node]:
    if isinstance(node, tree.All):
        return [part for item in node.items for part in _top_level(item)]
    return [node]


def _needs_record(node: tree.Node, context: Context) -> bool:
    """Return whether a part of the condition may come out otherwise for another record."""
    if any(fact.kind is not None for fact in facts_of(node)):
        return True
    firm = firm_on(context)
    decisions = None if firm is None else firm.decisions
    return any(
        any(hint.kind is not None for hint in one.hints)
        or (decisions is not None and decisions.by_record(one))
        for one in walk(node)
        if isinstance(one, tree.Check)
    )


def _reason(node: tree.Node, context: Context, lang: Lang, record: str | None, by: Evaluator) -> Reason:
    match node:
        case tree.Criterion(tree.Score() as score, cite):
            return _score(score, cite, context, lang, record)
        case tree.Score():
            return _score(node, None, context, lang, record)
        case tree.Criterion():
            return _criterion(node, context, lang, record, by)
        case tree.Check():
            return _check(node, context, lang, record)
        case tree.Undefined(text, cite):
            return Reason("undefined", context.undefined, text, say("document-open", lang), cite, record)
        case tree.Not(item):
            return _negated(item, context, lang, record)
        case tree.Named(name, item):
            said = item.items if isinstance(item, tree.All) else (item,)
            named = tuple(_reason(part, context, lang, record, by) for part in said)
            title = say("prose-named", lang, name=name)
            return Reason("all", by.truth(item, context), title, record=record, items=named)
        case tree.All(items):
            kind, title = "all", say("prose-all", lang)
        case tree.Any(items):
            kind, title = "any", say("prose-any", lang)
        case tree.AtLeast(count, items):
            kind, title = "at_least", say("prose-at-least", lang, count=count).rstrip("：: ")
        case _:
            raise AssertionError(f"no reason for {node!r}")
    parts = tuple(_reason(item, context, lang, record, by) for item in items)
    return Reason(kind, by.truth(node, context), title, record=record, items=parts)


def _check(node: tree.Check, context: Context, lang: Lang, record: str | None) -> Reason:
    """Return what a person has judged, or has to: then with the facts that give evidence."""
    firm = firm_on(context)
    made = None if firm is None else firm.confirmation(node, context.record)
    shown = evidence(node.hints, context, lang) if made is None else confirmed_text(made, lang)
    truth = truth_of(node, context)
    return Reason(
        "check",
        truth,
        node.text,
        shown,
        node.cite,
        record,
        check=node,
        confirmation=made,
        record_at_hand=context.record,
    )


def evidence_of(reason: Reason, context: Context) -> tuple[Evidence, ...]:
    """Return the passages of the profile that are most like the check of a reason, best first."""
    firm = firm_on(context)
    if firm is None or reason.check is None:
        return ()
    from policymatch.similarity.evidence import evidence_among

    return tuple(evidence_among(reason.check, firm.passages, firm.place_of(reason.record_at_hand)))


def place_of(passage: Passage, context: Context, lang: Lang) -> str:
    """Return where a passage stands, for people: its field, and the record by its name or place from 1."""
    vocabulary, firm = context.vocabulary, firm_on(context)
    field = vocabulary.field(passage.kind, passage.key).both.in_(lang)
    if firm is None or passage.kind is None or passage.index is None:
        return field
    if passage.key == vocabulary.records[passage.kind].title:
        # The passage is from the very name.
        record = numbered(passage.kind, passage.index, vocabulary, lang)
    else:
        listed = firm.enterprise.records(passage.kind).items
        record = names_of_records(passage.kind, listed, context, lang)[passage.index]
    return say("evidence-of-record", lang, record=record, field=field)


def _score(score: tree.Score, cite: str | None, context: Context, lang: Lang, record: str | None) -> Reason:
    """Return a score as a group: each item with the points it is worth to this firm."""
    title = say("score-of", lang, points=prose(score.at_least, context.vocabulary, lang))
    items = []
    for item in score.items:
        points = number_of(item, context)
        truth = compare(Comparison.GT, points, Span(0, 0))
        shown = span_text(points, _POINT, lang)
        required = points_prose(item, context.vocabulary, lang)
        items.append(Reason("points", truth, required, shown, cite, record))
    return Reason("score", truth_of(score, context), title, record=record, items=tuple(items))


def _criterion(
    node: tree.Criterion, context: Context, lang: Lang, record: str | None, by: Evaluator
) -> Reason:
    bare = by.truth(node.test, context)
    truth = bare if node.presume is None else by.truth(node, context)
    # What is still open rests on no presumption.
    within = () if truth is Truth.UNKNOWN else presumed_by_law(node.test, context)
    return Reason(
        kind="criterion",
        truth=truth,
        required=_required(node.test, context.vocabulary, lang),
        actual=actual(node.test, context, lang),
        cite=node.cite,
        record=record,
        presumed=bare is Truth.UNKNOWN and truth is not Truth.UNKNOWN,
        presumes=tuple(prose(one, context.vocabulary, lang) for one in within),
        note=node.note,
    )


# Words depend on the vocabulary too; one is in use for long.
_prose: Remembered[tree.Node, dict[tuple[int, Lang], tuple[Vocabulary, str]]] = Remembered(lambda _: {})


def _required(test: tree.Node, vocabulary: Vocabulary, lang: Lang) -> str:
    """Return a criterion as people say it: the same words for every firm."""
    said = _prose(test)
    found = said.get((id(vocabulary), lang))
    if found is None:
        found = said[id(vocabulary), lang] = vocabulary, prose(test, vocabulary, lang)
    return found[1]


@Remembered
def _opposite(item: tree.Criterion) -> tree.Criterion:
    """Return the criterion that says of something that it must not hold."""
    presume = None if item.presume is None else not item.presume
    return replace(item, test=negate(item.test), presume=presume)


def _negated(item: tree.Node, context: Context, lang: Lang, record: str | None) -> Reason:
    """Return the reason of something that must not hold, worded so that ✓ means "fine"."""
    # Under "not" checks are taken the other way round, which the parts of a condition know nothing of.
    if isinstance(item, tree.Criterion):
        return _criterion(_opposite(item), context, lang, record, BY_TREE)
    turned = replace(context, checks=context.checks.negated, undefined=context.undefined.negated)
    inner = _reason(item, turned, lang, record, BY_TREE)
    required = say("prose-not", lang, item=inner.required)
    return replace(
        inner, truth=inner.truth.negated, required=required, kind="none" if inner.items else inner.kind
    )
