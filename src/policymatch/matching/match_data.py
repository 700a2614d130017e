"""A match as plain data: what `--format json` prints of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policymatch.matching.amount import shared_limits
from policymatch.messages import Lang

if TYPE_CHECKING:
    from policymatch.matching.match import Match


def match_data(match: Match, lang: Lang) -> dict[str, object]:
    """Return a match as plain data for JSON, with texts in `lang`."""
    document = match.policy.document
    return {
        "policy_id": match.policy.id,
        "title": match.policy.title,
        "document": {
            "title": document.title,
            "number": document.number,
            "issuer": document.issuer,
            "status": document.status(match.context.firm.as_of).value,
            "quality": document.quality.value,
            "url": document.url,
        },
        "category": match.policy.category,
        "verdict": match.verdict.value,
        "undecided_by": None if match.undecided_by is None else match.undecided_by.value,
        "amount": None if match.amount is None else match.amount.to_dict(),
        "nature": match.nature.value,
        "amount_if_eligible": None
        if match.amount_if_eligible is None
        else match.amount_if_eligible.to_dict(),
        "promised": match.promised,
        "instalments": [part.to_dict("when") for part in match.instalments],
        "funding": [part.to_dict("payer") for part in match.funding],
        "payee": match.policy.benefit.payee,
        "shared_cap": [
            {"group": cap.group, "limit": limit.to_dict(), "over": cap.over.value}
            for cap, limit in shared_limits(match.policy.benefit, match.context)
        ],
        "steps": list(match.steps(lang)),
        "benefit": match.policy.benefit.what,
        "criteria": list(match.criteria(lang)),
        "missing": [missing.to_dict(lang) for missing in match.missing],
        "gaps": [gap.to_dict(lang) for gap in match.gaps],
        "presumed": list(match.presumed(lang)),
        "flags": [flag.to_dict(lang) for flag in match.flags],
        "to_verify": match.to_verify,
        "window": None if match.window is None else match.window.to_dict(),
        "apply": {
            "channel": match.policy.filing.channel,
            "materials": list(match.policy.filing.materials),
            "contact": match.policy.filing.contact,
        },
        "relevance": match.relevance.to_dict(),
        "score": match.score.to_dict(),
    }
