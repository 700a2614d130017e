"""A bureau's own templates: filled in a sandbox, escaped for what they make, and refused with the line."""

from pathlib import Path
from typing import Protocol

import pytest
from tests.letters.papers import paper_of

from policymatch.letters.render import budget
from policymatch.letters.render.user_template import MAX_BYTES, filled
from policymatch.problems import LetterError, Problem

HOSTILE = "<b>*甲*</b>"
ROOT = Path(__file__).parents[2]


class Fill(Protocol):
    """Fills a template that is written to a file of its own."""

    def __call__(self, text: str, kind: str = "md") -> str: ...


@pytest.fixture
def make(tmp_path: Path) -> Fill:
    def fill(text: str, kind: str = "md") -> str:
        file = tmp_path / f"own.{kind}.j2"
        file.write_text(text, "utf-8")
        values = {
            "paper": paper_of("甲"),
            "x": HOSTILE,
            "letter": {"firm": "甲公司", "rows": [1, 2]},
            "gone": None,
        }
        return filled(file, values, file.name)

    return fill


def problem_of(make: Fill, text: str, kind: str = "md") -> Problem:
    with pytest.raises(LetterError) as caught:
        make(text, kind)
    (problem,) = caught.value.problems
    assert problem.message("en")
    return problem


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("html", "&lt;b&gt;*甲*&lt;/b&gt;"), ("md", r"\<b\>\*甲\*\</b\>"), ("txt", HOSTILE)],
)
@pytest.mark.parametrize(
    "text",
    [
        "{{ x }}",
        "{{ x | upper | lower }}",
        "{% macro said(a) %}{{ a }}{% endmacro %}{{ said(x) }}",
        "{% set a %}{{ x }}{% endset %}{{ a }}",
        "{% macro said(a) %}{{ a }}{% endmacro %}{{ said('') ~ x }}",
        "{% macro said(a) %}{{ a }}{% endmacro %}{{ said('') + x }}",
        "{{ [x] | join }}",
        "{{ x | replace('乙', '丙') }}",
        "{% for a in [x] %}{{ a }}{% endfor %}",
        "{% filter trim %}{{ x }}{% endfilter %}",
    ],
)
def test_values_are_escaped_once(make: Fill, text: str, kind: str, shown: str) -> None:
    assert make(text, kind) == shown


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# {{ letter.firm }}\n", "# 甲公司\n"),
        ("{{ gone }}|{{ gone or '无' }}", "|无"),
        ("{% if foo is defined %}有{% else %}没有{% endif %}", "没有"),
        ("{% for a in letter.rows %}{{ loop.index }}{{ loop.cycle('奇', '偶') }}{% endfor %}", "1奇2偶"),
        ("{% for k, v in letter.items() if k == 'firm' %}{{ k }}={{ v }}{% endfor %}", "firm=甲公司"),
        ("{{ paper.blocks[0].kind }} {{ paper.blocks[10].today.isoformat() }}", "heading 2026-03-16"),
        ("{{ 7 * 7 }} {{ 2 ** 10 }} {{ 7 % 4 }} {{ letter.rows | sum }}", "49 1024 3 3"),
        (
            "{% set ns=namespace(n=0) %}{% for a in range(3) %}{% set ns.n=ns.n+a %}{% endfor %}{{ ns.n }}",
            "3",
        ),
    ],
)
def test_what_templates_can_do(make: Fill, text: str, made: str) -> None:
    assert make(text) == made


@pytest.mark.parametrize(
    ("text", "code", "line", "near"),
    [
        ("\n\n{{ paper.titel }}", "letter-template-unknown-name", 3, "title"),
        ("\n{{ papr.title }}", "letter-template-unknown-name", 2, "paper"),
        ("{{ letter.frim }}", "letter-template-unknown-name", 1, "firm"),
        ("{{ x | uper }}", "letter-template-unknown-name", 1, "upper"),
        ("{{ x is defind }}", "letter-template-unknown-name", 1, "defined"),
        (
            "{% macro a() %}\n{{ papr }}\n{% endmacro %}\n{{ a() }}",
            "letter-template-unknown-name",
            2,
            "paper",
        ),
        (
            "{% set a = papr %}{% set b=foo | default(1) %}\n{{ a }}",
            "letter-template-unknown-name",
            2,
            "paper",
        ),
        ("\n{% if x %}", "letter-template-syntax", 2, None),
        ("{{ x[99] }}", "letter-template-failed", 1, None),
        ("\n{{ 1 / 0 }}", "letter-template-failed", 2, None),
        ("{{ x + 1 }}", "letter-template-failed", 1, None),
    ],
)
def test_mistakes(make: Fill, text: str, code: str, line: int, near: str | None) -> None:
    problem = problem_of(make, text)
    assert (problem.code, problem.place.file, problem.place.line, problem.nearest) == (
        code,
        "own.md.j2",
        line,
        near,
    )


