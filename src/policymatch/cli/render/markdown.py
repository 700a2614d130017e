"""A recommendation as Markdown. Text from profiles and rules is escaped: it is never markup."""

from __future__ import annotations

from policymatch.cli.render.sections import detail_lines, package_lines, sections_of, summary_lines
from policymatch.matching import Recommendation
from policymatch.matching.phrases import amount_phrase, window_phrase
from policymatch.messages import Lang, say
from policymatch.text.markdown import escaped


def recommendation_text(
    recommendation: Recommendation, lang: Lang, top: int | None, all_policies: bool
) -> str:
    """Return the whole recommendation."""
    name, basis = summary_lines(recommendation, lang)
    lines = [f"# {escaped(name)}", "", escaped(basis)]
    columns = [say(f"column-{key}", lang) for key in ("policy", "amount", "window", "score")]
    for section in sections_of(recommendation, top, all_policies):
        lines += ["", f"## {say(f'section-{section.key}', lang, count=len(section.matches))}", ""]
        lines += ["| " + " | ".join(columns) + " |", "|---|---|---|--:|"]
        for match in section.matches:
            cell = f"**{escaped(match.policy.title)}**<br>`{match.policy.id}`"
            cell += "".join(f"<br>{escaped(line)}" for _, line in detail_lines(match, section.key, lang))
            amount, window = escaped(amount_phrase(match, lang)), escaped(window_phrase(match, lang))
            lines.append(f"| {cell} | {amount} | {window} | {match.score.total:.1f} |")
    for kind, line in package_lines(recommendation, lang):
        lines += ["", f"## {escaped(line)}", ""] if kind == "title" else [f"- {escaped(line)}"]
    if recommendation.unused:
        lines += ["", f"## {say('explain-unused', lang)}", ""]
        lines += [f"- {escaped(one.say(lang))}" for one in recommendation.unused]
    if recommendation.not_in_force and not all_policies:
        lines += ["", escaped(say("suggest-hidden", lang, count=len(recommendation.not_in_force)))]
    lines += ["", escaped(say("suggest-disclaimer", lang))]
    return "\n".join(lines)
