"""From what somebody types to a decision: the policy, one of its checks by number or text, and the record."""

from __future__ import annotations

from datetime import date

from policymatch.derivation import Derivation
from policymatch.enterprise import Confirmation, Enterprise
from policymatch.library import PolicyLibrary
from policymatch.matching.record_names import names_apart, numbered, record_name, record_names
from policymatch.matching.unused import checked
from policymatch.messages import Both, Lang
from policymatch.names import nearest
from policymatch.policy import Policy
from policymatch.problems import NotFoundError, Problem
from policymatch.text import normalise
from policymatch.vocabulary import Vocabulary


def confirmation_of(
    enterprise: Enterprise,
    library: PolicyLibrary,
    policy: str,
    check: str,
    holds: bool,
    by: str,
    on: date,
    note: str | None = None,
    record: str | None = None,
    lang: Lang = "zh",
) -> Confirmation:
    """Return the decision that `by` made on a check of `policy` (or of the definition of a fact).

    `check` is its text or its number; `record` the name of one of the firm's records. Raises NotFoundError
    when the library has no such policy, the policy no such check, or the firm no such record.
    """
    owner = checked(policy, library)
    if owner is None:
        owner = library.get(policy)
    name = owner.id if isinstance(owner, Policy) else library.vocabulary.fields[owner.key].name_in(lang)
    text = _text(owner, name, check)
    called = None if record is None else _record(owner, name, record, enterprise, library.vocabulary, lang)
    return Confirmation(name, text, holds, by, on, note, called)


def _text(owner: Policy | Derivation, name: str, check: str) -> str:
    texts = [one.text for one in owner.checks]
    if not texts:
        raise NotFoundError(Problem("no-checks", values={"policy": name}))
    if check.isascii() and check.isdigit() and 1 <= int(check) <= len(texts):
        return texts[int(check) - 1]
    wanted = normalise(check)
    for text in texts:
        if normalise(text) == wanted:
            return text
    listed = "；".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
    values = {"found": check, "policy": name, "expected": listed}
    raise NotFoundError(Problem("unknown-check", values=values, nearest=nearest(check, texts)))


def _record(
    owner: Policy | Derivation,
    name: str,
    record: str,
    enterprise: Enterprise,
    vocabulary: Vocabulary,
    lang: Lang,
) -> str:
    """Return what reasons call the record that is meant: by its place where others bear the same name."""
    kind = owner.record if isinstance(owner, Policy) else None
    if kind is None:
        raise NotFoundError(Problem("not-for-records", values={"policy": name}))
    items = enterprise.records(kind).items
    called = [record_name(kind, one, index, vocabulary, lang) for index, one in enumerate(items)]
    names = [record_names(kind, one, index, vocabulary) for index, one in enumerate(items)]
    meant = [index for index, one in enumerate(names) if normalise(record) in one]
    label: Both = vocabulary.records[kind].both
    apart = names_apart(kind, items, vocabulary, lang)
    values: dict[str, object] = {"found": record, "kind": label, "expected": "、".join(apart) or "—"}
    if not meant:
        raise NotFoundError(Problem("unknown-checked-record", values=values, nearest=nearest(record, apart)))
    if len(meant) > 1:
        values["expected"] = "、".join(numbered(kind, index, vocabulary, lang) for index in meant)
        raise NotFoundError(Problem("ambiguous-record", values=values))
    (place,) = meant
    shared = sum(normalise(called[place]) in one for one in names) > 1
    return numbered(kind, place, vocabulary, lang) if shared else called[place]
