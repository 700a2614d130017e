"""What must be verified or watched before anybody relies on a match; `verify` is shown as 「核实」."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policymatch.matching.verdict import Decision, UndecidedBy, Verdict
from policymatch.messages import Both, Lang, say
from policymatch.policy import Policy, Quality, Status


@dataclass(frozen=True)
class Flag:
    """One caution. `verify` says that the match is no plain promise until somebody has checked."""

    code: str
    verify: bool = False
    text: str | Both | None = None

    def say(self, lang: Lang) -> str:
        """Return the caution for a person."""
        return say(f"flag-{self.code}", lang, text=self.text or "")

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return plain data with the wording in `lang`."""
        return {"code": self.code, "verify": self.verify, "text": self.say(lang)}


def flags_to_verify(policy: Policy, as_of: date) -> tuple[Flag, ...]:
    """Return what must be verified of a policy on a date, whichever firm it is matched with."""
    document, benefit = policy.document, policy.benefit
    flags: list[Flag] = []
    status = document.status(as_of)
    if status is not Status.IN_FORCE:
        flags.append(Flag(f"status-{status.value.replace('_', '-')}", verify=True))
    if document.quality is Quality.UNSTATED:
        flags.append(Flag("source-unstated", verify=True))
    elif not document.quality.is_verified:
        flags.append(Flag("source-unverified", verify=True, text=document.quality.both))
    if policy.permission_only:
        flags.append(Flag("permission-only", verify=True))
    flags.extend(Flag(kind, verify=True, text=text) for kind, text in benefit.limits.stated)
    if policy.fair_competition is not None:
        flags.append(Flag("fair-competition", verify=True, text=policy.fair_competition))
    return tuple(flags)


def flags_to_note(
    policy: Policy, decision: Decision, presumed: bool, awards_known: bool = True
) -> tuple[Flag, ...]:
    """Return what else the firm should know of a match. `awards_known`: the past awards listed are all."""
    flags = [Flag("caution", text=text) for text in policy.cautions]
    if decision.verdict is not Verdict.INELIGIBLE:
        if decision.undecided_by is UndecidedBy.CHECK:
            flags.append(Flag("check"))
        if decision.undecided_by is UndecidedBy.DEFINITION:
            flags.append(Flag("definition"))
        if presumed:
            flags.append(Flag("presumed"))
        if policy.benefit.is_up_to:
            flags.append(Flag("up-to"))
        if decision.open_list:
            flags.append(Flag("open-list"))
        flags.extend(Flag("shared-cap", text=cap.group) for cap in policy.benefit.shared_caps)
        if policy.benefit.reads_awards and not awards_known:
            flags.append(Flag("past-awards"))
    return tuple(flags)
