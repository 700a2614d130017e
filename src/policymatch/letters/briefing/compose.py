"""Firms and a library → what to say to them: policy by policy, what matters most to the room first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policymatch._version import __version__
from policymatch.enterprise import Enterprise
from policymatch.intake.privacy import redacted
from policymatch.letters.briefing.asked import question_of
from policymatch.letters.briefing.model import Briefing, Point, RoomQuestion, Stake
from policymatch.letters.briefing.room import Standing, standings_of
from policymatch.letters.briefing.stake import stake_of
from policymatch.letters.letterhead import Letterhead
from policymatch.library import PolicyLibrary
from policymatch.matching.flags import flags_to_verify
from policymatch.matching.phrases import window_phrase
from policymatch.messages import Lang, check_lang, say
from policymatch.policy import Policy
from policymatch.problems import Problem


def compose_briefing(
    firms: Iterable[Enterprise],
    library: PolicyLibrary,
    as_of: date,
    lang: Lang = "zh",
    *,
    policies: Iterable[str] = (),
    redact: bool = False,
    problems: Iterable[Problem] = (),
    letterhead: Letterhead | None = None,
) -> Briefing:
    """Return what to say to the firms present on a day.

    Args:
        firms: The firms present; one that comes twice, by its credit code, counts once.
        library: The rules.
        as_of: The day, for all firms alike.
        lang: The language of texts.
        policies: Only these, by id; none means the whole library.
        redact: Mask the names of firms, and tell of unreadable profiles only how many there are.
        problems: What is wrong with profiles that could not be read; a list that is filled while `firms`
            is gone through will do.
        letterhead: Who gives the briefing.

    Raises NotFoundError for a policy that the library does not have, ValueError for a language other than zh
    and en.
    """
    check_lang(lang)
    wanted = {one: library.get(one) for one in policies}
    present = _once(firms)
    standings = standings_of(present, library, as_of, frozenset(wanted) if wanted else None)
    names = tuple(redacted(firm.name) if redact else firm.name for firm in present)
    matter = [one for one in standings if standings[one].every]
    # What somebody can file comes before what nobody may be told yet, whatever it might be worth.
    matter.sort(key=lambda one: (not standings[one].qualify, -standings[one].weight, one))
    served = {place for one in matter for place, _ in standings[one].every}
    return Briefing(
        lang=lang,
        letterhead=letterhead or Letterhead(),
        as_of=as_of,
        rules_version=library.version,
        version=__version__,
        redacted=redact,
        firms=names,
        qualifying=len({place for one in matter for place, _ in standings[one].qualify}),
        points=tuple(_point(standings[one], names, as_of, lang) for one in matter),
        nothing=tuple(name for place, name in enumerate(names) if place not in served),
        for_nobody=tuple(_absent(wanted[one], as_of, lang) for one in wanted if one not in matter),
        unreadable=_unreadable(tuple(problems), redact, lang),
    )


def _once(firms: Iterable[Enterprise]) -> tuple[Enterprise, ...]:
    """Return the firms, each once: two profiles with one credit code are one firm, the first counts."""
    found: dict[object, Enterprise] = {}
    for place, firm in enumerate(firms):
        found.setdefault(place if firm.credit_code is None else firm.credit_code, firm)
    return tuple(found.values())


def _unreadable(problems: tuple[Problem, ...], redact: bool, lang: Lang) -> tuple[str, ...]:
    if redact and problems:
        # A file is often named after its firm, and a problem quotes what was written.
        files = len({one.place.file for one in problems})
        return (say("briefing-unreadable-count", lang, count=files),)
    return tuple(one.line(lang) for one in problems)


def _absent(policy: Policy, as_of: date, lang: Lang) -> str:
    """Return a policy that was asked for, and why there is nothing to say of it."""
    status = policy.document.status(as_of)
    if status.applies:
        return say("briefing-for-none", lang, title=policy.title)
    why = say(f"flag-status-{status.value.replace('_', '-')}", lang)
    return say("briefing-not-in-force", lang, title=policy.title, why=why)


def _point(standing: Standing, names: tuple[str, ...], as_of: date, lang: Lang) -> Point:
    match = standing.every[0][1]
    policy, document = match.policy, match.policy.document
    likely = [one for _, one in (*standing.qualify, *standing.check)]
    stake = stake_of(likely, [one for _, one in standing.open], lang)
    question = question_of((one for _, one in standing.open), lang)

    def of(found: list[tuple[int, object]]) -> tuple[str, ...]:
        return tuple(names[place] for place, _ in found)

    return Point(
        policy_id=policy.id,
        title=policy.title,
        summary=policy.summary,
        document=document.title,
        document_number=document.number,
        issuer=document.issuer,
        cite=policy.cite,
        nature=match.nature,
        qualify=of([*standing.qualify]),
        check=of([*standing.check]),
        open=of([*standing.open]),
        near=of([*standing.near]),
        stake=stake,
        filing=window_phrase(match, lang),
        question=question,
        sentence=_sentence(standing, stake, question, window_phrase(match, lang), lang),
        verify=tuple(flag.say(lang) for flag in flags_to_verify(policy, as_of)),
        notes=policy.cautions,
    )


def _sentence(
    standing: Standing, stake: Stake | None, question: RoomQuestion | None, filing: str, lang: Lang
) -> str:
    """Return what to say aloud: who may file and for how much, and what the others are to do."""
    title = standing.every[0][1].policy.title
    money = say("briefing-say-no-money", lang) if stake is None else stake.text
    said = []
    if standing.qualify:
        count = len(standing.qualify)
        said.append(say("briefing-say-qualify", lang, title=title, count=count, money=money, filing=filing))
    else:
        said.append(say("briefing-say-nobody-yet", lang, title=title, money=money, filing=filing))
    if standing.check:
        said.append(say("briefing-say-check", lang, count=len(standing.check)))
    if standing.open and question is not None:
        told = {"count": len(standing.open), "firms": question.firms, "asked": question.text}
        key = "briefing-say-open-all" if question.firms == len(standing.open) else "briefing-say-open"
        said.append(say(key, lang, **told))
    if standing.near:
        said.append(say("briefing-say-near", lang, count=len(standing.near)))
    if standing.every[0][1].to_verify:
        issuer = standing.every[0][1].policy.document.issuer
        said.append(say("briefing-say-verify", lang, issuer=issuer))
    return "".join(said) if lang == "zh" else " ".join(said)
