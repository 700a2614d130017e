"""A rule with one leaf of one's own, loaded."""

from policymatch.library.policies import build_policies
from policymatch.vocabulary import base_vocabulary
from policymatch.yamlio import read_text


def load(leaf: str, record: bool = False, amount: bool = False) -> tuple[int, list[str]]:
    """Return how many policies a rule with this leaf gives, and the codes of its problems."""
    quoted = "'" + leaf.replace("'", "''") + "'"
    text = f"""\
document: {{title: 措施, issuer: 市政府, level: city, region: 宿州市}}
policies:
  - id: a/1
    title: 补助
    category: equipment
    {"for: 项目" if record else "cite: 第一条"}
    eligible: {"规上企业" if amount else quoted}
    benefit: {{kind: subsidy, amount: {quoted if amount else "1万元"}}}
"""
    source = read_text(text, "rule.yaml")
    policies = build_policies(source, base_vocabulary())
    for problem in source.problems:
        assert problem.place.line == (8 if amount else 7)
        assert problem.place.column
        assert problem.message("zh")
        assert problem.message("en")
    return len(policies), [problem.code for problem in source.problems]
