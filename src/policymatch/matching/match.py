"""Match: one firm × one policy. The verdict and amount are there at once; reasons come when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policymatch.benefit import Nature, Share
from policymatch.enterprise import Confirmation
from policymatch.language import Context, tree
from policymatch.matching.amount import Amount
from policymatch.matching.conflicts import conflict_flag
from policymatch.matching.evaluator import BY_TREE, Evaluator
from policymatch.matching.firm import Conflict, firm_on
from policymatch.matching.flags import Flag, flags_to_note, flags_to_verify
from policymatch.matching.gaps import Gap, gaps_of, is_near
from policymatch.matching.match_data import match_data
from policymatch.matching.missing import Missing, missing_facts
from policymatch.matching.reasons import Reason, evidence_of, reasons_of
from policymatch.matching.score import Score, score_of, score_of_ineligible
from policymatch.matching.split import Split, split
from policymatch.matching.steps import steps_of
from policymatch.matching.unused import check_number
from policymatch.matching.verdict import Decision, UndecidedBy, Verdict, decide
from policymatch.matching.verified import as_verified
from policymatch.matching.window import OpenWindow
from policymatch.messages import Lang
from policymatch.policy import Policy
from policymatch.similarity.relevance import NOT_RELEVANT, Relevance, Relevances
from policymatch.vocabulary.model import AWARD

if TYPE_CHECKING:
    from policymatch.similarity.evidence import Evidence

# Looking up a member of an enumeration costs more than all else that is asked of a hopeless match.
_INELIGIBLE = Verdict.INELIGIBLE
_new = object.__new__


@dataclass(frozen=True)
class Match:
    """What one policy means for one firm on one date.

    Immutable; safe to share between threads (what is worked out on first use depends on nothing else).
    """

    policy: Policy
    decision: Decision = field(repr=False)
    context: Context = field(repr=False, compare=False)
    # What is known already where many policies are matched at once. No one need be asked (None) where no
    # change of figures would help.
    _by: Evaluator | None = field(default=BY_TREE, repr=False, compare=False)
    _flags: tuple[Flag, ...] | None = field(default=None, repr=False, compare=False)
    _relevances: Relevances | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        policy: Policy,
        context: Context,
        flags: tuple[Flag, ...] | None = None,
        relevances: Relevances | None = None,
    ) -> Match:
        """Decide `policy` by itself for the firm of `context`, on verified facts where the policy says so."""
        policy, context = as_verified(policy, context)
        return cls(policy, decide(policy, context), context, BY_TREE, flags, relevances)

    @classmethod
    def made(
        cls,
        policy: Policy,
        decision: Decision,
        context: Context,
        by: Evaluator | None,
        flags: tuple[Flag, ...] | None = None,
        relevances: Relevances | None = None,
    ) -> Match:
        """Return what calling the class does, in a third of the time: for a whole library at once."""
        match = _new(cls)
        known = match.__dict__
        known["policy"] = policy
        known["decision"] = decision
        known["context"] = context
        known["_by"] = by
        known["_flags"] = flags
        known["_relevances"] = relevances
        return match

    @property
    def policy_id(self) -> str:
        """Return the id of the policy."""
        return self.policy.id

    @property
    def verdict(self) -> Verdict:
        """Return whether the firm qualifies."""
        return self.decision.verdict

    @property
    def undecided_by(self) -> UndecidedBy | None:
        """Return why the verdict is undecided, or None."""
        by = self.decision.undecided_by
        # What no fact could settle hangs on a table that does not reach the day or place, or on a definition
        # whose figures nobody knows (semantics 14).
        left_open = by is UndecidedBy.FACTS and self._may_be_open and not self._awaited
        return UndecidedBy.DEFINITION if left_open else by

    @property
    def _may_be_open(self) -> bool:
        firm = firm_on(self.context)
        defined = () if firm is None or firm.law is None else firm.law.derivations
        return self.policy.reads_tables or not self.policy.firm_facts.isdisjoint(defined)

    @property
    def _awaited(self) -> bool:
        return any(missing.needed_for == "verdict" for missing in self.missing)

    @property
    def nature(self) -> Nature:
        """Return what kind of value the benefit has; totals never mix natures."""
        return self.policy.benefit.nature

    @cached_property
    def amount(self) -> Amount | None:
        """Return what is paid: None unless eligible, or when the document states no money."""
        return self._amount(if_eligible=False) if self.verdict is Verdict.ELIGIBLE else None

    @cached_property
    def amount_if_eligible(self) -> Amount | None:
        """Return what would be paid were an undecided verdict to turn out eligible."""
        return self._amount(if_eligible=True) if self.verdict is Verdict.UNDECIDED else None

    @property
    def worth(self) -> Amount | None:
        """Return what is paid, or would be were an undecided verdict to turn out eligible."""
        return self.amount or self.amount_if_eligible

    def _amount(self, if_eligible: bool) -> Amount | None:
        by = self._by or BY_TREE
        return by.amount(self.policy, self.decision, self.context, if_eligible)

    @property
    def promised(self) -> bool:
        """Return whether the amount may be told as a promise.

        Only where the firm is eligible, more than a ceiling is known, neither places nor money nor a ranking
        limit it, and nothing is left to verify.
        """
        benefit = self.policy.benefit
        doubtful = benefit.is_up_to or benefit.limits or self.to_verify
        return self.amount is not None and not doubtful

    @cached_property
    def instalments(self) -> tuple[Split, ...]:
        """Return when which part is paid; empty when it is paid at once, or the firm is not eligible."""
        return self._split(self.policy.benefit.instalments)

    @cached_property
    def funding(self) -> tuple[Split, ...]:
        """Return who bears which part; empty when the policy does not say."""
        return self._split(self.policy.benefit.funding)

    def _split(self, shares: tuple[Share, ...]) -> tuple[Split, ...]:
        if self.verdict is Verdict.INELIGIBLE:
            return ()
        return split(self.worth, shares)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """Return the facts that an open verdict or a ranged amount waits for."""
        return missing_facts(self.policy, self.decision, self.context)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Return how far a near miss is; empty when the firm is not near."""
        near = next(self._nearest(), None)
        return () if near is None or self._by is None else gaps_of(self.policy, near, self._by.truth)

    @property
    def is_near(self) -> bool:
        """Return whether a change of figures in the firm's own hands would open the policy."""
        return self._by is not None and any(True for _ in self._nearest())

    def _nearest(self) -> Iterator[Context]:
        """Yield the records for which the firm is near, and the firm itself."""
        if self._by is None or self.verdict is not _INELIGIBLE:
            return
        of_records = (self.context.with_record(record) for record, _ in self.decision.records)
        for context in (*of_records, self.context):
            if is_near(self.policy, context, self._by.truth):
                yield context

    @cached_property
    def window(self) -> OpenWindow | None:
        """Return the filing window that is open or opens next, None when none is known."""
        found = self.policy.filing.next_window(self.context.firm.as_of)
        return None if found is None else OpenWindow.on(*found, as_of=self.context.firm.as_of)

    def reasons(self, lang: Lang = "zh") -> tuple[Reason, ...]:
        """Return the reasons as a tree: each criterion with what was required and what the firm has."""
        return self._reasons_zh if lang == "zh" else self._reasons_en

    # Criteria, presumptions and flags all read the reasons: they are worked out once for each language.
    @cached_property
    def _reasons_zh(self) -> tuple[Reason, ...]:
        return self._reasons("zh")

    @cached_property
    def _reasons_en(self) -> tuple[Reason, ...]:
        return self._reasons("en")

    def _reasons(self, lang: Lang) -> tuple[Reason, ...]:
        records = tuple(record for record, _ in self.decision.records)
        return reasons_of(self.policy, self.context, records, lang, self._by or BY_TREE)

    def criteria(self, lang: Lang = "zh") -> Iterator[dict[str, object]]:
        """Yield every criterion as plain data, with the group it stands in."""
        for reason in self.reasons(lang):
            for leaf, group in reason.leaves():
                made = leaf.to_dict(group)
                if leaf.check is not None:
                    made["number"] = check_number(self.policy, leaf.check)
                    made["evidence"] = [one.to_dict(lang) for one in self.evidence(leaf)]
                yield made

    def evidence(self, reason: Reason) -> tuple[Evidence, ...]:
        """Return the passages of the profile most like a check that nobody has decided: hints, no verdict."""
        return () if reason.confirmation is not None else evidence_of(reason, self.context)

    def confirmed(self, check: tree.Check) -> Confirmation | None:
        """Return the decision of a person that counts for a check of the policy, of the firm as a whole."""
        firm = firm_on(self.context)
        return None if firm is None else firm.confirmation(check, None)

    def steps(self, lang: Lang = "zh") -> tuple[str, ...]:
        """Return the arithmetic of the amount, step by step."""
        if self.verdict is Verdict.INELIGIBLE:
            return ()
        return steps_of(self.policy, self.decision, self.context, lang)

    def presumed(self, lang: Lang = "zh") -> tuple[str, ...]:
        """Return the criteria that were presumed because nobody stated them."""
        leaves = [leaf for reason in self.reasons(lang) for leaf, _ in reason.leaves()]
        found = [leaf.required for leaf in leaves if leaf.presumed]
        found += [one for leaf in leaves for one in leaf.presumes]
        return tuple(dict.fromkeys(found))

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Return what must be verified or watched."""
        awards_known = self.context.firm.records(AWARD).closed
        decided = replace(self.decision, undecided_by=self.undecided_by)
        noted = flags_to_note(self.policy, decided, bool(self.presumed()), awards_known)
        return (*self._to_verify, *(conflict_flag(one, self.context) for one in self._conflicts), *noted)

    @property
    def _conflicts(self) -> tuple[Conflict, ...]:
        firm = firm_on(self.context)
        found = {} if firm is None else firm.conflicts
        return tuple(found[key] for key in found if key in self.policy.firm_facts) if found else ()

    @cached_property
    def _to_verify(self) -> tuple[Flag, ...]:
        # Apart from the other flags: ranking needs these only, and must not work out any reasons.
        return flags_to_verify(self.policy, self.context.firm.as_of) if self._flags is None else self._flags

    @property
    def to_verify(self) -> bool:
        """Return whether anything must be verified before the match may be relied on (「核实」)."""
        return bool((self._to_verify if self._flags is None else self._flags) or self._conflicts)

    @property
    def relevance(self) -> Relevance:
        """Return how near the policy is to what the firm does and says it needs: for the order alone."""
        return NOT_RELEVANT if self._relevances is None else self._relevances.of(self.policy.id)

    @property
    def score(self) -> Score:
        """Return the ranking score with its parts."""
        # Most matches of a firm are hopeless: they share a score, which is quicker than remembering it.
        if self._by is None and self.decision.verdict is _INELIGIBLE:
            return score_of_ineligible(False, self.to_verify)
        return self._score

    @cached_property
    def _score(self) -> Score:
        if self.verdict is _INELIGIBLE:
            return score_of_ineligible(self.is_near, self.to_verify)
        window = None if self.window is None else (self.window.opens, self.window.closes)
        return score_of(
            self.verdict,
            self.undecided_by,
            self.is_near,
            self.worth,
            window,
            self.context.firm.as_of,
            self.to_verify,
            self.relevance.score,
        )

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """Return the match as plain data for JSON, with texts in `lang`."""
        return match_data(self, lang)
