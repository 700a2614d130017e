"""A policy and its library → the card: every sentence is of the rule, and none is of a firm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policymatch.letters.card.conditions import only_clause, requirements_of
from policymatch.letters.card.example import example_of
from policymatch.letters.card.model import PolicyCard, Source
from policymatch.letters.card.relations import relation_lines
from policymatch.letters.letterhead import Letterhead
from policymatch.library import PolicyLibrary
from policymatch.matching.flags import Flag, flags_to_verify
from policymatch.matching.phrases import filing_phrase
from policymatch.matching.rule_lines import benefit_lines, force_text
from policymatch.matching.window import OpenWindow
from policymatch.messages import Lang, check_lang, say
from policymatch.policy import Policy, Window


def compose_card(
    policy: Policy,
    library: PolicyLibrary,
    as_of: date,
    lang: Lang = "zh",
    letterhead: Letterhead | None = None,
) -> PolicyCard:
    """Return the card of a policy as it stands on a day.

    `library` knows the words of the policy and the others that it excludes or needs. Raises ValueError for a
    language other than zh and en.
    """
    check_lang(lang)
    vocabulary, filing, document = library.vocabulary, policy.filing, policy.document
    following = filing.next_window(as_of)
    window = None if following is None else OpenWindow.on(*following, as_of=as_of)
    clauses = dict.fromkeys((policy.cite, only_clause(policy)))
    return PolicyCard(
        lang=lang,
        letterhead=letterhead or Letterhead(),
        policy_id=policy.id,
        rules_version=library.version,
        as_of=as_of,
        title=policy.title,
        summary=policy.summary,
        nature=policy.benefit.nature,
        per_record=None if policy.record is None else vocabulary.records[policy.record].both.in_(lang),
        who=requirements_of(policy, vocabulary, lang),
        gives=tuple(_gives(policy, library, lang)),
        filing=filing_phrase(filing, window, lang),
        windows=tuple(_window(one, lang) for one in filing.windows),
        channel=filing.channel,
        contact=filing.contact,
        materials=filing.materials,
        relations=tuple(relation_lines(policy, library, lang)),
        example=example_of(policy, library, lang),
        verify=tuple(flag.say(lang) for flag in flags_to_verify(policy, as_of)),
        watch=tuple(dict.fromkeys(_watch(policy, lang))),
        source=Source(
            title=document.title,
            number=document.number,
            issuer=document.issuer,
            clause=say("list-separator", lang).join(
                one for one in clauses if one is not None and one not in (document.title, document.number)
            )
            or None,
            url=document.url,
            force=force_text(document, lang),
            quality=document.quality.both.in_(lang),
        ),
    )


def _gives(policy: Policy, library: PolicyLibrary, lang: Lang) -> Iterator[str]:
    """Yield what a policy gives; limits and cautions stand with what to watch out for."""
    elsewhere = {*policy.cautions, *(text for _, text in policy.benefit.limits.stated)}
    for text in benefit_lines(policy, library.vocabulary, lang):
        if text not in elsewhere:
            yield text


def _watch(policy: Policy, lang: Lang) -> Iterator[str]:
    if policy.benefit.is_up_to:
        yield Flag("up-to").say(lang)
    yield from policy.cautions
    for cap in policy.benefit.shared_caps:
        yield Flag("shared-cap", text=cap.group).say(lang)
    if policy.benefit.instalments:
        yield say("letter-instalments", lang, terms=say("card-instalments", lang))
    if policy.verified is not None:
        yield say("card-verified-only", lang)


def _window(window: Window, lang: Lang) -> str:
    first, last = window.first, window.last
    if not window.every_year:
        return say("letter-window", lang, opens=first.isoformat(), closes=last.isoformat())
    days = {
        "opens": say("letter-month-day", lang, month=first.month, day=first.day),
        "closes": say("letter-month-day", lang, month=last.month, day=last.day),
    }
    return say("card-every-year", lang, **days)
