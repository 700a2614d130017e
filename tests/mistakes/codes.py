"""The error codes of the message catalogue, and those that no mistake file triggers."""

import tomllib
from importlib.resources import files

# What these have in the catalogue is no error: a part of other messages, or a text of the JSON Schema.
_NO_ERRORS = ("did-you-mean", "schema-")


def codes_of(name: str) -> list[str]:
    """Return the error codes of one file of the catalogue, in its order."""
    text = files("policymatch.messages").joinpath("text", f"{name}.toml").read_text("utf-8")
    return [code for code in tomllib.loads(text) if not code.startswith(_NO_ERRORS)]


INTAKE = codes_of("intake")
# Of letters of many firms, and of notes.
LETTERS = [
    code
    for code in codes_of("errors")
    if code.startswith(("letters-", "letter-", "note")) and not code.startswith("letter-template-")
]
TEMPLATES = [code for code in codes_of("errors") if code.startswith("letter-template-")]
RUNS = codes_of("intake-run")
FIRMS = codes_of("firms")
WORD = codes_of("word")
MATCHES = codes_of("matches")

# Code -> why no file beside this one triggers it. Each is triggered in test_elsewhere.py instead.
ELSEWHERE = {
    "file-unreadable": "the file must be missing or forbidden",
    "file-too-large": "the file must hold more than 4 MB",
    "yaml-too-large": "the file must hold more than 200,000 values",
    "folder-missing": "a mistake in calling, not in a file",
    "folder-empty": "a mistake in calling, not in a file",
    "folder-too-large": "the folder must hold more than 20,000 files",
    **dict.fromkeys(
        (
            "change-form",
            "change-empty",
            "change-identity",
            "change-in-record",
            "change-not-a-list",
            "change-not-listed",
            "change-twice",
            "no-profiles",
            "no-checks",
            "unknown-check",
            "not-for-records",
            "unknown-checked-record",
            "unknown-roster",
            "roster-before",
            "draft-which",
            "draft-policy",
            "draft-threshold",
            "spark-no-java",
            "spark-no-table",
            "applications-columns",
            "ambiguous-record",
        ),
        "a mistake in calling, not in a file",
    ),
    **dict.fromkeys(
        ("mapping-target", "mapping-undecided", "mapping-header", "mapping-rows"),
        "a mistake in a mapping of tables",
    ),
    "confirmation-unwritable": "no text is known that cannot take a decision",
    "unknown-policy": "a mistake in calling, not in a file",
    "package-amount": "a mistake of a package, not of rules",
    "package-duplicate-id": "a mistake of a package, not of rules",
    "package-unknown-id": "a mistake of a package, not of rules",
    "package-circle": "a mistake of a package, not of rules",
    "unsupported-data": "only Python data can hold it, not a file",
    "inexact-float": "only Python data can hold it, not a file",
    "list-too-long": "the list must hold more than 10,000 items",
    **dict.fromkeys(TEMPLATES, "a mistake in a template of letters; tests/letters makes one for each"),
    **dict.fromkeys(LETTERS, "a mistake in writing letters; tests/letters makes one for each"),
    **dict.fromkeys(INTAKE, "a workbook, text file or database; tests/intake makes one for each"),
    **dict.fromkeys(
        RUNS, "a cell, a row or a list that a run of intake meets; tests/intake makes one for each"
    ),
    **dict.fromkeys(FIRMS, "a mistake in a table of firms; tests/firms makes one for each"),
    **dict.fromkeys(MATCHES, "a match table, or a run that makes one; tests/batch makes one for each"),
    **dict.fromkeys(WORD, "a mistake in a Word template; tests/letters makes one for each"),
    "too-high": "every shipped field with an upper bound has a lower one, too, which gives out-of-range",
}


def all_codes() -> list[str]:
    """Return every error code that an author or a user can meet."""
    return [*codes_of("errors"), *codes_of("profile"), *INTAKE, *RUNS, *FIRMS, *WORD, *MATCHES]
