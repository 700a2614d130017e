"""A bureau's own template, filled: it is data, runs in a sandbox, and its mistakes are told with their line.

The end of its name says what it makes, and so how values are escaped: `.html.j2`, `.md.j2` or `.txt.j2`. It
is one file: it can neither include nor import another, so that no name in it reaches the disk.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import BaseModel

from policymatch.extras import need
from policymatch.letters.render.budget import TooMuchError
from policymatch.names import nearest
from policymatch.problems import LetterError, Place, Problem

if TYPE_CHECKING:
    from policymatch.letters.render.sandbox import Sandbox

KINDS = ("html", "md", "txt")
# A letter's template has some thousand characters.
MAX_BYTES = 256_000


def filled(template: Path, values: Mapping[str, object], name: str | None = None) -> str:
    """Return the template with the values in their places; messages call the file `name`, or by its path.

    Raises LetterError when the file cannot be read or is not a template, when it asks for something
    that is not there or not allowed, or when it does more than a letter can need; MissingExtraError where
    jinja2 is not installed.
    """
    name = name or str(template)
    kind = next((kind for kind in KINDS if name.endswith(f".{kind}.j2")), None)
    if kind is None:
        _refuse("letter-template-kind", Place(name), expected=", ".join(f".{one}.j2" for one in KINDS))
    text = _read(template, name)
    jinja2 = need("jinja2", "letters")
    from policymatch.letters.render.sandbox import Metered, NotThereError, Sandbox

    sandbox = Sandbox(kind)
    try:
        tree = sandbox.parse(text, filename=name)
        _check(tree, sandbox, name)
        made = jinja2.Template.from_code(
            sandbox, sandbox.compile(Metered().visit(tree), filename=name), dict(sandbox.globals)
        )
        return "".join(made.generate(values))
    except jinja2.TemplateSyntaxError as error:
        _refuse("letter-template-syntax", Place(name, error.lineno), what=error.message)
    except NotThereError as error:
        if not isinstance(error.name, str):
            _refuse("letter-template-failed", _place(error, name), why=str(error))
        known = _names(error.owner, values)
        _refuse("letter-template-unknown-name", _place(error, name), known, found=error.name)
    except jinja2.sandbox.SecurityError as error:
        _refuse("letter-template-forbidden", _place(error, name), found=str(error))
    except (TooMuchError, RecursionError, OverflowError) as error:
        _refuse("letter-template-too-much", _place(error, name))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        _refuse("letter-template-failed", _place(error, name), why=str(error))


def _read(template: Path, name: str) -> str:
    try:
        with template.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        _refuse("file-unreadable", Place(name), why=error.strerror or str(error))
    if len(raw) > MAX_BYTES:
        _refuse("file-too-large", Place(name), limit=MAX_BYTES)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse("file-not-utf8", Place(name, raw.count(b"\n", 0, error.start) + 1))


def _check(tree: Any, sandbox: Sandbox, name: str) -> None:
    """Refuse what a template may not hold, wherever in it that stands."""
    nodes = need("jinja2.nodes", "letters")
    outside = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    for node in tree.find_all((*outside, nodes.Block, nodes.EvalContextModifier)):
        found = "extends / include / import" if isinstance(node, outside) else "block / autoescape"
        _refuse("letter-template-forbidden", Place(name, node.lineno), found=found)
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = sandbox.filters if isinstance(node, nodes.Filter) else sandbox.tests
        if node.name not in known:
            _refuse("letter-template-unknown-name", Place(name, node.lineno), known, found=node.name)


def _names(owner: object, values: Mapping[str, object]) -> Iterable[str]:
    """Return the names that a template may write in that place."""
    if isinstance(owner, BaseModel):
        return type(owner).model_fields
    if isinstance(owner, Mapping):
        return map(str, owner)
    return values


def _place(error: BaseException, name: str) -> Place:
    """Return the line of the template that ran last; jinja2 puts its lines into the traceback."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
    return Place(name, lines[-1] if lines else None)


def _refuse(code: str, place: Place, known: Iterable[str] = (), **values: object) -> NoReturn:
    near = nearest(str(values.get("found", "")), known)
    raise LetterError([Problem(code, place, values, near)]) from None
