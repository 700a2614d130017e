"""Policies and firms in a few lines, for tests that read like the rule they test."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from policymatch.enterprise import Enterprise
from policymatch.language import Context
from policymatch.library import PolicyLibrary, load_library
from policymatch.matching import FirmOn, Match
from policymatch.policy import Policy
from policymatch.problems import RulesError

AS_OF = date(2026, 3, 16)

DOCUMENT = """\
document:
  title: 测试文件
  issuer: 某市人民政府
  level: city
  region: 宿州市
  quality: official
  effective: {from: 2025-01-01, to: 2027-12-31}
"""


def library_of(rules: str, vocabulary: str | None = None) -> PolicyLibrary:
    """Load rule text (a whole file) as a library; raises RulesError."""
    with TemporaryDirectory() as folder:
        Path(folder, "rules.yaml").write_text(rules, "utf-8")
        if vocabulary is not None:
            Path(folder, "vocabulary.yaml").write_text(vocabulary, "utf-8")
        library, problems = load_library(folder)
    if problems:
        raise RulesError(problems)
    return library


def policy_of(body: str, document: str = DOCUMENT) -> tuple[Policy, PolicyLibrary]:
    """Return the one policy whose keys below `id`, `title` and `category` are `body`."""
    head = "policies:\n  - id: test/one\n    title: 测试政策\n    category: test\n"
    library = library_of(document + head + textwrap.indent(textwrap.dedent(body), "    "))
    return library.get("test/one"), library


def match_of(body: str, firm: Mapping[str, object], as_of: date = AS_OF, document: str = DOCUMENT) -> Match:
    """Return the match of a policy for a firm given as plain data."""
    policy, library = policy_of(body, document)
    enterprise = Enterprise.from_dict({"企业名称": "测试企业", **firm}, library.vocabulary)
    return Match.of(policy, Context(FirmOn(enterprise, as_of), library.vocabulary))
