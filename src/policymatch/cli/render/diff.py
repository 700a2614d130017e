"""Two states of the rules: what changed in them, and what it means for firms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policymatch.cli.render.moves import cause_text, named_change, standing_text, worth_lines
from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import firm_title
from policymatch.compare import FirmDiff, MoveKind, Part, PartChange, PolicyEffect, RulesDiff
from policymatch.messages import Lang, say
from policymatch.policy import Policy


def diff_lines(diff: RulesDiff, lang: Lang) -> Iterator[Line]:
    """Yield the whole comparison."""
    yield Line(Rank.TITLE, say("diff-title", lang, old=diff.old_version, new=diff.new_version))
    yield from _rules(diff, lang)
    if not diff.seen:
        return
    yield Line(Rank.SECTION, say("diff-policies", lang, seen=diff.seen, moved=len(diff.firms)))
    for effect in diff.policies:
        yield from _effect(effect, lang)
    for firm in diff.firms:
        yield from _firm(firm, lang)
    yield Line(Rank.SECTION, say("diff-all-firms", lang))
    yield from worth_lines(diff.before, diff.after, Rank.ITEM, lang)
    yield Line(Rank.PLAIN, say("suggest-disclaimer", lang))


# -- the rules ---------------------------------------------------------------------------------------------


def _rules(diff: RulesDiff, lang: Lang) -> Iterator[Line]:
    rules = diff.rules
    if not (rules.added or rules.removed or rules.changed or rules.definitions):
        yield Line(Rank.PLAIN, say("diff-same", lang))
    for key, policies in (("diff-added", rules.added), ("diff-removed", rules.removed)):
        yield from _heading(say(key, lang), policies, lang)
        for policy in policies:
            yield from _named(policy)
    yield from _heading(say("diff-changed", lang), rules.changed, lang)
    for one in rules.changed:
        yield from _named(one.policy)
        yield from (Line(Rank.DETAIL, part_text(part, lang)) for part in one.parts)
    yield from _heading(say("diff-definitions", lang), rules.definitions, lang)
    for definition in rules.definitions:
        before, after = (side or say("side-none", lang) for side in (definition.before, definition.after))
        yield Line(Rank.ITEM, named_change(definition.label.in_(lang), before, after, lang))


def _heading(name: str, listed: tuple[object, ...], lang: Lang) -> Iterator[Line]:
    if listed:
        yield Line(Rank.SECTION, say("counted-heading", lang, name=name, count=len(listed)))


def _named(policy: Policy) -> Iterator[Line]:
    yield Line(Rank.ITEM, policy.title)
    yield Line(Rank.DETAIL, policy.id)


def part_text(part: PartChange, lang: Lang) -> str:
    """Return what changed in one part of a rule: its name, as it was and as it is."""
    name = say(f"rule-part-{part.part.value}", lang)
    # A clause read back cites by itself.
    if part.cite is not None and part.part is not Part.CONDITION:
        name += say("reason-cite", lang, cite=part.cite)
    if part.before is None and part.after is None:
        return name
    none = say("side-none", lang)
    before, after = (none if side is None else side.in_(lang) for side in (part.before, part.after))
    return named_change(name, before, after, lang)


# -- the firms ---------------------------------------------------------------------------------------------


def _effect(effect: PolicyEffect, lang: Lang) -> Iterator[Line]:
    yield from _named(effect.policy)
    counts = (
        say("diff-firms", lang, move=say(f"move-{kind.value}", lang), count=effect.moves[kind])
        for kind in MoveKind
        if effect.moves[kind]
    )
    yield Line(Rank.DETAIL, _joined(counts, lang))
    yield from worth_lines(effect.before, effect.after, Rank.DETAIL, lang)


def _joined(texts: Iterable[str], lang: Lang) -> str:
    return say("flag-separator", lang).join(texts)


def _firm(firm: FirmDiff, lang: Lang) -> Iterator[Line]:
    yield Line(Rank.SECTION, firm_title(firm.enterprise, lang))
    for move in firm.moves:
        kind = say(f"move-{move.kind.value}", lang)
        yield Line(Rank.ITEM, say("named-change", lang, name=kind, change=move.policy.title))
        yield Line(Rank.DETAIL, move.policy.id)
        yield Line(Rank.DETAIL, standing_text(move, lang))
        yield from (Line(Rank.DETAIL, cause_text(cause, lang)) for cause in move.causes(lang))
    yield from worth_lines(firm.before, firm.after, Rank.ITEM, lang)
