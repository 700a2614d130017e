"""The words that a field of a profile takes, found and printed: its values, the honours, the levels."""

from __future__ import annotations

from dataclasses import dataclass

from policymatch.messages import LANGUAGES, Both, Lang
from policymatch.vocabulary import Field, Honour, Term, Vocabulary
from policymatch.vocabulary.model import HONOUR, Scope

# More words than this are not listed in a message.
_LISTED = 40


@dataclass(frozen=True)
class Members:
    """The words of one field. An `open` field takes others too; `unknown` is the code for one refused."""

    field: Field
    scopes: tuple[Scope[Term] | Scope[Honour], ...]
    open: bool
    unknown: str = "unknown-value"

    def find(self, word: str) -> Term | None:
        """Return the term that goes by `word`, or None."""
        return next((term for scope in self.scopes if (term := scope.find(word)) is not None), None)

    def nearest(self, word: str) -> str | None:
        """Return the known word most like `word`, or None."""
        return Scope(self._terms()).nearest(word)

    def name(self, key: str, lang: Lang) -> str:
        """Return the name of a member as a profile writes it; a word that is no member is itself."""
        return next((scope[key].name_in(lang) for scope in self.scopes if key in scope), key)

    @property
    def listed(self) -> Both:
        """Return all words, as a message lists them."""
        terms = self._terms()
        more = "……" if len(terms) > _LISTED else ""
        zh, en = ([term.name_in(lang) for term in terms[:_LISTED]] for lang in LANGUAGES)
        return Both("、".join(zh) + more, ", ".join(en) + more)

    def _terms(self) -> list[Term]:
        return list({key: term for scope in reversed(self.scopes) for key, term in scope.items()}.values())


def members_of(field: Field, kind: str | None, vocabulary: Vocabulary) -> Members:
    """Return the words of a field of the firm (`kind` None) or of a record of `kind`.

    The name of an honour is one of the vocabulary's honours; its level may be one that a city has added to
    the levels.
    """
    if kind == HONOUR and field.key == "name":
        return Members(field, (vocabulary.honours,), open=False, unknown="unknown-honour")
    if kind == HONOUR and field.key == "level":
        return Members(field, (vocabulary.levels, field.values), field.open)
    return Members(field, (field.values,), field.open)
