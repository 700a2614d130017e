"""Short ways to write a folder of rules in tests."""

from pathlib import Path

DOCUMENT = "document: {title: 措施, issuer: 市政府, level: city, region: 宿州市}\n"


def rule(policy_id: str = "a/1", eligible: str = "规上企业") -> str:
    """Return a rule file of one policy."""
    return f"""\
{DOCUMENT}policies:
  - id: {policy_id}
    title: 补助
    category: equipment
    eligible: {eligible}
    benefit: {{kind: subsidy, amount: 1万元}}
"""


def folder(root: Path, **files: str) -> Path:
    """Write files (`city__vocabulary` is city/vocabulary.yaml) below `root` and return it."""
    for name, text in files.items():
        path = root.joinpath(*name.split("__")).with_suffix(".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
