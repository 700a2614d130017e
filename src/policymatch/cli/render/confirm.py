"""A decision that has been noted, and what it does to the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policymatch.cli.render.moves import named_change
from policymatch.cli.render.outline import Line, Rank
from policymatch.compare.standing import Standing, moves_between
from policymatch.enterprise import Confirmation
from policymatch.matching import Recommendation
from policymatch.matching.facts_shown import confirmed_text
from policymatch.matching.unused import UnusedConfirmation
from policymatch.messages import Lang, say
from policymatch.policy import Policy


@dataclass(frozen=True)
class Confirmed:
    """A decision, what the rules say to the firm without it and with it, and the file it is written to."""

    made: Confirmation
    before: Recommendation
    after: Recommendation
    file: str

    @cached_property
    def standings(self) -> tuple[tuple[Policy, Standing, Standing], ...]:
        """Return where the policy stood and stands; of a definition, the policies that stand otherwise."""
        matches = [*self.before.matches, *(one.match for one in self.before.not_in_force)]
        for match in matches:
            if match.policy_id == self.made.policy:
                now = self.after.match(match.policy_id)
                return ((match.policy, Standing(match), Standing(now)),)
        moves = moves_between(self.before, self.after)
        return tuple((move.policy, move.before, move.after) for move in moves)

    @property
    def unused(self) -> UnusedConfirmation | None:
        """Return why the decision does not count on the day asked about; None when it does."""
        return next((one for one in self.after.unused if one.confirmation == self.made), None)

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        return {
            "file": self.file,
            "as_of": self.after.as_of.isoformat(),
            "confirmation": self.made.to_dict(),
            "unused": None if self.unused is None else self.unused.to_dict(lang),
            "decision_id": {"before": self.before.decision_id, "after": self.after.decision_id},
            "verdicts": [
                {"policy_id": one.id, "title": one.title, "before": old.to_dict(), "after": new.to_dict()}
                for one, old, new in self.standings
            ],
        }


def confirmed_lines(done: Confirmed, lang: Lang) -> Iterator[Line]:
    """Yield what was noted, and the verdict before and after."""
    made = done.made
    told = say("confirmed-check", lang, check=made.check, told=confirmed_text(made, lang))
    if made.record is not None:
        told = say("step-of-record", lang, record=made.record, step=told)
    yield Line(Rank.PLAIN, told)
    for policy, old, new in done.standings:
        before, after = old.text(lang), new.text(lang)
        if before == after:
            told = say("confirmed-stays", lang, policy=policy.title, verdict=after)
        else:
            told = named_change(policy.title, before, after, lang)
        yield Line(Rank.LINE, told)
    if not done.standings:
        yield Line(Rank.LINE, say("confirmed-moves-nothing", lang))
    if done.unused is not None:
        yield Line(Rank.CAUTION, done.unused.say(lang))
    yield Line(Rank.NOTE, say("confirmed-saved", lang, file=done.file, as_of=done.after.as_of))
