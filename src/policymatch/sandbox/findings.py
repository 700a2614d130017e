"""What a simulation comes to in a few sentences, the most important first; and how it was worked out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policymatch.matching.phrases import yuan_text
from policymatch.messages import Lang, say
from policymatch.sandbox.budget import fits
from policymatch.sandbox.model import Allowed, Curve, FunnelStep, Overlap, Simulation, undecided_by
from policymatch.sandbox.words import exact_money, share, short_yuan

# What is longer than this is told by its beginning: the table has it whole.
_TEXT = 80


def findings(found: Simulation, lang: Lang) -> Iterator[str]:
    """Yield what to know first."""
    counts = found.overall.counts
    yield say(
        "sandbox-found-firms",
        lang,
        firms=f"{counts.firms:,}",
        eligible=f"{counts.eligible:,}",
        undecided=f"{counts.undecided:,}",
        ineligible=f"{counts.ineligible:,}",
    )
    yield from _money(found, lang)
    yield from budget_lines(found, lang)
    yield from _criteria(found, lang)
    yield from _overlap(found, lang)


def _money(found: Simulation, lang: Lang) -> Iterator[str]:
    if found.draft.benefit.amount is None:
        yield f"{say('sandbox-not-stated', lang)}{'。' if lang == 'zh' else '.'}"
        return
    overall = found.overall
    yield say("sandbox-found-money", lang, money=exact_money(overall.money, lang))
    if overall.counts.undecided:
        yield say("sandbox-found-if-eligible", lang, money=exact_money(overall.if_eligible, lang))
    both = found.most
    if both.endless:
        yield say("sandbox-found-endless", lang, count=f"{both.endless:,}")
    if both.more:
        yield say("sandbox-found-more", lang, count=f"{both.more:,}")


def budget_lines(found: Simulation, lang: Lang) -> Iterator[str]:
    """Yield whether the budget is enough, and up to which threshold."""
    if found.budget_fen is None or found.draft.benefit.amount is None:
        return
    budget = short_yuan(found.budget_fen, lang)
    certain, cautious = (fits(found.overall, found.budget_fen, every) for every in (False, True))
    key = "enough" if cautious else "perhaps" if certain else "short"
    money = found.most if certain else found.overall.money
    yield say(f"sandbox-budget-{key}", lang, budget=budget, most=_most(money.most_fen, lang))
    for name in ("certain", "cautious"):
        if name == "cautious" and not found.overall.counts.undecided:
            continue
        for curve in found.curves:
            allowed = getattr(curve, name)
            if allowed is not None and _says_something(allowed, name == "cautious"):
                line = _allowed(curve, allowed, name == "cautious", lang)
                yield say(f"sandbox-allowed-{name}", lang, line=line)


def _says_something(allowed: Allowed, cautious: bool) -> bool:
    """Return whether the budget ends somewhere, or somebody is paid before it does."""
    if allowed.next is not None or allowed.fits is None:
        return allowed.next is not None
    counts = allowed.fits.tally.counts
    return bool(counts.eligible + counts.undecided if cautious else counts.eligible)


def _allowed(curve: Curve, allowed: Allowed, cautious: bool, lang: Lang) -> str:
    values: dict[str, object] = {
        "number": curve.threshold.clause,
        "label": curve.label.in_(lang),
    }
    for name, money, point in (("fits", "money", allowed.fits), ("next", "more", allowed.next)):
        if point is not None:
            tally = point.tally
            whole = tally.money + tally.if_eligible if cautious else tally.money
            values |= {name: point.text.in_(lang), money: _most(whole.most_fen, lang)}
    key = "none" if allowed.fits is None else "all" if allowed.next is None else ""
    return say(f"sandbox-allowed-{key}" if key else "sandbox-allowed", lang, **values)


def _most(fen: int | None, lang: Lang) -> str:
    # To the fen: what fits and what does not may be a hair apart.
    return say("sandbox-no-end", lang) if fen is None else yuan_text(Decimal(fen).scaleb(-2), lang)


def _criteria(found: Simulation, lang: Lang) -> Iterator[str]:
    counts = found.overall.counts
    costly = max(found.funnel, key=lambda one: (one.costs(counts), -one.number), default=None)
    if costly is not None and costly.costs(counts):
        yield _of(costly, "cost", lang, costly.costs(counts))
    if counts.firms:
        yield from (_of(one, "nobody", lang) for one in found.funnel if one.met_by_nobody)
        yield from (_of(one, "everybody", lang) for one in found.funnel if one.met_by_everybody)
    for one in undecided_by(found.funnel)[:1]:
        yield _of(one, "open", lang, one.open)


def _of(step: FunnelStep, what: str, lang: Lang, count: int = 0) -> str:
    text = step.text.in_(lang)
    short = text if len(text) <= _TEXT else f"{text[: _TEXT - 1]}…"
    return say(f"sandbox-found-{what}", lang, number=step.number, text=short, count=f"{count:,}")


def _overlap(found: Simulation, lang: Lang) -> Iterator[str]:
    eligible = found.overall.counts.eligible
    if not eligible:
        return
    if not found.overlaps:
        yield say("sandbox-found-no-overlap", lang, policies=found.in_force)
    for one in found.overlaps[:1]:
        marks = marks_text(one, lang)
        yield say(
            "sandbox-found-overlap",
            lang,
            count=f"{one.both:,}",
            share=share(one.both, eligible, lang),
            title=one.policy.title,
            marks=say("sandbox-marks", lang, marks=marks) if marks else "",
        )


def marks_text(one: Overlap, lang: Lang) -> str:
    """Return how a policy in force stands to the draft."""
    marks = {"earlier": one.earlier, "excluded": one.excluded, "nature": one.same_nature}
    told = (say(f"sandbox-mark-{name}", lang) for name, holds in marks.items() if holds)
    return say("list-separator", lang).join(told)


def basis(found: Simulation, lang: Lang) -> Iterator[str]:
    """Yield how the simulation was worked out, and what it does not say."""
    if found.days is not None:
        first, last = found.days
        yield say(
            "sandbox-basis-day" if first == last else "sandbox-basis-days", lang, first=first, last=last
        )
    yield say("sandbox-basis-force", lang)
    yield say("sandbox-basis-verdicts", lang)
    if found.draft.benefit.amount is not None:
        nature = say(f"nature-{found.nature.value.replace('_', '-')}", lang)
        yield say("sandbox-basis-nature", lang, nature=nature)
    yield say("sandbox-basis-rules", lang, version=found.rules_version, policies=found.in_force)
    if found.problems:
        yield say("sandbox-basis-problems", lang, count=len(found.problems))
    yield say("sandbox-basis-names", lang)
