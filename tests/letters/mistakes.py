"""For each error code of letter templates a template that has it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policymatch.letters.render.user_template import filled
from policymatch.problems import LetterError, Problem


def _of(text: str, name: str = "own.md.j2") -> Callable[[Path], Problem]:
    def problem(folder: Path) -> Problem:
        (folder / name).write_text(text, "utf-8")
        with pytest.raises(LetterError) as caught:
            filled(folder / name, {"title": "甲"}, name)
        (found,) = caught.value.problems
        return found

    return problem


TEMPLATES: dict[str, Callable[[Path], Problem]] = {
    "letter-template-kind": _of("", "letter.jinja"),
    "letter-template-syntax": _of("{% if title %}"),
    "letter-template-unknown-name": _of("{{ titel }}"),
    "letter-template-forbidden": _of("{% include 'head.md.j2' %}"),
    "letter-template-too-much": _of("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    "letter-template-failed": _of("{{ title + 1 }}"),
}
