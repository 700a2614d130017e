"""The money of one policy over the firms present. One policy has one nature, so nothing is mixed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from policymatch.letters.briefing.model import Stake
from policymatch.matching import Amount, Match
from policymatch.matching.phrases import amount_text, yuan_text
from policymatch.messages import Lang, say

_NONE = Decimal(0)


def stake_of(matches: Iterable[Match], open_ones: Iterable[Match], lang: Lang) -> Stake | None:
    """Return what is at stake for firms that qualify or await judgement, and for those that lack facts.

    None where no money is stated.
    """
    paid = [(match, worth) for match in matches if (worth := match.worth) is not None]
    waiting = [(match, worth) for match in open_ones if (worth := match.worth) is not None]
    if not (paid or waiting):
        return None
    nature = (*paid, *waiting)[0][0].nature
    each = max((worth.high for _, worth in waiting if worth.high is not None), default=None)
    certain = [(match, worth.low) for match, worth in paid if match.amount is not None]
    sure = sum((low for match, low in certain if match.promised), _NONE)
    to_verify = sum((low for match, low in certain if not match.promised), _NONE)
    possible = sum((worth.high for _, worth in paid if worth.high is not None), _NONE)
    unbounded = sum(worth.high is None for _, worth in paid)
    parts = []
    if sure:
        parts.append(say("briefing-sure", lang, amount=yuan_text(sure, lang)))
    if to_verify:
        parts.append(say("briefing-to-verify", lang, amount=yuan_text(to_verify, lang)))
    if possible > sure + to_verify:
        most = amount_text(Amount(_NONE, possible), lang)
        parts.append(say("briefing-possible", lang, amount=most))
    if each:
        most = amount_text(Amount(_NONE, each), lang)
        parts.append(say("briefing-each", lang, amount=most))
    if unbounded:
        parts.append(say("briefing-unbounded", lang, count=unbounded))
    return Stake(
        nature=nature,
        sure=sure,
        to_verify=to_verify,
        possible=possible,
        unbounded=unbounded,
        each=each,
        text=say(
            f"briefing-of-{nature.value.replace('_', '-')}",
            lang,
            money=say("list-separator", lang).join(parts) or say("amount-open", lang),
        ),
    )
