"""One rule file → its Document and Policies."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from policymatch.language import tree
from policymatch.language.lexer import quantity
from policymatch.library.benefits import build_benefit
from policymatch.library.conditions import build_condition
from policymatch.library.dates import build_filing, read_day
from policymatch.library.definitions import Definitions
from policymatch.library.leaves import Known, Leaves
from policymatch.library.named import check_conditions
from policymatch.library.salvage import salvaged
from policymatch.library.spec import DocumentSpec, PolicySpec, RuleFileSpec, TestSpec
from policymatch.policy import Document, Exclusion, Policy, RuleTest, Status, Verified
from policymatch.problems import Problem
from policymatch.values import Number
from policymatch.vocabulary import Vocabulary
from policymatch.vocabulary.code_names import candidates, codes_named
from policymatch.vocabulary.codes import regions
from policymatch.yamlio import Path, Source, validated

# An id is part of file names and addresses, and stays the same for ever.
ID = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\Z")
# Problems that taking a wrong part out may itself have made; the part has been reported already.
_OF_SHAPE = frozenset(
    {
        "at-least-too-many",
        "bad-id",
        "bracket-without-end",
        "cap-scope-missing",
        "cap-without-amount",
        "group-empty",
        "interest-needs-loan",
        "interest-rate-one-of",
        "key-without-amount",
        "less-of-nothing",
        "shares-not-whole",
        "window-empty",
    }
)
_NOBODY = Document(title="", issuer="", level="", region="")
_OPEN_ENDED = frozenset({"长期", "长期有效", "open"})


def build_policies(
    source: Source,
    vocabulary: Vocabulary,
    known: Known | None = None,
    definitions: Definitions | None = None,
) -> list[Policy]:
    """Return the policies of a rule file that are sound; problems go to `source.problems`.

    `known` holds the leaves that other files of the library have in common with this one, `definitions` the
    named conditions that all of them may use.
    """
    definitions = definitions or Definitions()
    spec = validated(source, RuleFileSpec, policy_at=lambda path: _policy_id(source, path))
    if spec is None:
        _check_what_is_left(Leaves(source, vocabulary, definitions=definitions))
        return []
    if spec.conditions:
        definitions = definitions.with_those_of(spec.conditions, source)
        check_conditions(source, definitions, vocabulary)
    leaves = Leaves(source, vocabulary, known={} if known is None else known, definitions=definitions)
    document, day = _document(spec.document, leaves, ("document",))
    source.problems.extend(leaves.problems)
    leaves = replace(leaves, on=day)
    made = []
    for index, one in enumerate(spec.policies):
        policy = _policy(one, document, leaves, ("policies", index))
        if policy is not None:
            made.append(policy)
    return made


def _policy_id(source: Source, path: Path) -> str | None:
    """Return the id of the policy that a path of the file leads into, as far as it has one."""
    if len(path) < 2 or path[0] != "policies" or not isinstance(source.data, dict):
        return None
    listed = source.data.get("policies")
    policy = listed[path[1]] if isinstance(listed, list) and isinstance(path[1], int) else None
    found = policy.get("id") if isinstance(policy, dict) else None
    return found if isinstance(found, str) else None


def _check_what_is_left(leaves: Leaves) -> None:
    """Check the formulas of a file whose shape is wrong, so that all its problems are told at once."""
    source = leaves.source
    listed = source.data.get("policies") if isinstance(source.data, dict) else None
    for index, data in enumerate(listed if isinstance(listed, list) else ()):
        spec = salvaged(data)
        if spec is not None:
            told = len(source.problems)
            _policy(spec, _NOBODY, leaves, ("policies", index))
            made = source.problems[told:]
            source.problems[told:] = [problem for problem in made if problem.code not in _OF_SHAPE]


def _document(spec: DocumentSpec, leaves: Leaves, path: Path) -> tuple[Document, date | None]:
    """Return the document, and the day it was published (or took effect), by which its names are read."""
    published = start = end = None
    if spec.published is not None:
        published = read_day(spec.published, leaves, (*path, "published"))
    if spec.effective is not None and spec.effective.start is not None:
        start = read_day(spec.effective.start, leaves, (*path, "effective", "from"))
    day = published or start
    found = codes_named(regions(), spec.region, day)
    if len(found) != 1:
        listed = candidates(regions(), found)
        code = "ambiguous-code" if found else "unknown-code"
        near = None if found else regions().suggest(spec.region)
        leaves.problem(code, (*path, "region"), near, found=spec.region, expected=listed)
    open_ended = False
    if spec.effective is not None:
        at: Path = (*path, "effective")
        open_ended = spec.effective.end in _OPEN_ENDED
        if spec.effective.end is not None and not open_ended:
            end = read_day(spec.effective.end, leaves, (*at, "to"), last=True)
        if start is not None and end is not None and end < start:
            leaves.problem("window-backwards", at, found=f"{start} – {end}")
    document = Document(
        title=spec.title,
        issuer=spec.issuer,
        level=spec.level,
        region=regions().holding(regions().prefixes(found[0])) if found else "",
        number=spec.number,
        published=spec.published,
        effective_from=start,
        effective_to=end,
        open_ended=open_ended,
        stated=None if spec.status is None else Status(spec.status),
        url=spec.url,
        quality=spec.quality,
        note=spec.note,
        replaces=tuple(spec.replaces),
    )
    return document, day


def _policy(spec: PolicySpec, document: Document, of_file: Leaves, path: Path) -> Policy | None:
    leaves = replace(of_file, problems=[], owner=spec.id)
    source, vocabulary = leaves.source, leaves.vocabulary
    if not ID.match(spec.id):
        leaves.problem("bad-id", (*path, "id"), found=spec.id)
    if spec.record is not None:
        kind = vocabulary.records.find(spec.record)
        if kind is None:
            near = vocabulary.records.nearest(spec.record)
            leaves.problem("unknown-record", (*path, "for"), near, found=spec.record)
            _add_problems(source, leaves.problems, spec.id)
            return None
        leaves = replace(leaves, record=kind.key)
    condition = build_condition(spec.eligible, leaves, (*path, "eligible"), spec.cite)
    built = build_benefit(spec.benefit, leaves, (*path, "benefit"), (spec.id, spec.title))
    verified = _verified(spec, leaves, (*path, "verified"))
    filing = build_filing(spec.apply, leaves, (*path, "apply"))
    tests = tuple(build_test(one, leaves, (*path, "tests", i)) for i, one in enumerate(spec.tests))
    _add_problems(source, leaves.problems, spec.id)
    if leaves.problems or condition is None or built is None:
        return None
    benefit, implied = built
    if implied is not None:
        condition = tree.All((condition, tree.Criterion(implied, spec.cite)))
    return Policy(
        id=spec.id,
        title=spec.title,
        category=spec.category,
        document=document,
        condition=condition,
        benefit=benefit,
        cite=spec.cite,
        record=leaves.record,
        filing=filing,
        summary=spec.summary,
        text=spec.text,
        permission_only=spec.permission_only,
        fair_competition=spec.fair_competition,
        cautions=tuple(spec.cautions),
        exclusive=tuple(Exclusion(one.group, one.keep, one.per, one.rank) for one in spec.exclusive),
        excludes=tuple(spec.excludes),
        requires=tuple(spec.requires),
        offset_by=tuple(spec.offset_by),
        edition_of=spec.edition_of,
        same_as=spec.same_as,
        verified=verified,
        tests=tests,
        place=source.place(path),
    )


def _verified(spec: PolicySpec, leaves: Leaves, path: Path) -> Verified | None:
    if isinstance(spec.verified, bool):
        return Verified() if spec.verified else None
    facts = [leaves.fact(name, (*path, index)) for index, name in enumerate(spec.verified)]
    named = tuple(tree.Fact(one.kind, one.key) for one in facts if one is not None)
    return Verified(named) if named else None


def build_test(spec: TestSpec, leaves: Leaves, path: Path) -> RuleTest:
    """Return a worked example; its problems go to `leaves`."""
    day = read_day(spec.as_of, leaves, (*path, "as_of"))
    at: Path = (*path, "expect", "amount")
    low = high = None
    expected = spec.expect.amount
    if isinstance(expected, str):
        low = high = _yuan(expected, leaves, at)
    elif expected is not None:
        low = _yuan(expected.low, leaves, (*at, "low"))
        high = None if expected.high is None else _yuan(expected.high, leaves, (*at, "high"))
    return RuleTest(
        as_of=day or date.min,
        firm=spec.firm,
        verdict=spec.expect.verdict,
        undecided_by=spec.expect.undecided_by,
        amount_low=low,
        amount_high=high,
        amount_stated="amount" in spec.expect.model_fields_set,
        note=spec.note,
        place=leaves.source.place(path),
    )


def _yuan(text: str, leaves: Leaves, path: Path) -> Number | None:
    found = quantity(text.replace(" ", ""))
    if found is None or (found[1] != (("CNY", 1),) and found[0] != 0):
        leaves.problem("not-an-amount", path, found=text)
        return None
    return found[0]


def _add_problems(source: Source, problems: list[Problem], policy_id: str) -> None:
    source.problems.extend(replace(problem, policy_id=policy_id) for problem in problems)
