"""Names of files: safe on every system, unique, and the same every time."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.letters.bulk.stems import Stems, stem_of


@pytest.mark.parametrize(
    ("name", "code", "stem"),
    [
        ("宿州恒拓机械制造有限公司", "91341300MA2XKHTG50", "宿州恒拓机械制造有限公司_91341300MA2XKHTG50"),
        ("甲公司", None, "甲公司"),
        ("../../etc/passwd", None, "etc passwd"),
        ("a\\b:c", None, "a b c"),
        ("con", None, "_con"),
        ("CON.公司", None, "_CON.公司"),
        (".hidden ", None, "hidden"),
        ("\u202e\u0000", None, "firm"),
        ("甲\n乙", None, "甲 乙"),
    ],
)
def test_names_become_stems(name: str, code: str | None, stem: str) -> None:
    assert stem_of(name, code) == stem


@given(st.lists(st.tuples(st.text(), st.none() | st.text(max_size=30)), max_size=20))
def test_no_two_files_are_the_same_and_none_leaves_its_folder(firms: list[tuple[str, str | None]]) -> None:
    stems = Stems()
    made = [stems.next(*firm) for firm in firms]
    assert len({one.casefold() for one in made}) == len(made)
    again = Stems()
    assert [again.next(*firm) for firm in firms] == made
    for one in made:
        for kind in (PurePosixPath, PureWindowsPath):
            assert kind(one).parts == (one,)
        assert 0 < len(f"{one}.notes.yaml".encode()) <= 255
