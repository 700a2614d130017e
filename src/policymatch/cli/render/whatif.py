"""A firm in two states: what was supposed, which policies move and why, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.cli.render.moves import cause_text, named_change, standing_text, worth_lines
from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import firm_title, package_amount
from policymatch.compare import Comparison, MoveKind, PackageChange
from policymatch.compare.worth import worth
from policymatch.messages import Lang, say
from policymatch.package.told import yuan_text


def comparison_lines(comparison: Comparison, lang: Lang) -> Iterator[Line]:
    """Yield the whole comparison."""
    before, after = comparison.before, comparison.after
    yield Line(Rank.TITLE, firm_title(before.enterprise, lang))
    decisions = {"before": before.decision_id, "after": after.decision_id}
    basis = say("whatif-basis", lang, as_of=before.as_of, rules=before.rules_version, **decisions)
    yield Line(Rank.PLAIN, basis)
    yield Line(Rank.SECTION, say("whatif-changes", lang))
    for change in comparison.changes:
        sides = change.before.in_(lang), change.after.in_(lang)
        yield Line(Rank.ITEM, named_change(change.label.in_(lang), *sides, lang))
        yield from (Line(Rank.CAUTION, note.in_(lang)) for note in change.notes)
    yield from (Line(Rank.CAUTION, caution.in_(lang)) for caution in comparison.cautions)
    for kind in MoveKind:
        yield from _moves(comparison, kind, lang)
    worths = worth(before), worth(after)
    lines = list(worth_lines(*worths, Rank.ITEM, lang))
    if lines:
        yield Line(Rank.SECTION, say("whatif-worth", lang))
        yield from lines
    for key, package in (("package-sure", comparison.sure), ("package-reachable", comparison.reachable)):
        yield from _package(key, package, lang)
    yield Line(Rank.PLAIN, _rest(comparison, lang))
    yield Line(Rank.PLAIN, say("suggest-disclaimer", lang))


def _package(key: str, change: PackageChange, lang: Lang) -> Iterator[Line]:
    """Yield how a package changes; nothing of one that stays as it is."""
    if not change.paid:
        return
    before, after = (package_amount(side, lang) for side in (change.before, change.after))
    yield Line(Rank.SECTION, say(key, lang, amount=say("became", lang, before=before, after=after)))
    for candidate, paid in change.paid.items():
        none = say("package-without", lang)
        old, new = (none if fen is None else yuan_text(fen, lang) for fen in paid)
        yield Line(Rank.ITEM, named_change(change.title(candidate), old, new, lang))


def _rest(comparison: Comparison, lang: Lang) -> str:
    if not comparison.moves:
        return say("whatif-nothing", lang)
    return say("whatif-unchanged", lang, count=comparison.unchanged)


def _moves(comparison: Comparison, kind: MoveKind, lang: Lang) -> Iterator[Line]:
    moves = comparison.of(kind)
    if moves:
        name = say(f"move-{kind.value}", lang)
        yield Line(Rank.SECTION, say("counted-heading", lang, name=name, count=len(moves)))
    for move in moves:
        yield Line(Rank.ITEM, move.policy.title)
        yield Line(Rank.DETAIL, move.policy.id)
        yield Line(Rank.DETAIL, standing_text(move, lang))
        yield from (Line(Rank.DETAIL, cause_text(cause, lang)) for cause in move.causes(lang))
