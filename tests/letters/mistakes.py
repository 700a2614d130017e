"""For each error code of letters, their notes and their templates, something that has it."""

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from tests.letters.given import RULES, recommended
from tests.support.policies import AS_OF

from policymatch import PolicyLibrary
from policymatch.letters.bulk import Job, Outcome, write_letters
from policymatch.letters.notes import read_notes
from policymatch.letters.render import Form
from policymatch.letters.render.user_template import filled
from policymatch.problems import LetterError, Place, Problem


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


def _written(folder: Path, resume: bool = False) -> Outcome:
    """Write the letter of one firm of a list, by rules that lie in the folder."""
    rules = folder / "rules"
    if not rules.exists():
        rules.mkdir()
        (rules / "rules.yaml").write_text(RULES, "utf-8")
    library = PolicyLibrary.load(rules)
    firm = recommended().enterprise
    job = Job(folder / "out", (Form.JSON,), (rules,), as_of=AS_OF)
    return write_letters([(Place("firms.jsonl", 1), firm)], job, library, resume=resume)


def _refused(folder: Path, resume: bool = False) -> Problem:
    with pytest.raises(LetterError) as caught:
        _written(folder, resume)
    (found,) = caught.value.problems
    return found


def _failed(folder: Path) -> Problem:
    (failure,) = _written(folder).failures
    (found,) = failure.problems
    return found


def _there(folder: Path) -> Problem:
    _written(folder)
    return _refused(folder)


def _other_run(folder: Path) -> Problem:
    _written(folder)
    (folder / "rules" / "rules.yaml").write_text(RULES.replace("30万元", "31万元"), "utf-8")
    return _refused(folder, resume=True)


def _exists(folder: Path) -> Problem:
    (folder / "out").mkdir()
    firm = recommended().enterprise
    (folder / "out" / f"{firm.name}_{firm.credit_code}.json").write_text("{}", "utf-8")
    return _failed(folder)


def _fails_with(error: Exception) -> Callable[..., object]:
    def fails(*_: object) -> object:
        raise error

    return fails


def _killed(folder: Path) -> Problem:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policymatch.letters.bulk.run.in_this_process", _fails_with(BrokenProcessPool()))
        return _refused(folder)


def _unexpected(folder: Path) -> Problem:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policymatch.letters.bulk.write.compose", _fails_with(RuntimeError("boom")))
        return _failed(folder)


def _notes(text: str) -> Callable[[Path], Problem]:
    def problem(folder: Path) -> Problem:
        (folder / "甲.notes.yaml").write_text(text, "utf-8")
        with pytest.raises(LetterError) as caught:
            read_notes(folder / "甲.notes.yaml")
        (found,) = caught.value.problems
        return found

    return problem


LETTERS: dict[str, Callable[[Path], Problem]] = {
    "letters-there": _there,
    "letters-other-run": _other_run,
    "letters-process-killed": _killed,
    "letter-exists": _exists,
    "letter-unexpected": _unexpected,
    "notes-too-many": _notes("notes:\n" + "  - {text: 好}\n" * 21),
    "note-too-long": _notes(f"notes: [{{text: {'好' * 2001}}}]\n"),
    "note-date": _notes("notes: [{text: 好, date: 3月18日}]\n"),
}
