"""Writes a decision into the text of a profile, and leaves every other character of it as it was.

Comments, blank lines and the way things are written are the user's: the text is not made anew from what was
read, the decision is put in at its place.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from policymatch.enterprise.confirmation import Confirmation
from policymatch.enterprise.dump import flow_text, yaml_text
from policymatch.enterprise.labels import CONFIRMATIONS, IDENTITY, NAME
from policymatch.enterprise.model import Enterprise
from policymatch.enterprise.read import read_profile
from policymatch.enterprise.source import bytes_source, is_json
from policymatch.enterprise.write import confirmation_dict
from policymatch.messages import Lang
from policymatch.problems import Place, Problem, ProfileError
from policymatch.vocabulary import Vocabulary

_JSON = json.JSONDecoder()
_BLANK = " \t\r\n"


def with_confirmation(
    raw: bytes, name: str, confirmation: Confirmation, vocabulary: Vocabulary | None = None
) -> tuple[bytes, Enterprise]:
    """Return what a file of this name would hold with one more decision, and the profile it would then be.

    `raw` is what it holds; a name that ends in ``.json`` is JSON. The new names are in the language that the
    profile uses. Raises ProfileError where the profile has problems, where the decision contradicts one of
    the same day, or where the text is written such that the decision cannot be put in without loss.
    """
    before = read_profile(bytes_source(raw, name), vocabulary)
    text = raw.removeprefix(BOM_UTF8).decode()
    made = _in_json(text, confirmation) if is_json(name) else _in_yaml(text, confirmation)
    written = raw[: len(raw) - len(raw.removeprefix(BOM_UTF8))] + made.encode()
    after = read_profile(bytes_source(written, name), vocabulary)
    # Whatever the text looks like: what is read back is the profile and the decision, and nothing else.
    if after != replace(before, confirmations=(*before.confirmations, confirmation)):
        raise ProfileError((Problem("confirmation-unwritable", Place(name)),))
    return written, after


def _named(keys: list[str]) -> tuple[str | None, Lang]:
    """Return the key under which decisions stand, if any, and the language of the names."""
    there = next((key for key in keys if IDENTITY.find(key) is CONFIRMATIONS), None)
    telling = there or next((key for key in keys if IDENTITY.find(key) is NAME), "")
    return there, "en" if telling.isascii() else "zh"


# -- YAML --------------------------------------------------------------------------------------------------


def _in_yaml(text: str, confirmation: Confirmation) -> str:
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    members = {key.value: value for key, value in root.value}
    key, lang = _named(list(members))
    item = confirmation_dict(confirmation, lang)
    name = CONFIRMATIONS.name_in(lang)
    if key is not None:
        return _behind(text, members[key], item)
    if root.flow_style:
        return _put(text, _end(root), f", {name}: [{flow_text(item)}]")
    at = root.end_mark.index
    return _lines(text, at, yaml_text({name: [item]}), root.start_mark.column)


def _behind(text: str, value: Any, item: dict[str, Any]) -> str:
    """Return the text with an item behind those of the list `value`."""
    start, end = value.start_mark.index, value.end_mark.index
    if not isinstance(value, yaml.SequenceNode):
        # 无, or nothing at all.
        return f"{text[:start]}{'' if start < end else ' '}[{flow_text(item)}]{text[end:]}"
    if not value.value:
        return _put(text, end - 1, flow_text(item))
    last = _end(value)
    if value.flow_style:
        return _put(text, last, f", {flow_text(item)}")
    # Whatever stands behind the last item on its line, a comment, stays there.
    if text[last - 1] != "\n":
        line_end = text.find("\n", last)
        last = len(text) if line_end < 0 else line_end + 1
    return _lines(text, last, yaml_text([item]), value.start_mark.column)


def _end(node: Any) -> int:
    """Return where the last thing written in a node ends; comments behind it are not part of it."""
    inside = [child for pair in node.value for child in (pair if isinstance(pair, tuple) else (pair,))]
    if not isinstance(node, yaml.CollectionNode) or not inside:
        return int(node.end_mark.index)
    last = inside[-1]
    return int(last.end_mark.index) if getattr(last, "flow_style", None) else _end(last)


def _lines(text: str, at: int, block: str, indent: int) -> str:
    """Return the text with a block of lines, indented so far, at the beginning of a line."""
    newline = "\r\n" if "\r\n" in text else "\n"
    # Not splitlines: a line separator within a text is no end of a line of YAML's own.
    lines = "".join(f"{' ' * indent}{line}{newline}" for line in block.removesuffix("\n").split("\n"))
    begin = "" if at == 0 or text[at - 1] == "\n" else newline
    return _put(text, at, begin + lines)


def _put(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


# -- JSON --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Member:
    """A member of an object (with its key) or of a list, and where it begins and ends."""

    key: str
    value: object
    start: int
    end: int


def _in_json(text: str, confirmation: Confirmation) -> str:
    members = list(_members(text, _past(text, 0)))
    key, lang = _named([one.key for one in members])
    item = confirmation_dict(confirmation, lang)
    written = json.dumps(item, ensure_ascii=False)
    if key is None:
        last = members[-1]
        added = f'"{CONFIRMATIONS.name_in(lang)}": [{written}]'
        return _put(text, last.end, f",{_before(text, last.start)}{added}")
    there = next(one for one in members if one.key == key)
    items = list(_members(text, there.start)) if isinstance(there.value, list) else []
    if not items:
        return f"{text[: there.start]}[{written}]{text[there.end :]}"
    return _put(text, items[-1].end, f",{_before(text, items[-1].start)}{written}")


def _members(text: str, at: int) -> Iterator[_Member]:
    """Yield the members of the object or list that begins at `at`; of an object, where their values stand."""
    is_object = text[at] == "{"
    at = _past(text, at + 1)
    while text[at] not in "}]":
        key = ""
        if is_object:
            key, at = _JSON.raw_decode(text, at)
            at = _past(text, _past(text, at) + 1)
        value, end = _JSON.raw_decode(text, at)
        yield _Member(key, value, at, end)
        at = _past(text, end)
        if text[at] == ",":
            at = _past(text, at + 1)


def _past(text: str, at: int) -> int:
    while text[at] in _BLANK:
        at += 1
    return at


def _before(text: str, at: int) -> str:
    """Return the line break and indent of the line that begins with what stands at `at`; else a space."""
    begin = text.rfind("\n", 0, at)
    line = text[begin + 1 : at]
    indent = line[: len(line) - len(line.lstrip())]
    alone = begin >= 0 and "{" not in line and "[" not in line
    return f"\n{indent}" if alone else " "
