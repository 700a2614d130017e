"""Rosters as lines and rows: what there is, who is in by tier, who may enter or leave, who moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policymatch.cli.lists import Table
from policymatch.cli.render.explanation import reason_lines
from policymatch.cli.render.moves import cause_text, side_text
from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import firm_title, named_firm
from policymatch.compare import Cause
from policymatch.matching.phrases import verdict_phrase
from policymatch.messages import Lang, say
from policymatch.roster import Roster
from policymatch.rosters import Listed, Member, Move, MoveKind, Standing, Where

_COLUMNS = ("firm", "code", "where", "tier", "undecided", "step", "leaving")


def rosters_lines(rosters: Sequence[Roster], lang: Lang) -> Iterator[Line]:
    """Yield every roster with its tiers."""
    for roster in rosters:
        yield Line(Rank.HEAD, roster.title)
        yield Line(Rank.ID, roster.id)
        yield Line(Rank.LINE, say("roster-source", lang, issuer=roster.issuer, source=roster.source))
        for tier in roster.tiers:
            told = (
                tier.name if tier.note is None else say("roster-tier", lang, tier=tier.name, note=tier.note)
            )
            yield Line(Rank.LINE, told)
    if not rosters:
        yield Line(Rank.PLAIN, say("roster-none", lang))


# -- many firms --------------------------------------------------------------------------------------------


def list_lines(
    found: Listed,
    roster: Roster,
    only: str | None,
    earlier: Listed | None,
    moves: Sequence[Move] | None,
    lang: Lang,
    most: int | None = None,
) -> Iterator[Line]:
    """Yield a list: each tier (or `only` one), what is undecided, who may enter or leave, who moved.

    Of each sort at most so many firms are named (None: all).
    """
    yield from _head(roster, lang)
    yield Line(Rank.PLAIN, _basis(found, lang))
    for tier, name in found.tiers.items():
        if only in (None, tier):
            yield from _section(name, found.members(tier), found, lang, most)
    undecided = [
        one for one in found.undecided if only is None or any(part.tier == only for part in one.undecided)
    ]
    yield from _section(say("roster-undecided", lang), undecided, found, lang, most)
    entering = [one for one in found.entering if one.entry is not None and only in (None, one.entry.tier)]
    if entering:
        yield Line(Rank.SECTION, say("roster-entering", lang, count=len(entering)))
    for one in entering[:most]:
        yield Line(Rank.ITEM, named_firm(one.name, one.credit_code, lang))
        yield Line(Rank.DETAIL, _entry_text(one, found, lang))
    yield from _more(len(entering), most, lang)
    leaving = [one for one in found.leaving if only in (None, one.tier)]
    if leaving:
        yield Line(Rank.SECTION, say("roster-leaving", lang, count=len(leaving)))
    for one in leaving[:most]:
        yield Line(Rank.ITEM, _of_tier(one, found, lang))
        yield from (Line(Rank.DETAIL, risk.text) for risk in one.leaving)
    yield from _more(len(leaving), most, lang)
    if earlier is not None and moves is not None:
        yield from _moves(moves, found, earlier, lang)
    yield Line(Rank.NOTE, say("roster-disclaimer", lang))


def _head(roster: Roster, lang: Lang) -> Iterator[Line]:
    yield Line(Rank.TITLE, roster.title)
    yield Line(Rank.PLAIN, say("roster-source", lang, issuer=roster.issuer, source=roster.source))
    if roster.note is not None:
        yield Line(Rank.PLAIN, roster.note)


def _basis(found: Listed, lang: Lang) -> str:
    out = sum(one.where is Where.OUT for one in found.firms)
    held = sum(one.where is Where.IN for one in found.firms)
    counts = {"firms": len(found.firms), "held": held, "undecided": len(found.undecided), "out": out}
    return say("roster-basis", lang, day=found.as_of, version=found.roster_version, **counts)


def _section(
    title: str, firms: Sequence[Member], found: Listed, lang: Lang, most: int | None
) -> Iterator[Line]:
    yield Line(Rank.SECTION, say("roster-heading", lang, name=title, count=len(firms)))
    for one in firms[:most]:
        yield Line(Rank.ITEM, named_firm(one.name, one.credit_code, lang))
        yield from (Line(Rank.DETAIL, text) for text in _undecided_texts(one, found, lang))
    yield from _more(len(firms), most, lang)


def _more(count: int, most: int | None, lang: Lang) -> Iterator[Line]:
    if most is not None and count > most:
        yield Line(Rank.LINE, say("roster-more", lang, count=count - most))


def _undecided_texts(one: Member, found: Listed, lang: Lang) -> Iterator[str]:
    for part in one.undecided:
        if not part.by:
            yield say("roster-may-be-in", lang, tier=found.tiers[part.tier])
            continue
        by = say(f"undecided-{part.by}", lang)
        missing = say("list-separator", lang).join(part.missing)
        told = by if not missing else say("roster-missing", lang, by=by, missing=missing)
        yield say("roster-may-be", lang, tier=found.tiers[part.tier], told=told)


def _entry_text(one: Member, found: Listed, lang: Lang) -> str:
    assert one.entry is not None
    text = say("roster-step", lang, tier=found.tiers[one.entry.tier], step=one.entry.text)
    return text if one.entry.when is None else say("roster-step-by", lang, text=text, when=one.entry.when)


def _of_tier(one: Member, found: Listed, lang: Lang) -> str:
    name = named_firm(one.name, one.credit_code, lang)
    return name if one.tier is None else say("roster-of-tier", lang, firm=name, tier=found.tiers[one.tier])


def _moves(moves: Sequence[Move], found: Listed, earlier: Listed, lang: Lang) -> Iterator[Line]:
    yield Line(Rank.SECTION, say("roster-moves", lang, day=earlier.as_of, count=len(moves)))
    if earlier.roster_version != found.roster_version or earlier.rules_version != found.rules_version:
        yield Line(Rank.PLAIN, say("roster-rules-changed", lang))
    names = {**earlier.tiers, **found.tiers}
    for kind in MoveKind:
        for one in moves:
            if one.kind is kind:
                yield Line(Rank.ITEM, _move_text(one, names, lang))
                yield from (Line(Rank.DETAIL, _cause_text(one, cause, lang)) for cause in one.causes)


def _cause_text(move: Move, cause: Cause, lang: Lang) -> str:
    """Return one criterion with what the firm had and has; of a new firm only what it has."""
    if move.known:
        return cause_text(cause, lang)
    name = cause.required + (say("reason-cite", lang, cite=cause.cite) if cause.cite else "")
    return say("named-change", lang, name=name, change=side_text(cause.after, lang))


def _move_text(one: Move, names: dict[str, str], lang: Lang) -> str:
    none = say("roster-outside" if one.known else "roster-new", lang)
    before, after = (none if tier is None else names[tier] for tier in (one.before, one.after))
    values = {"firm": named_firm(one.name, one.credit_code, lang), "before": before, "after": after}
    return say(f"roster-move-{one.kind.value}", lang, **values)


def list_table(found: Listed, only: str | None, lang: Lang) -> Table:
    """Return a row for each firm that is in, may be in, or is one step away (of `only` one tier)."""
    header = [say(f"roster-column-{column}", lang) for column in _COLUMNS]
    return Table(found.title, _COLUMNS, header, _rows(found, only, lang))


def _rows(found: Listed, only: str | None, lang: Lang) -> Iterator[list[object]]:
    joined = say("flag-separator", lang).join
    for one in found.firms:
        tiers = {one.tier, *(part.tier for part in one.undecided)}
        tiers |= set() if one.entry is None else {one.entry.tier}
        if only in tiers or (only is None and tiers != {None}):
            yield [
                one.name,
                one.credit_code,
                say(f"roster-where-{one.where.value}", lang),
                None if one.tier is None else found.tiers[one.tier],
                joined(_undecided_texts(one, found, lang)),
                None if one.entry is None else _entry_text(one, found, lang),
                joined(risk.text for risk in one.leaving),
            ]


# -- one firm ----------------------------------------------------------------------------------------------


def standing_lines(found: Standing, lang: Lang) -> Iterator[Line]:
    """Yield where one firm stands, and why: every tier with its criteria."""
    yield Line(Rank.TITLE, firm_title(found.enterprise, lang))
    yield Line(Rank.PLAIN, say("roster-of", lang, roster=found.roster.title, day=found.as_of))
    where = say(f"roster-where-{found.where.value}", lang)
    yield Line(
        Rank.PLAIN,
        where if found.tier is None else say("roster-tier", lang, tier=where, note=found.tier.name),
    )
    for tier, match in zip(found.roster.tiers, found.matches, strict=True):
        yield Line(Rank.SECTION, tier.name)
        yield Line(Rank.LINE, verdict_phrase(match, lang))
        for reason in match.reasons(lang):
            for depth, text in reason_lines(reason, lang, match):
                yield Line(Rank.DETAIL if depth else Rank.LINE, text)
        yield from _labelled("explain-missing", [one.label.in_(lang) for one in match.missing], lang)
        yield from _labelled("explain-presumed", match.presumed(lang), lang)
    if found.entry is not None:
        yield Line(Rank.SECTION, say("roster-entering", lang, count=1))
        step = found.entry.step
        yield Line(Rank.LINE, say("roster-step", lang, tier=found.entry.tier.name, step=step.text(lang)))
        when = step.when(lang)
        if when is not None:
            yield Line(Rank.DETAIL, when)
    if found.leaving:
        yield Line(Rank.SECTION, say("roster-leaving", lang, count=1))
        yield from (Line(Rank.LINE, risk.text.in_(lang)) for risk in found.leaving)
    yield Line(Rank.NOTE, say("roster-disclaimer", lang))


def _labelled(key: str, texts: Iterable[str], lang: Lang) -> Iterator[Line]:
    listed = say("list-separator", lang).join(texts)
    if listed:
        yield Line(Rank.LINE, say("named-change", lang, name=say(key, lang), change=listed))
