"""The report of the linter: one line for each finding, and the counts; or the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from policymatch.lint import Report
from policymatch.messages import Lang, say


def lint_lines(report: Report, lang: Lang) -> Iterator[str]:
    """Yield the findings as lines, and last the counts."""
    yield from (finding.line(lang) for finding in report.findings)
    yield say(
        "lint-total",
        lang,
        policies=report.policies,
        findings=len(report.findings),
        answered=report.answered,
    )


def lint_json(report: Report, lang: Lang) -> str:
    """Return the report as JSON."""
    return json.dumps(report.to_dict(lang), ensure_ascii=False, indent=2)
