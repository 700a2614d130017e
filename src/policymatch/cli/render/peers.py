"""Similar firms as lines: who they are and why, then what they get, by what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from policymatch.cli.render.outline import Line, Rank
from policymatch.cli.render.sections import detail_lines, firm_title, summary_lines
from policymatch.matching.phrases import nature_text
from policymatch.messages import Lang, say
from policymatch.peers import Peer, PeerPolicy, Peers, Way
from policymatch.peers.told import feature_text

# What stands in the way, as the sections of a recommendation name it.
_SECTIONS = {Way.TELL: "undecided", Way.STEP: "near", Way.JUDGE: "check", Way.CLOSED: "ineligible"}


def peers_lines(peers: Peers, lang: Lang, anonymous: bool) -> Iterator[Line]:
    """Yield the whole answer; with `anonymous` no firm but the one asked about is told of by itself."""
    name, basis = summary_lines(peers.recommendation, lang)
    yield Line(Rank.TITLE, name)
    yield Line(Rank.PLAIN, basis)
    if not peers.nearest:
        yield Line(Rank.PLAIN, say("peers-none", lang))
        return
    yield Line(Rank.SECTION, say("peers-nearest", lang, seen=peers.seen, count=len(peers.nearest)))
    if anonymous:
        yield from _together(peers, lang)
    else:
        for peer in peers.nearest:
            yield from _peer(peer, peers, lang)
    shown = peers.shown(anonymous)
    for way in Way:
        found = [one for one in shown if one.way is way]
        if found:
            heading = say(f"peers-way-{way.value}", lang)
            yield Line(Rank.SECTION, say("counted-heading", lang, name=heading, count=len(found)))
        for one in found:
            yield from _policy(one, anonymous, lang)
    if not peers.policies:
        yield Line(Rank.PLAIN, say("peers-no-policies", lang))
    if anonymous and len(shown) < len(peers.policies):
        yield Line(Rank.NOTE, say("peers-withheld", lang, count=len(peers.policies) - len(shown)))
    yield Line(Rank.NOTE, say("peers-note", lang))
    yield Line(Rank.NOTE, say("suggest-disclaimer", lang))


def _together(peers: Peers, lang: Lang) -> Iterator[Line]:
    if peers.range is None:
        yield Line(Rank.LINE, say("peers-too-few", lang))
        return
    low, high = peers.range
    yield Line(Rank.LINE, say("peers-range", lang, low=f"{low:.0f}", high=f"{high:.0f}"))
    for feature, count in peers.often_alike:
        named = feature_text(feature, peers.context.vocabulary, lang)
        yield Line(Rank.LINE, say("peers-often-alike", lang, feature=named, count=count))


def _peer(peer: Peer, peers: Peers, lang: Lang) -> Iterator[Line]:
    likeness = peer.likeness
    yield Line(Rank.HEAD, firm_title(peer.enterprise, lang))
    yield Line(
        Rank.LINE,
        say(
            "peers-likeness",
            lang,
            likeness=f"{likeness.score:.0f}",
            count=len(likeness.parts),
            confidence=f"{100 * likeness.confidence:.0f}%",
        ),
    )
    for key, texts in (
        ("peers-alike", peer.alike(peers.context, lang)),
        ("peers-different", peer.different(peers.context, lang)),
    ):
        if texts:
            yield Line(Rank.LINE, say(key, lang, features=say("flag-separator", lang).join(texts)))


def _policy(one: PeerPolicy, anonymous: bool, lang: Lang) -> Iterator[Line]:
    policy = one.match.policy
    yield Line(Rank.HEAD, policy.title)
    yield Line(Rank.ID, policy.id)
    counts = say(
        "peers-qualify", lang, count=len(one.peers), of=len(one.nearest), share=f"{100 * one.share:.0f}%"
    )
    amount = one.amount(anonymous)
    if amount is not None:
        text = nature_text(amount.listed or amount, one.match.nature, lang)
        if amount.listed is not None:
            text = say("amount-listed", lang, amount=text)
        counts += say("peers-amount", lang, amount=text)
    yield Line(Rank.LINE, counts)
    for _, text in detail_lines(one.match, _SECTIONS[one.way], lang):
        yield Line(Rank.DETAIL, text)
    for step in one.steps[:1]:
        yield Line(Rank.DETAIL, say("peers-step", lang, step=step.text(lang)))
