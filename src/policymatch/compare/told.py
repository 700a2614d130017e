"""What a change did, for people: which fact or list, what was known of it before and after, and cautions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policymatch.enterprise import FactKey, Known, Record
from policymatch.language import tree
from policymatch.language.names_of import fact_label
from policymatch.matching.facts_shown import value_text
from policymatch.matching.record_names import record_name
from policymatch.messages import Both, Lang, say
from policymatch.values import Listing
from policymatch.vocabulary import RecordKind, Vocabulary

_SHOWN = 6


@dataclass(frozen=True)
class Change:
    """One fact or one list of records as it was and as it would be.

    `key` is that of the field, or of the record kind when `of_records`. `year` and `basis` are those of a
    yearly figure and of one in a basis. `notes` say what the change does not do.
    """

    argument: str
    key: str
    label: Both
    before: Both
    after: Both
    year: int | None = None
    basis: str | None = None
    of_records: bool = False
    notes: tuple[Both, ...] = ()

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "argument": self.argument,
            "key": self.key,
            "of_records": self.of_records,
            "year": self.year,
            "basis": self.basis,
            "label": self.label.in_(lang),
            "before": self.before.in_(lang),
            "after": self.after.in_(lang),
            "notes": [one.in_(lang) for one in self.notes],
        }


def in_both(tell: Callable[[Lang], str]) -> Both:
    """Return what `tell` says in either language."""
    return Both(tell("zh"), tell("en"))


def note(key: str, **values: object) -> Both:
    """Return a message of the catalogue in both languages."""
    return in_both(lambda lang: say(key, lang, **values))


def fact_change(
    argument: str,
    fact: FactKey,
    before: Known | None,
    after: Known | None,
    vocabulary: Vocabulary,
    notes: Sequence[Both] = (),
) -> Change:
    """Return the change of one fact of the firm; None is a fact of which nothing is known."""
    key, year, basis = fact
    field = vocabulary.fields[key]
    dated = None if year is None else tree.Year(year, relative=False)
    named = tree.Fact(None, key, dated, basis)

    def value(known: Known | None) -> Both:
        return in_both(lambda lang: value_text(field.unknown if known is None else known.value, field, lang))

    return Change(
        argument,
        key,
        in_both(lambda lang: fact_label(named, vocabulary, lang)),
        value(before),
        value(after),
        year,
        basis,
        notes=tuple(notes),
    )


def list_change(
    argument: str,
    kind: RecordKind,
    before: Listing[Record] | None,
    after: Listing[Record] | None,
    vocabulary: Vocabulary,
    notes: Sequence[Both] = (),
) -> Change:
    """Return the change of one list of records; None is a list of which nothing is known."""

    def listed(listing: Listing[Record] | None) -> Both:
        return in_both(lambda lang: _listed(listing, kind, vocabulary, lang))

    return Change(
        argument, kind.key, kind.both, listed(before), listed(after), of_records=True, notes=tuple(notes)
    )


def _listed(listing: Listing[Record] | None, kind: RecordKind, vocabulary: Vocabulary, lang: Lang) -> str:
    if listing is None or not (listing.items or listing.closed):
        return say("not-given", lang)
    if not listing.items:
        return say("list-none", lang)
    names = [
        record_name(kind.key, one, index, vocabulary, lang)
        for index, one in enumerate(listing.items[:_SHOWN])
    ]
    text = say("list-separator", lang).join(names)
    if len(listing.items) > _SHOWN:
        text = say("change-list-more", lang, listed=text, count=len(listing.items))
    return text if listing.closed else say("list-open", lang, listed=text)
