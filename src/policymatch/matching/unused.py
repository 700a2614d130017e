"""Decisions of people that do not count, and why: nothing that somebody has decided is dropped unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from policymatch.derivation import Derivation
from policymatch.enterprise import Confirmation, Enterprise
from policymatch.language import tree
from policymatch.library import PolicyLibrary
from policymatch.matching.decided import Decisions
from policymatch.messages import Lang, say
from policymatch.names import nearest
from policymatch.policy import Policy
from policymatch.text import normalise


class Why(StrEnum):
    """Why a decision does not count."""

    POLICY = "policy"  # the library has no such policy, nor a definition of such a fact
    CHECK = "check"  # the policy has no such check: its text may have changed since
    RECORD = "record"  # the firm has no such record, or the policy is not for each record
    SEVERAL = "several"  # several records bear that name
    LATER = "later"  # made after the day asked about
    AGAINST = "against"  # another one of the same day says the opposite, under another name of the same thing


@dataclass(frozen=True)
class UnusedConfirmation:
    """A decision that does not count.

    `owner` is the id of the policy, or the key of the fact, where there is one; `near` the name that may have
    been meant.
    """

    confirmation: Confirmation
    why: Why
    owner: str | None = None
    near: str | None = None

    def say(self, lang: Lang) -> str:
        """Return the notice for a person."""
        one = self.confirmation
        values = {"policy": one.policy, "check": one.check, "record": one.record, "by": one.by, "on": one.on}
        told = say(f"unused-{self.why}", lang, **values)
        return told if self.near is None else told + say("did-you-mean", lang, nearest=self.near)

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with the wording in `lang`."""
        return {**self.confirmation.to_dict(), "why": self.why.value, "text": self.say(lang)}


def unused_confirmations(
    enterprise: Enterprise, library: PolicyLibrary, as_of: date
) -> tuple[UnusedConfirmation, ...]:
    """Return the decisions of a profile that do not count on a day, in the order of the profile.

    One that a later decision replaces is history, and not among them.
    """
    if not enterprise.confirmations:
        return ()
    decisions = Decisions(enterprise, as_of, library.vocabulary)
    found = [_judged(one, library, as_of, decisions) for one in enterprise.confirmations]
    answers: dict[_Subject, set[bool]] = {}
    for one in found:
        if not isinstance(one, UnusedConfirmation):
            answers.setdefault(one[0], set()).add(one[1].holds)
    made = []
    for one in found:
        if isinstance(one, UnusedConfirmation):
            made.append(one)
        elif len(answers[one[0]]) > 1:
            made.append(UnusedConfirmation(one[1], Why.AGAINST, one[0][0]))
    return tuple(made)


# Policy or fact, check, place of the record, day: what has but one answer.
_Subject = tuple[str, str, int | None, date]


def _judged(
    one: Confirmation, library: PolicyLibrary, as_of: date, decisions: Decisions
) -> UnusedConfirmation | tuple[_Subject, Confirmation]:
    owner = checked(one.policy, library)
    if owner is None:
        return UnusedConfirmation(one, Why.POLICY, near=nearest(one.policy, library.policies))
    name, kind = (owner.id, owner.record) if isinstance(owner, Policy) else (owner.key, None)
    texts = [check.text for check in owner.checks]
    if normalise(one.check) not in map(normalise, texts):
        return UnusedConfirmation(one, Why.CHECK, name, nearest(one.check, texts))
    if one.on > as_of:
        return UnusedConfirmation(one, Why.LATER, name)
    place = None
    if one.record is not None:
        places = () if kind is None else decisions.records_meant(kind, one.record)
        if len(places) != 1:
            return UnusedConfirmation(one, Why.SEVERAL if places else Why.RECORD, name)
        place = places[0]
    return (name, normalise(one.check), place, one.on), one


def checked(name: str, library: PolicyLibrary) -> Policy | Derivation | None:
    """Return the policy, tier of a roster, or definition of a fact whose checks a decision names, or None."""
    # As decisions are found: names alike but for width, case and white space are one name.
    wanted = normalise(name)
    known = chain(library, library.tiers())
    found = library.policies.get(name) or next((one for one in known if normalise(one.id) == wanted), None)
    if found is not None:
        return found
    field = library.vocabulary.fields.find(name)
    return None if field is None else library.derivations.get(field.key)


def check_number(owner: Policy | Derivation, check: tree.Check) -> int | None:
    """Return the number of a check among those of its policy, from 1; None for a check of another."""
    texts = [one.text for one in owner.checks]
    return texts.index(check.text) + 1 if check.text in texts else None
