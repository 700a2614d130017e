"""What answers a need, as an outline: the kinds of help, the policies, and what they mean for the firm."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import detail_lines, section_of
from policymatch.matching.phrases import amount_phrase, verdict_phrase, window_phrase
from policymatch.messages import Lang, say
from policymatch.needs import NeedAnswer, NeedPolicy
from policymatch.vocabulary.codes import regions

# What scores less stays in the data, and is not shown to people.
_FAINT = 0.2


def need_lines(answer: NeedAnswer, firm: str | None, lang: Lang) -> Iterator[Line]:
    """Yield the outline of an answer; `firm` is whose verdicts stand beside the policies."""
    yield Line(Rank.TITLE, say("need-title", lang, need=answer.query))
    if firm is not None:
        yield Line(Rank.PLAIN, say("need-firm", lang, firm=firm))
    if not answer.categories:
        yield Line(Rank.PLAIN, say("need-unread", lang))
        return
    yield Line(Rank.SECTION, say("need-categories", lang))
    for number, one in enumerate(answer.categories):
        if number and one.score < _FAINT:
            continue
        label = one.category.label.in_(lang)
        yield Line(Rank.ITEM, say("need-category", lang, label=label, score=f"{one.score:.2f}"))
        if one.words:
            yield Line(Rank.DETAIL, _words(one.words, lang))
    if answer.special is not None:
        yield Line(Rank.SECTION, say("need-no-policy", lang))
        yield Line(Rank.LINE, say(f"need-special-{answer.special.replace('_', '-')}", lang))
        return
    yield Line(Rank.SECTION, say("need-policies", lang, count=len(answer.policies)))
    if not answer.policies:
        yield Line(Rank.LINE, say("need-none", lang))
    for policy in answer.policies:
        yield from _policy_lines(policy, lang)
    yield Line(Rank.NOTE, say("need-disclaimer", lang))


def _policy_lines(one: NeedPolicy, lang: Lang) -> Iterator[Line]:
    policy, match = one.policy, one.match
    region = regions().path_label(policy.document.region)
    yield Line(Rank.ITEM, policy.title)
    yield Line(Rank.ID, say("need-policy", lang, id=policy.id, region=region))
    if match is not None:
        verdict = verdict_phrase(match, lang)
        amount, window = amount_phrase(match, lang), window_phrase(match, lang)
        yield Line(Rank.DETAIL, say("need-verdict", lang, verdict=verdict, amount=amount, window=window))
        for kind, text in detail_lines(match, section_of(match), lang):
            yield Line(Rank.CAUTION if kind == "verify" else Rank.DETAIL, text)
    if policy.summary:
        yield Line(Rank.DETAIL, policy.summary)
    if one.answering.words:
        yield Line(Rank.DETAIL, _words(one.answering.words, lang))


def _words(words: tuple[str, ...], lang: Lang) -> str:
    return say("need-words", lang, words=say("list-separator", lang).join(words))
