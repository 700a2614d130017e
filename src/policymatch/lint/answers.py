"""What authors have answered: findings with a reason beside them are counted, not told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policymatch.lint.model import Finding, Report
from policymatch.lint.places import Files, policies_in
from policymatch.problems import Place, Problem
from policymatch.yamlio import Path, Source


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: whose findings it is for (None: the file's), the code, and the very thing it is about."""

    file: str
    policy_id: str | None
    code: str
    about: str
    place: Place

    def fits(self, finding: Finding) -> bool:
        return (
            finding.place.file == self.file
            and finding.policy_id == self.policy_id
            and finding.code == self.code
            and _same(finding.about, self.about)
        )


def settle(findings: list[Finding], files: Files) -> Report:
    """Return the findings that no answer is for, and the answers that are for no finding."""
    answers = [answer for source in files.holding(b"lint:") for answer in _answers(source)]
    by_file: dict[str, list[_Answer]] = {}
    for answer in answers:
        by_file.setdefault(answer.file, []).append(answer)
    left: list[Finding] = []
    used: set[_Answer] = set()
    answered = 0
    for finding in findings:
        fitting = [one for one in by_file.get(finding.place.file or "", ()) if one.fits(finding)]
        used.update(fitting)
        answered += bool(fitting)
        if not fitting:
            left.append(finding)
    left.extend(_idle(answer) for answer in answers if answer not in used)
    return Report(tuple(left), answered, 0)


def _idle(answer: _Answer) -> Finding:
    values = {"about": answer.about, "code": answer.code}
    return Finding(
        Problem("answer-without-finding", answer.place, values, policy_id=answer.policy_id), answer.about
    )


def _answers(source: Source) -> Iterator[_Answer]:
    data = source.data
    if not isinstance(data, dict):
        return
    yield from _listed(data.get("lint"), ("lint",), None, source)
    for policy_id, path, written in policies_in(data):
        yield from _listed(written.get("lint"), (*path, "lint"), policy_id, source)


def _listed(value: object, path: Path, policy_id: str | None, source: Source) -> Iterator[_Answer]:
    for index, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict):
            place = source.place((*path, index))
            yield _Answer(source.name, policy_id, str(one.get("code")), str(one.get("about")), place)


def _same(found: str, answered: str) -> bool:
    """Return whether an answer names the thing found: white space aside, word for word."""
    return "".join(found.split()) == "".join(answered.split())
