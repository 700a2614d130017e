"""Whatever a file holds, reading it gives problems and no exception, and costs little."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policymatch.yamlio import read_file, read_text
from policymatch.yamlio.read import MAX_BYTES, MAX_DEPTH, MAX_NODES

LAUGHS = "a0: &a0 ha\n" + "".join(f"a{i}: &a{i} [{f'*a{i - 1}, ' * 10}]\n" for i in range(1, 10))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("[" * 100_000, "yaml-too-deep", id="lists"),
        pytest.param("{" * 100_000, "yaml-too-deep", id="mappings"),
        pytest.param("{a: " * 100_000, "yaml-too-deep", id="mappings in mappings"),
        pytest.param("- " * 100_000, "yaml-too-deep", id="block lists"),
        pytest.param("? " * 100_000, "yaml-too-deep", id="keys"),
        pytest.param("[" * 100_000 + "]" * 100_000, "yaml-too-deep", id="closed lists"),
        pytest.param("]" * 100_000, "yaml-syntax", id="closing brackets"),
        pytest.param("a: b\0c\n", "yaml-syntax", id="NUL"),
        pytest.param("\0" * 1000, "yaml-syntax", id="only NUL"),
        pytest.param("a: \x07\n", "yaml-syntax", id="control character"),
        pytest.param("a: 'unfinished\n", "yaml-syntax", id="open quote"),
        pytest.param('a: "\\q"\n', "yaml-syntax", id="bad escape"),
        pytest.param("a: b: c\n", "yaml-syntax", id="two colons"),
        pytest.param("a:\n\tb: 1\n", "yaml-syntax", id="tab"),
        pytest.param("%YAML 9.9\n---\na: 1\n", "yaml-syntax", id="other YAML"),
        pytest.param("x" * 2000 + ": 1\n", "yaml-syntax", id="long key"),
        pytest.param("- 1\n" * (MAX_NODES + 1), "yaml-too-large", id="many values"),
        pytest.param("x" * (MAX_BYTES + 1), "file-too-large", id="long text"),
    ],
)
def test_refused(text: str, code: str) -> None:
    start = perf_counter()
    source = read_text(text, "file.yaml")
    assert perf_counter() - start < 20
    assert source.data is None
    (problem,) = source.problems
    assert problem.code == code
    assert problem.place.file == "file.yaml"
    assert len(problem.line("zh")) < 200
    assert len(problem.line("en")) < 200


def test_aliases_are_not_followed() -> None:
    source = read_text(LAUGHS, "file.yaml")
    assert {problem.code for problem in source.problems} == {"yaml-anchor"}
    assert len(str(source.data)) < 2000


def test_the_deepest_that_is_read() -> None:
    assert read_text("[" * MAX_DEPTH + "]" * MAX_DEPTH, "file.yaml").problems == []
    (problem,) = read_text("[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1), "file.yaml").problems
    assert (problem.code, problem.values["limit"]) == ("yaml-too-deep", MAX_DEPTH)


def test_a_long_text_is_read() -> None:
    text = "字" * 1_000_000
    assert read_text(f"a: {text}\n", "file.yaml").data == {"a": text}


@pytest.mark.xfail(strict=True, reason="the place of a forbidden character is not given, only the file")
def test_place_of_a_forbidden_character() -> None:
    (problem,) = read_text("a: 1\nb: x\0y\n", "file.yaml").problems
    assert str(problem.place) == "file.yaml:2:5"


def test_half_a_surrogate_pair() -> None:
    (problem,) = read_text("a: \ud800\n", "file.yaml").problems
    assert problem.code == "yaml-syntax"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param("标题: 措施".encode("gb18030"), "file-not-utf8", id="GB 18030"),
        pytest.param("标题: 措施".encode("utf-16"), "file-not-utf8", id="UTF-16"),
        pytest.param(b"\xff\xfe\xfd", "file-not-utf8", id="no text"),
        pytest.param(b"PK\x03\x04" + bytes(range(256)) * 100, "file-not-utf8", id="a spreadsheet"),
        pytest.param(b"\0" * 1000, "yaml-syntax", id="NUL"),
        pytest.param(b"x" * (MAX_BYTES + 1), "file-too-large", id="too large"),
    ],
)
def test_refused_files(tmp_path: Path, raw: bytes, code: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(raw)
    (problem,) = read_file(path).problems
    assert problem.code == code
    assert problem.place.file == str(path)


def test_the_line_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes("a: 1\nb: 是\n".encode() + "c: 措施\n".encode("gb18030"))
    (problem,) = read_file(path, "名称").problems
    assert str(problem.place) == "名称:3"


def test_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes("a: 是\n".encode("utf-8-sig"))
    source = read_file(path)
    assert source.data == {"a": "是"}
    assert str(source.place(("a",))) == f"{path}:1:4"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.yaml", tmp_path):
        (problem,) = read_file(path).problems
        assert problem.code == "file-unreadable"
        assert problem.values["why"]


YAML_SIGNS = "ab甲1 \n\t:-?,[]{}#&*!|>'\"%@`~<=\\"


@given(st.text(YAML_SIGNS, max_size=40) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text(text: str) -> None:
    source = read_text(text, "file.yaml")
    for problem in source.problems:
        assert problem.place.file == "file.yaml"
        assert problem.line("zh")
        assert problem.line("en")


@given(st.binary(max_size=60))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    read_file(path)
