"""`Question`: one thing worth asking a firm, with what an answer looks like and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policymatch.benefit import Nature
from policymatch.matching.amount import Amount
from policymatch.messages import Both, Lang
from policymatch.questions.asked import Asked
from policymatch.questions.effort import Effort
from policymatch.questions.worth import Worth


@dataclass(frozen=True)
class Answer:
    """What an answer looks like.

    `form` is the type of the field, or "records" for a list of records; `unit` the unit of a figure;
    `choices` the words to choose from, where there are few; `example` how an answer may be written.
    """

    form: str
    example: Both
    unit: Both | None = None
    choices: tuple[Both, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question. `policies` are those whose verdict hangs on it, `decides` those it may decide by itself.

    `money` is what these policies may pay, by nature, if the firm turns out to be eligible: nothing of it is
    promised, so it begins at zero.
    """

    asked: Asked
    label: Both
    text: Both
    answer: Answer
    effort: Effort
    worth: Worth
    policies: tuple[str, ...]
    decides: tuple[str, ...]
    sources: tuple[str, ...] = ()
    money: Mapping[Nature, Amount] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return what names the question, the same for the same fact: revenue[2025], project#1.name."""
        return self.asked.id

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return plain data for JSON, with texts in `lang`."""
        answer = self.answer
        return {
            "id": self.id,
            "question": self.text.in_(lang),
            "label": self.label.in_(lang),
            "key": self.asked.key,
            "record_kind": self.asked.kind,
            "record": self.asked.record,
            "year": self.asked.year,
            "basis": self.asked.basis,
            "answer": {
                "form": answer.form,
                "unit": None if answer.unit is None else answer.unit.in_(lang),
                "choices": [choice.in_(lang) for choice in answer.choices],
                "example": answer.example.in_(lang),
            },
            "sources": list(self.sources),
            "effort": self.effort.name.lower(),
            "policies": list(self.policies),
            "decides": list(self.decides),
            "money": {nature.value: amount.to_dict() for nature, amount in self.money.items()},
            "worth": self.worth.to_dict(),
        }
