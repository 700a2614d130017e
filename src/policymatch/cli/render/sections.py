"""What a recommendation shows and in which sections; the terminal and Markdown share it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policymatch.enterprise import Enterprise
from policymatch.matching import Match, Recommendation, UndecidedBy, Verdict
from policymatch.matching.packages import FirmPackage
from policymatch.messages import Lang, say
from policymatch.package.told import because_text, yuan_text

_SHOWN_MISSING = 4
_TELLING = 2.0


@dataclass(frozen=True)
class Section:
    """Matches under one heading, best first."""

    key: str
    matches: tuple[Match, ...]


def sections_of(recommendation: Recommendation, top: int | None, all_policies: bool) -> Iterator[Section]:
    """Yield the sections that have matches. `top` counts over all matches, in the order of their score."""
    shown = {match.policy.id for match in _shown(recommendation, all_policies)[:top]}
    undecided = recommendation.undecided
    near = recommendation.near_misses
    groups: list[tuple[str, tuple[Match, ...]]] = [
        ("eligible", recommendation.eligible),
        ("check", tuple(m for m in undecided if m.undecided_by is not UndecidedBy.FACTS)),
        ("undecided", tuple(m for m in undecided if m.undecided_by is UndecidedBy.FACTS)),
        ("near", near),
    ]
    if all_policies:
        rest = (m for m in recommendation.matches if m.verdict == "ineligible" and m not in near)
        groups.append(("ineligible", tuple(rest)))
        groups.append(("not-in-force", tuple(one.match for one in recommendation.not_in_force)))
    for key, matches in groups:
        kept = tuple(match for match in matches if match.policy.id in shown)
        if kept:
            yield Section(key, kept)


def section_of(match: Match) -> str:
    """Return the section that a match belongs to."""
    if match.verdict is Verdict.ELIGIBLE:
        return "eligible"
    if match.verdict is Verdict.UNDECIDED:
        return "undecided" if match.undecided_by is UndecidedBy.FACTS else "check"
    return "near" if match.is_near else "ineligible"


def _shown(recommendation: Recommendation, all_policies: bool) -> list[Match]:
    if all_policies:
        return [*recommendation.matches, *(one.match for one in recommendation.not_in_force)]
    return [match for match in recommendation.matches if match.verdict != "ineligible" or match.gaps]


def firm_title(firm: Enterprise, lang: Lang) -> str:
    """Return the firm's name with its code where known."""
    return named_firm(firm.name, firm.credit_code, lang)


def named_firm(name: str, code: str | None, lang: Lang) -> str:
    """Return a name with its code where known."""
    if code is None:
        return name
    return f"{name}（{code}）" if lang == "zh" else f"{name} ({code})"


def summary_lines(recommendation: Recommendation, lang: Lang) -> list[str]:
    """Return the head: who, on which date, on which rules."""
    return [
        firm_title(recommendation.enterprise, lang),
        say(
            "suggest-basis",
            lang,
            as_of=recommendation.as_of,
            rules=recommendation.rules_version,
            decision=recommendation.decision_id,
        ),
    ]


def package_amount(package: FirmPackage, lang: Lang) -> str:
    """Return what a package pays, and how many of its policies have no upper end."""
    amount = yuan_text(package.bounded, lang)
    if not package.unbounded:
        return amount
    return say("package-and-unbounded", lang, amount=amount, count=package.unbounded)


def package_lines(recommendation: Recommendation, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the best packages as lines, each with its kind (title, note): what is paid, what is left out."""
    packages = recommendation.packages
    if not (packages.reachable.package.chosen or packages.reachable.package.left_out):
        return
    for key, one in (("package-sure", packages.sure), ("package-reachable", packages.reachable)):
        yield "title", say(key, lang, amount=package_amount(one, lang))
        # What may be reached is long, and stands above policy by policy.
        for chosen in one.package.chosen if key == "package-sure" else ():
            paid = yuan_text(chosen.amount, lang)
            yield "note", say("package-paid", lang, id=one.titles[chosen.id], amount=paid)
        for left in one.package.left_out:
            title = one.titles.get(left.id, left.id)
            because = because_text(left, lang, one.titles)
            yield "note", say("package-not-taken", lang, id=title, because=because)
    waiting = [match.policy.title for match in packages.to_clear_up]
    if waiting:
        listed = say("list-separator", lang).join(waiting[:_SHOWN_MISSING])
        more = say("missing-more", lang, count=len(waiting)) if len(waiting) > _SHOWN_MISSING else ""
        yield "note", say("package-to-clear-up", lang, policies=listed + more)


def detail_lines(match: Match, section: str, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield what else a line of the table says, each with its kind (verify, note)."""
    if section == "undecided":
        waiting = [m.label.in_(lang) for m in match.missing if m.needed_for == "verdict"]
        if waiting:
            listed = say("list-separator", lang).join(waiting[:_SHOWN_MISSING])
            more = say("missing-more", lang, count=len(waiting)) if len(waiting) > _SHOWN_MISSING else ""
            yield "note", say("missing-facts", lang, facts=listed + more)
    if section == "check":
        leaves = [leaf for reason in match.reasons(lang) for leaf, _ in reason.leaves()]
        by_law = match.undecided_by is UndecidedBy.DEFINITION
        open_ones = {
            (leaf.kind, leaf.required, leaf.actual if leaf.kind == "criterion" else None)
            for leaf in leaves
            if leaf.mark == "?" and (by_law or leaf.kind != "criterion")
        }
        for kind, required, actual in sorted(open_ones, key=str):
            yield "note", say(f"to-{kind}", lang, text=required, actual=actual)
    if section == "near":
        for gap in match.gaps:
            yield "note", say("gap-line", lang, gap=gap.text)
    if section == "ineligible":
        failed = [
            leaf.required for reason in match.reasons(lang) for leaf, _ in reason.leaves() if leaf.mark == "✗"
        ]
        yield "note", say("failed-line", lang, text=failed[0] if failed else "—")
    # A word that many policies share brings a point or two, and tells nobody anything.
    if match.score.relevance >= _TELLING:
        words = say("list-separator", lang).join(match.relevance.words)
        yield "note", say("relevance-line", lang, words=words, points=f"{match.score.relevance:.1f}")
    verify = [flag.say(lang) for flag in match.flags if flag.verify]
    if verify:
        yield "verify", say("verify-line", lang, text=say("flag-separator", lang).join(verify))
    others = [
        flag.say(lang) for flag in match.flags if not flag.verify and flag.code not in ("check", "definition")
    ]
    if others and section != "ineligible":
        yield "note", say("note-line", lang, text=say("flag-separator", lang).join(others))
