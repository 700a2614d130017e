"""An adviser's notes: read for every edition, with every mistake at its place."""

from datetime import date
from pathlib import Path

import pytest
from tests.letters.given import recommended

from policymatch.letters import Note, compose
from policymatch.letters.layout import paper_of
from policymatch.letters.notes import notes_for, read_letterhead, read_notes
from policymatch.letters.paper.blocks import Callout
from policymatch.problems import LetterError


def test_notes_stand_in_the_letter(tmp_path: Path) -> None:
    (tmp_path / "甲.notes.yaml").write_text(
        "notes:\n  - {text: 建议先做高企复核, author: 张三, date: 2026-03-18}\n  - {text: 已电话沟通}\n",
        "utf-8",
    )
    notes = notes_for(tmp_path, "甲")
    assert notes == (
        Note(text="建议先做高企复核", author="张三", day=date(2026, 3, 18)),
        Note(text="已电话沟通"),
    )
    (box,) = [
        one
        for one in paper_of(compose(recommended(), notes=notes)).blocks
        if isinstance(one, Callout) and one.title == "服务专员意见"
    ]
    assert ["".join(run.text for run in line) for line in box.lines] == [
        "建议先做高企复核（张三 2026-03-18）",
        "已电话沟通",
    ]


def test_without_a_file_there_are_no_notes(tmp_path: Path) -> None:
    assert notes_for(tmp_path, "甲") == ()


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "甲.notes.yaml"
    file.write_text("notes:\n  - {text: 好, date: 昨天}\n  - {text: 好, date: 2026-02-30}\n", "utf-8")
    with pytest.raises(LetterError) as caught:
        read_notes(file)
    assert [(one.code, one.place.line) for one in caught.value.problems] == [
        ("note-date", 2),
        ("note-date", 3),
    ]


def test_an_unknown_key_of_a_letterhead_names_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "head.yaml"
    file.write_text("ofice: 企业服务中心\n", "utf-8")
    with pytest.raises(LetterError, match="office"):
        read_letterhead(file)
    file.write_text("office: 企业服务中心\n", "utf-8")
    assert read_letterhead(file).office == "企业服务中心"
