"""The road of honours: for every rung whether it is held, whether the firm qualifies, and what is missing.

The order is that in which firms take them: 科技型中小企业, 高新技术企业, 创新型, 专精特新, 小巨人. In law few
of them are a condition of the next, and none is held because the one above it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from policymatch.derivation import Version
from policymatch.enterprise import Enterprise
from policymatch.language import Context, prose, tree, truth_of
from policymatch.library import PolicyLibrary
from policymatch.matching.derive import version_for
from policymatch.matching.firm import FirmOn, Law, firm_on
from policymatch.matching.missing import Missing, missing_for
from policymatch.messages import Both, Lang
from policymatch.nearest.change import Step
from policymatch.nearest.size import size_of
from policymatch.nearest.solve import KEPT
from policymatch.nearest.steps import changes_of, solved, when
from policymatch.nearest.trial import Start, Trial
from policymatch.values import Choice, Span, Truth
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.model import HONOUR

# The honours from the lowest rung up, each with the fact that says whether the firm meets its conditions.
ROAD = (
    ("tech_sme", "meets_tech_sme"),
    ("high_tech_enterprise", "meets_high_tech"),
    ("innovative_sme", "meets_innovative_sme"),
    ("specialized_sme", "meets_specialized_sme"),
    ("little_giant", "meets_little_giant"),
)


@dataclass(frozen=True)
class Rung:
    """One honour on the road (its key).

    `held`: the firm has the certificate. `qualifies`: it meets the conditions on the day. `unknown_law` says
    why nobody can tell: the law's figures are not known to us. `failing` are the conditions that it does not
    meet, `missing` the facts that are not known, `steps` what would make it meet them.
    """

    honour: str
    name: Both
    held: Truth
    qualifies: Truth
    source: str | None = None
    unknown_law: str | None = None
    failing: tuple[Both, ...] = ()
    missing: tuple[Missing, ...] = ()
    steps: tuple[Step, ...] = ()
    # The last day of the certificate that is held, where it is known.
    expires: date | None = None

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data; a yes or no is true, false or null (unknown)."""
        return {
            "honour": self.honour,
            "name": self.name.in_(lang),
            "held": _plain(self.held),
            "qualifies": _plain(self.qualifies),
            "source": self.source,
            "unknown_law": self.unknown_law,
            "failing": [one.in_(lang) for one in self.failing],
            "missing": [one.to_dict(lang) for one in self.missing],
            "steps": [step.to_dict(lang) for step in self.steps],
            "expires": None if self.expires is None else self.expires.isoformat(),
        }


@dataclass(frozen=True)
class Road:
    """All rungs for one firm on one day, the lowest first."""

    enterprise: Enterprise
    as_of: date
    rungs: tuple[Rung, ...]

    @property
    def next(self) -> Rung | None:
        """Return the lowest rung that the firm is not known to hold; None above the last."""
        return next((rung for rung in self.rungs if rung.held is not Truth.TRUE), None)

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with texts in `lang`."""
        following = self.next
        return {
            "enterprise": self.enterprise.name,
            "as_of": self.as_of.isoformat(),
            "next": None if following is None else following.honour,
            "rungs": [rung.to_dict(lang) for rung in self.rungs],
        }


def road_of(enterprise: Enterprise, library: PolicyLibrary, as_of: date) -> Road:
    """Return where a firm stands on the road of honours on a day."""
    law = Law(library.derivations, library.vocabulary)
    return _road(FirmOn(enterprise, as_of, law), library.vocabulary)


def road_in(context: Context) -> Road | None:
    """Return the same for the firm of a match; None where there is no firm."""
    firm = firm_on(context)
    return None if firm is None else _road(firm.whole or firm, context.vocabulary)


def _road(firm: FirmOn, vocabulary: Vocabulary) -> Road:
    start = Start(firm, vocabulary)
    known = ((honour, fact) for honour, fact in ROAD if fact in vocabulary.fields)
    return Road(firm.enterprise, firm.as_of, tuple(_rung(honour, fact, start) for honour, fact in known))


def _rung(honour: str, key: str, start: Start) -> Rung:
    trial = Trial(start)
    context = trial.firm_context
    holds = tree.Holds(tree.Holding.HOLDS, (tree.HonourWanted(honour),))
    meets = tree.IsTrue(tree.Fact(None, key))
    held, qualifies = truth_of(holds, context), truth_of(meets, context)
    name = start.vocabulary.honours[honour].both
    definition = start.definition(meets.fact, context)
    version = None if definition is None else version_for(definition, context, None)
    source = None if definition is None else definition.source
    if held is Truth.TRUE:
        return Rung(honour, name, held, qualifies, source, expires=_expires(honour, start.firm))
    return Rung(
        honour,
        name,
        held,
        qualifies,
        source,
        None if version is None else version.open,
        tuple(_failing(version, context)) if qualifies is Truth.FALSE else (),
        _missing(meets, context) if qualifies is Truth.UNKNOWN else (),
        _steps(meets, trial) if qualifies is Truth.FALSE else (),
    )


def _expires(honour: str, firm: FirmOn) -> date | None:
    """Return the last day of an honour, the latest where it is listed more than once."""
    found = []
    for record in firm.enterprise.records(HONOUR).items:
        name, expires = record.value("name"), record.value("expires")
        if isinstance(name, Choice) and name.members == frozenset((honour,)) and isinstance(expires, Span):
            found.append(cast("date | None", expires.low))
    return max((day for day in found if day is not None), default=None)


def _failing(version: Version | None, context: Context) -> Iterator[Both]:
    """Yield the conditions of a definition that the firm certainly does not meet."""
    rule = None if version is None else version.rule
    if rule is None or truth_of(rule, context) is not Truth.FALSE:
        return
    items = rule.items if isinstance(rule, tree.All) else (rule,)
    for item in items:
        if truth_of(item, context) is Truth.FALSE:
            yield Both(prose(item, context.vocabulary, "zh"), prose(item, context.vocabulary, "en"))


def _steps(meets: tree.IsTrue, trial: Trial) -> tuple[Step, ...]:
    """Return what would make the firm meet the conditions, so far as its facts are known."""

    def accepts(one: Trial) -> bool:
        return truth_of(meets, one.firm_context) is not Truth.FALSE

    found = sorted(solved(meets, trial, accepts), key=size_of)[:KEPT]
    return tuple(_step(meets, one) for one in found)


def _step(meets: tree.IsTrue, trial: Trial) -> Step:
    changes = changes_of(trial, lambda one: truth_of(meets, one.firm_context) is not Truth.FALSE)
    by, next_filing = when(trial, None)
    missing = _missing(meets, trial.firm_context)
    return Step(changes, size_of(trial), by, next_filing, missing=missing)


def _missing(meets: tree.IsTrue, context: Context) -> tuple[Missing, ...]:
    """Return what an open rung waits for, other than that somebody states the answer itself."""
    found = missing_for(tree.Criterion(meets), context)
    return tuple(one for one in found if one.key != meets.fact.key)


def _plain(truth: Truth) -> bool | None:
    return truth is Truth.TRUE if truth.known else None
