"""The firm and the rules that tests of this folder share."""

from datetime import date
from pathlib import Path

from policymatch import Enterprise, PolicyLibrary, base_vocabulary
from policymatch.compare import Changed, changed_firm

FILES = Path(__file__).parent / "files"
AS_OF = date(2026, 3, 16)


def firm(**facts: object) -> Enterprise:
    """Return a firm with some facts; yearly figures are of 2025."""
    return Enterprise.from_dict({"企业名称": "甲公司", "数据年度": 2025, **facts})


def changed(enterprise: Enterprise, *changes: str) -> Changed:
    """Return the firm after `changes`, asked about on 2026-03-16."""
    return changed_firm(enterprise, changes, base_vocabulary(), AS_OF)


def rules(name: str) -> PolicyLibrary:
    """Return one of the two states of the rules beside this file."""
    return PolicyLibrary.load(FILES / name)
