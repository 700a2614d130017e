"""Named conditions and tables of figures that no rule uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from policymatch.language import tree, walk
from policymatch.library import PolicyLibrary
from policymatch.library.files import COMMON_FOLDER, VOCABULARY_FILE
from policymatch.lint.model import Finding
from policymatch.lint.places import Files
from policymatch.lint.view import View
from policymatch.problems import Place, Problem
from policymatch.yamlio import Source


def unused(views: Iterable[View], library: PolicyLibrary, files: Files) -> Iterator[Finding]:
    """Yield conditions and tables that files of the library declare and no rule asks for."""
    used: set[str] = set()
    tables: set[str] = set()
    for derivation in library.derivations.values():
        for version in derivation.versions:
            tables.update(node.key for node in walk(version.rule) if isinstance(node, tree.Parameter))
    for view in views:
        for node in view.nodes:
            if isinstance(node, tree.Named):
                # The values that it is used with stand behind its name.
                used.add(node.name.partition("（")[0])
            elif isinstance(node, tree.Parameter):
                tables.add(node.key)
    # What every library has stands there for rules to come.
    declaring = tuple(one for one in files.holding(b"conditions:") if not _is_common(one))
    for source in declaring:
        used.update(_names_used(source.data))
    for source in declaring:
        for name in _declared(source, "conditions"):
            if name not in used:
                yield _told("unused-condition", name, source.key_place(("conditions", name)))
    for source in files.named(VOCABULARY_FILE):
        for key in _declared(source, "parameters"):
            table = library.vocabulary.parameters.get(key)
            if table is not None and key not in tables:
                yield _told("unused-table", table.label, source.key_place(("parameters", key)))


def _names_used(value: object) -> Iterator[str]:
    """Yield the names of the conditions that stand behind `use:` anywhere in a file."""
    if isinstance(value, dict):
        if isinstance(value.get("use"), str):
            yield value["use"]
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from _names_used(one)


def _is_common(source: Source) -> bool:
    return Path(source.name).parent.name == COMMON_FOLDER


def _declared(source: Source, part: str) -> tuple[str, ...]:
    data = source.data
    found = data.get(part) if isinstance(data, dict) else None
    return tuple(found) if isinstance(found, dict) else ()


def _told(code: str, about: str, place: Place) -> Finding:
    return Finding(Problem(code, place, {"about": about}), about)
