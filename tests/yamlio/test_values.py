"""What YAML text means here: plain data, with nothing turned into something that nobody wrote."""

import pytest

from policymatch.yamlio import read_text


def value(scalar: str) -> object:
    """Return what `a: <scalar>` means, which must give no problem."""
    source = read_text(f"a: {scalar}\n", "file.yaml")
    assert source.problems == []
    assert isinstance(source.data, dict)
    return source.data["a"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("True", True),
        ("false", False),
        ("0", 0),
        ("-5", -5),
        ("2025", 2025),
        ("'2025'", "2025"),
        ("'no'", "no"),
        ('"0111"', "0111"),
        ("''", ""),
        ("是", "是"),
        ("营业收入 >= 2000万元", "营业收入 >= 2000万元"),
        ('"a\\tb"', "a\tb"),
        ("'it''s'", "it's"),
    ],
)
def test_scalars(written: str, meant: object) -> None:
    found = value(written)
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    "written",
    ["1.50", "3.5%", "1e5", "+5", ".inf", ".nan", "2025-03-01", "2025-03", "1,000", "123456789012345678901"],
)
def test_what_yaml_would_make_inexact_stays_text(written: str) -> None:
    assert value(written) == written


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0111", "yaml-octal"),
        ("00", "yaml-octal"),
        ("-007", "yaml-octal"),
        ("0o17", "yaml-octal"),
        ("0x1F", "yaml-octal"),
        ("0b11", "yaml-octal"),
        ("12:30", "yaml-sixty"),
        ("12:30:45", "yaml-sixty"),
        ("yes", "yaml-bool"),
        ("No", "yaml-bool"),
        ("ON", "yaml-bool"),
        ("off", "yaml-bool"),
        ("n", "yaml-bool"),
        ("1_000", "yaml-underscore"),
        ("-1_0", "yaml-underscore"),
        ("&x 1", "yaml-anchor"),
        ("*x", "yaml-anchor"),
        ("!!int '5'", "yaml-tag"),
        ("!python/object:os.system x", "yaml-tag"),
    ],
)
def test_traps_are_refused(written: str, code: str) -> None:
    (problem,) = read_text(f"a: {written}\n", "file.yaml").problems
    assert (problem.code, problem.place.line, problem.place.column) == (code, 1, 4)


def test_keys_are_text_as_written() -> None:
    source = read_text("{2025: 1, yes: 2, 0111: 3, ~: 4, 营业收入: 5}", "file.yaml")
    assert source.problems == []
    assert source.data == {"2025": 1, "yes": 2, "0111": 3, "~": 4, "营业收入": 5}


def test_merge_keys_merge_nothing() -> None:
    assert read_text("a: {<<: {b: 1}, c: 2}", "file.yaml").data == {"a": {"<<": {"b": 1}, "c": 2}}


def test_block_scalars() -> None:
    source = read_text("text: |\n  一\n  二\nfolded: >-\n  一\n  二\n", "file.yaml")
    assert source.data == {"text": "一\n二\n", "folded": "一 二"}


def test_the_first_of_two_equal_keys_counts() -> None:
    source = read_text("a: 1\nb: 2\na: 3\n", "file.yaml")
    assert source.data == {"a": 1, "b": 2}
    (problem,) = source.problems
    assert (problem.code, str(problem.place), problem.values["first"]) == (
        "yaml-duplicate-key",
        "file.yaml:3:1",
        1,
    )


def test_equal_keys_of_different_mappings() -> None:
    assert read_text("- {a: 1}\n- {a: 2}\n", "file.yaml").problems == []


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null"])
def test_nothing(text: str) -> None:
    source = read_text(text, "file.yaml")
    assert source.data is None
    assert source.problems == []


def test_problems_do_not_hide_the_data() -> None:
    source = read_text("a: 0111\nb: no\nc: [1, 2]\n", "file.yaml")
    assert [problem.code for problem in source.problems] == ["yaml-octal", "yaml-bool"]
    assert source.data == {"a": "0111", "b": "no", "c": [1, 2]}