@pytest.mark.parametrize(
    "text",
    [
        "{% include '/etc/passwd' %}",
        "{% import 'a.md.j2' as a %}",
        "{% from 'a' import b %}",
        "{% extends x %}",
        "{% if false %}{% include x %}{% endif %}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% block a %}{{ self.a() }}{% endblock %}",
        "{{ x.__class__ }}",
        "{{ x['__class__'] }}",
        "{{ [x] | map(attribute='__class__') | first }}",
        "{{ paper.model_dump() }}",
        "{{ paper.model_copy(update={}) }}",
        "{{ x.format(1) }}",
        "{{ '{:99999999999}'.format(1) }}",
        "{{ '%99999999999d' % 1 }}",
        "{{ x.center(99999999999) }}",
        "{{ x.join(['a']) }}",
        "{{ x.encode() }}",
        "{{ x * 99999999999 }}",
        "{{ [1] * 99999999999 }}",
        "{{ letter.update({}) }}",
        "{{ letter.rows.append(1) }}",
        "{{ paper.title() }}",
    ],
)
def test_what_templates_may_not_do(make: Fill, text: str) -> None:
    assert problem_of(make, text).code == "letter-template-forbidden"


@pytest.mark.parametrize(
    "name", ["safe", "e", "format", "center", "indent", "xmlattr", "tojson", "attr", "urlize"]
)
def test_filters_that_escape_less_or_make_more_are_not_there(make: Fill, name: str) -> None:
    assert problem_of(make, f"{{{{ x | {name} }}}}").code == "letter-template-unknown-name"


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in range(10**9) %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='ab') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x='ab') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x=9) %}{% for i in range(60) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
        "{% set ns = namespace(x='ab') %}{% for i in range(60) %}"
        "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}{% endfor %}",
        "{% set ns = namespace(x='ab') %}{% for i in range(60) %}"
        "{% set ns.x = ns.x | replace('a', ns.x) %}{% endfor %}",
        "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
        "{% for i in range(9999) %}{% set a %}" + "甲" * 999 + "{% endset %}{% endfor %}",
        "{{ range(99999) | join('" + "甲" * 99 + "') }}",
        "{{ range(99999) | map('replace', '', '甲') | list | length }}",
        "{{ 9 ** 9999 }}",
        "{{ 2.0 ** 99999 }}",
    ],
)
def test_what_is_too_much(make: Fill, text: str) -> None:
    assert problem_of(make, text).code == "letter-template-too-much"


def test_output_is_bounded_while_it_is_made(make: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "{% for i in range(9) %}" + "甲" * 20 + "{{ x }}{% endfor %}"
    made = make(text)
    monkeypatch.setattr(budget, "MAX_CHARACTERS", len(made) + 9)
    assert make(text) == made
    monkeypatch.setattr(budget, "MAX_CHARACTERS", len(made) - 30)
    assert problem_of(make, text).code == "letter-template-too-much"


def test_files_that_are_no_templates(tmp_path: Path) -> None:
    def code(name: str, raw: bytes | None) -> str:
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
        with pytest.raises(LetterError) as caught:
            filled(tmp_path / name, {}, name)
        return caught.value.problems[0].code

    assert code("own.docx", b"") == "letter-template-kind"
    assert code("gone.md.j2", None) == "file-unreadable"
    assert code("wide.md.j2", "甲".encode("utf-16")) == "file-not-utf8"
    assert code("large.md.j2", b"x" * (MAX_BYTES + 1)) == "file-too-large"


def test_the_example_fills() -> None:
    file = ROOT / "examples" / "letters" / "plain.md.j2"
    made = filled(file, {"paper": paper_of(HOSTILE)}, file.name)
    assert made.startswith(r"# \<b\>\*甲\*\</b\>")
    assert "<b>" not in made
