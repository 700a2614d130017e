"""docs/rules-lint.md explains every code of the linter, in both languages, in the order of the catalogue."""

import re
from pathlib import Path

import pytest
from tests.lint.codes import all_codes

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "rules-lint.md", "zh": DOCS / "rules-lint.zh.md"}


def sections(lang: str) -> list[str]:
    return re.split(r"^#### ", PAGES[lang].read_text("utf-8"), flags=re.MULTILINE)[1:]


@pytest.mark.parametrize("lang", PAGES)
def test_every_code_has_a_section(lang: str) -> None:
    assert [section.partition("\n")[0] for section in sections(lang)] == all_codes()


@pytest.mark.parametrize(
    ("lang", "found", "right"), [("en", "- Found: ", "- Right: "), ("zh", "- 发现：", "- 改正：")]
)
def test_every_section_shows_what_is_found_and_what_is_right(lang: str, found: str, right: str) -> None:
    for section in sections(lang):
        assert len(re.findall(f"^{found}", section, re.MULTILINE)) == 1, section
        assert len(re.findall(f"^{right}", section, re.MULTILINE)) == 1, section
