"""The past awards that an amount deducts, as lines of its arithmetic: which, and whether more may follow."""

from __future__ import annotations

from policymatch.language import Context, RecordFacts, number_of, tree, truth_of, walk
from policymatch.matching.figures import money_figure
from policymatch.matching.record_names import record_name
from policymatch.messages import Lang, say
from policymatch.values import Choice, Truth
from policymatch.vocabulary.model import AWARD


def past_lines(node: tree.Node, context: Context, lang: Lang) -> list[str]:
    """Return what past awards `node` reads: each that counts or may count, and whether the list may go on."""
    sums = [one for one in walk(node) if isinstance(one, tree.Records) and one.kind == AWARD]
    if not sums:
        return []
    awards = context.firm.records(AWARD)
    lines = []
    for index, award in enumerate(awards.items):
        there = context.inside_of(AWARD, award)
        found = [Truth.TRUE if one.where is None else truth_of(one.where, there) for one in sums]
        best = max(found)
        if best is Truth.FALSE:
            continue
        key = "step-award" if best is Truth.TRUE else "step-award-maybe"
        name = _called(award) or record_name(AWARD, award, index, context.vocabulary, lang)
        paid = number_of(tree.Fact(AWARD, "amount"), there)
        lines.append(say(key, lang, award=name, amount=money_figure(paid)))
    if not lines and awards.closed:
        lines.append(say("step-award-none", lang))
    if not awards.closed:
        lines.append(say("step-awards-open", lang))
    return lines


def _called(award: RecordFacts) -> str | None:
    """Return what an award was for, or else by which policy it was given."""
    for key in ("matter", "policy"):
        value = award.value(key)
        if isinstance(value, Choice) and value.word is not None:
            return value.word
    return None
