"""What a firm states and nobody has verified, where only verified facts count: told, not called not given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from policymatch.enterprise import Enterprise, Known, Record
from policymatch.language import Context, RecordFacts, tree
from policymatch.matching.derive import year_asked
from policymatch.matching.firm import everything_of, firm_on
from policymatch.matching.record_names import names_apart
from policymatch.messages import Lang, say


def as_stated(context: Context) -> Context | None:
    """Return the same question with all that is stated, verified or not; None where it all counts anyway."""
    firm = firm_on(context)
    if firm is None or firm.whole is None:
        return None
    inside = {kind: firm.as_stated(record) for kind, record in context.inside.items()}
    record = firm.as_stated(context.record)
    return replace(context, firm=everything_of(context), record=record, inside=inside)


def names_of_records(
    kind: str | None, records: Sequence[RecordFacts], context: Context, lang: Lang
) -> list[str]:
    """Return what all records of one list are called, by names that need not be verified."""
    firm = firm_on(context)
    named = [(None if firm is None else firm.as_stated(one)) or one for one in records]
    return names_apart(kind, named, context.vocabulary, lang)


def told_with_stated(
    tell: Callable[[Context], str], facts: tuple[tree.Fact, ...], context: Context, lang: Lang
) -> str:
    """Return what counts of `facts`, and what is stated beyond it with the words that it awaits verification.

    `tell` says what a question knows of them, in `lang`.
    """
    shown, whole = tell(context), as_stated(context)
    if whole is None:
        return shown
    stated, nothing = tell(whole), say("not-given", lang)
    if stated in (shown, nothing):
        return shown
    if shown == nothing:
        whose = _whose(facts, whole, lang)
        # What follows from facts that await verification awaits it, too.
        key = "rests-on-unverified" if whose is None else "to-be-verified"
        return say(key, lang, value=stated, whose=whose)
    return say("with-unverified", lang, value=shown, stated=stated)


def _whose(facts: tuple[tree.Fact, ...], whole: Context, lang: Lang) -> str | None:
    """Return who states the unverified ones of `facts`: their sources, or the firm; None if nobody does."""
    found = [known for fact in facts for known in _unverified(fact, whole)]
    if not found:
        return None
    sources = dict.fromkeys(known.source for known in found if known.source is not None)
    if sources:
        return say("list-separator", lang).join(sources)
    declared = all(known.verified is False for known in found)
    return say("self-declared" if declared else "as-stated", lang)


def _unverified(fact: tree.Fact, whole: Context) -> list[Known]:
    firm = firm_on(whole)
    if fact.kind is None:
        owner: object = None if firm is None else firm.enterprise
    else:
        owner = whole.inside.get(fact.kind, whole.record)
    if not isinstance(owner, Enterprise | Record):
        return []
    year = year_asked(fact, whole)
    return [
        known
        for (key, of, basis), known in owner.facts.items()
        if key == fact.key
        and year in (None, of)
        and fact.basis in (None, basis)
        and known.verified is not True
    ]
