"""What follows from a condition: whether any firm can meet it, and whether it implies another.

Both answers err on one side. "Impossible" is said only where, by cases, some subject is left without a value;
with more cases than MAX_CASES a part is left out, which only loses findings. "Implies" holds in three-valued
logic: wherever the first holds the second holds, and wherever the first is unknown the second is no "no"; so
what is implied can be left out of an "and" without changing any verdict, of known and of unknown firms.
"""

from __future__ import annotations

from policymatch.language import tree
from policymatch.lint.domains import NO, YES, Domain, Subject, meet, within
from policymatch.lint.forms import And, Atom, Form, Never, Or, Presumed, possible
from policymatch.vocabulary import Vocabulary

MAX_CASES = 128

# What each subject may still be.
Case = dict[Subject, Domain]

_HELD = ("ever", "holds", "valid")


def cases_of(form: Form, vocabulary: Vocabulary, start: list[Case] | None = None) -> list[Case]:
    """Return the cases in which a form holds, each with what is left of every subject; none if never."""
    cases: list[Case] = [{}] if start is None else start
    match form:
        case Atom():
            narrowed = (_narrowed(case, form, vocabulary) for case in cases)
            return [case for case in narrowed if case is not None]
        case And(items):
            # First what leaves one case: "or" multiplies those that are left.
            for item in sorted(items, key=lambda one: isinstance(one, Or)):
                cases = cases_of(item, vocabulary, cases)
            return cases
        case Or(items):
            found = [one for item in items for one in cases_of(item, vocabulary, cases)]
            # Too many: as if nothing were asked here.
            return found if len(found) <= MAX_CASES else cases
        case Never():
            return []
        case Presumed(item, False):
            return cases_of(item, vocabulary, cases)
    # Free, and what holds while it is unknown.
    return cases


def can_hold(form: Form, vocabulary: Vocabulary) -> bool:
    """Return whether some firm may meet a form; False is certain."""
    return bool(cases_of(form, vocabulary))


def _narrowed(case: Case, atom: Atom, vocabulary: Vocabulary) -> Case | None:
    before = case.get(atom.subject)
    if before is None:
        before = possible(atom.subject[1], vocabulary) if atom.subject[0] == "value" else None
    domain = atom.domain if before is None else meet(before, atom.domain)
    if domain.is_empty:
        return None
    if atom.subject[0] == "honour" and not _honours_agree(case, atom):
        return None
    return {**case, atom.subject: domain}


def _honours_agree(case: Case, atom: Atom) -> bool:
    """Return whether an honour that is held, or not, can go with the others: a valid one is also held."""
    for subject, domain in case.items():
        if subject[0] != "honour":
            continue
        held, lacked = (atom.subject, subject) if atom.domain == YES else (subject, atom.subject)
        if (atom.domain, domain) in ((YES, NO), (NO, YES)) and _honour_implies(held, lacked):
            return False
    return True


def _honour_implies(left: Subject, right: Subject) -> bool:
    """Return whether who holds the one honour, so wanted, holds the other."""
    mine, theirs = left[1], right[1]
    assert isinstance(mine, tree.HonourWanted)
    assert isinstance(theirs, tree.HonourWanted)
    wider = (
        mine.honour == theirs.honour
        and theirs.level in (None, mine.level)
        and theirs.how in (None, mine.how)
        and theirs.year in (None, mine.year)
    )
    return wider and _HELD.index(str(left[2])) >= _HELD.index(str(right[2]))


def implies(left: Form, right: Form) -> bool:
    """Return whether `right` adds nothing to `left`; False is "not that we know"."""
    if left == right:
        return True
    match left, right:
        case _, And(items):
            return all(implies(left, item) for item in items)
        case Or(items), _:
            return bool(items) and all(implies(item, right) for item in items)
        case Presumed(mine, True), Presumed(theirs, True):
            return implies(mine, theirs)
        case Presumed(mine, False), Presumed(theirs, False):
            return implies(mine, theirs)
        case Presumed(mine, False), _ if implies(mine, right):
            return True
        case _, Presumed(theirs, True) if implies(left, theirs):
            return True
    if isinstance(right, Or) and any(implies(left, item) for item in right.items):
        return True
    if isinstance(left, And) and any(implies(item, right) for item in left.items):
        return True
    return isinstance(left, Atom) and isinstance(right, Atom) and _atom_implies(left, right)


def _atom_implies(left: Atom, right: Atom) -> bool:
    if left.subject == right.subject:
        return within(left.domain, right.domain)
    if left.subject[0] != "honour" or right.subject[0] != "honour":
        return False
    if (left.domain, right.domain) == (YES, YES):
        return _honour_implies(left.subject, right.subject)
    return (left.domain, right.domain) == (NO, NO) and _honour_implies(right.subject, left.subject)


def always_holds(form: Form, vocabulary: Vocabulary) -> bool:
    """Return whether a form asks nothing: the bounds of its fact say as much."""
    if isinstance(form, Presumed):
        return always_holds(form.item, vocabulary)
    if not isinstance(form, Atom) or form.subject[0] != "value":
        return False
    every = possible(form.subject[1], vocabulary)
    return every is not None and within(every, form.domain)
