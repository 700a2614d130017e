"""Write the table of derived facts in docs/derived.md and its Chinese twin.

A test compares the pages with what this gives; run `python -m scripts.list_derived` after a definition has
changed. What a definition notes is Chinese on both pages, as it stands in the rules.
"""

from __future__ import annotations

from pathlib import Path

from policymatch.derivation import Derivation, Version
from policymatch.library import PolicyLibrary
from policymatch.messages import Lang

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: dict[Lang, Path] = {"en": DOCS / "derived.md", "zh": DOCS / "derived.zh.md"}
BEGIN, END = "<!-- scripts/list_derived.py -->", "<!-- end -->"

_HEADS = {
    "en": ("fact", "follows from", "in force", "what is doubtful or left out"),
    "zh": ("字段", "依据", "适用日期", "没有把握的、没有包括的"),
}


def table(library: PolicyLibrary, lang: Lang) -> str:
    """Return the table of the derived facts of a library, in the order of the vocabulary."""
    fields = library.vocabulary.fields
    rows = [_HEADS[lang], ("---",) * 4]
    for key, field in fields.items():
        made = library.derivations.get(key)
        if made is not None:
            name = field.label if lang == "zh" else f"{field.label} ({field.both.in_('en')})"
            rows.append((name, _source(made), _dates(made, lang), made.note or ""))
    return "".join("| " + " | ".join(cell.strip() for cell in row) + " |\n" for row in rows)


def _source(derivation: Derivation) -> str:
    return derivation.source + (derivation.cite or "")


def _dates(derivation: Derivation, lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(_during(one, lang) for one in derivation.versions)


def _during(version: Version, lang: Lang) -> str:
    first, last = version.first, version.last
    if first is None and last is None:
        span = "不限" if lang == "zh" else "any"
    elif lang == "zh":
        span = (f"{first}起" if first else "") + (f"至{last}" if last else "")
    else:
        span = (f"from {first} " if first else "") + (f"to {last}" if last else "")
    left_open = "" if version.open is None else ("（数值不详）" if lang == "zh" else " (figures not known)")
    return span.strip() + left_open


def page(text: str, library: PolicyLibrary, lang: Lang) -> str:
    """Return the text of a page with its table brought up to date."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table(library, lang)}\n{END}{after}"


def main() -> None:
    """Write both pages."""
    library = PolicyLibrary.load()
    for lang, path in PAGES.items():
        path.write_text(page(path.read_text("utf-8"), library, lang), "utf-8")


if __name__ == "__main__":
    main()
