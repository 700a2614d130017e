"""Values that are words: yes and no, text, one of several, regions and industries."""

from __future__ import annotations

from datetime import date

from policymatch.enterprise.labels import NO_WORDS, YES_WORDS, plain_word
from policymatch.enterprise.members import Members
from policymatch.enterprise.trouble import UnreadableError, shown
from policymatch.messages import Both
from policymatch.values import Truth
from policymatch.vocabulary import Field
from policymatch.vocabulary.code_names import code_tree, codes_named

MAX_TEXT = 2_000
_MAX_CODE = 100
# More candidates than this are not listed in a message.
_LISTED = 12


def text(datum: object, key: str | Both) -> str:
    """Return a text without the white space around it; a whole number is taken as the digits it is.

    Raises UnreadableError when it is no text, too long, or holds control characters.
    """
    if isinstance(datum, bool) or not isinstance(datum, str | int):
        raise UnreadableError("expected-text", key=key, found=shown(datum))
    written = str(datum).strip()
    if len(written) > MAX_TEXT:
        raise UnreadableError("text-too-long", limit=MAX_TEXT, length=len(written))
    if any(_is_foul(character) for character in written):
        raise UnreadableError("control-character", found=shown(written))
    return written


def _is_foul(character: str) -> bool:
    return (character < " " and character not in "\n\t\r") or "\x7f" <= character < "\xa0"


def truth(datum: object) -> Truth:
    """Return yes or no. Raises UnreadableError when it is neither."""
    if isinstance(datum, bool):
        return Truth.of(datum)
    word = plain_word(datum) if isinstance(datum, str) else None
    if word in YES_WORDS:
        return Truth.TRUE
    if word in NO_WORDS:
        return Truth.FALSE
    raise UnreadableError("yes-or-no", found=shown(datum))


def member(datum: object, members: Members) -> str:
    """Return the key of the member that a word names; of an open field, else the word itself.

    Raises UnreadableError when a field that is not open has no such member.
    """
    word = text(datum, members.field.both)
    term = members.find(word)
    if term is not None:
        return term.key
    if members.open:
        return word
    values = {} if members.unknown == "unknown-honour" else {"expected": members.listed}
    near = members.nearest(word)
    raise UnreadableError(members.unknown, near, found=shown(word), field=members.field.both, **values)


def code(datum: object, field: Field, on: date | None = None) -> tuple[str, ...]:
    """Return the prefixes as which a region or industry, by name or code, is held.

    There is one, except for a region that there is no more; a name means what it meant on the day `on`.
    Raises UnreadableError when there is none, or when there are several of that name.
    """
    word = text(datum, field.both)
    codes = code_tree(field)
    found = codes_named(codes, word, on) if len(word) <= _MAX_CODE else ()
    if len(found) == 1:
        return codes.prefixes(found[0])
    if not found:
        near = codes.suggest(word) if len(word) <= _MAX_CODE else None
        raise UnreadableError("unknown-code", near, found=shown(word))
    listed = [f"{codes.path_label(one)} {codes.print_code(one)}" for one in found[:_LISTED]]
    more = "……" if len(found) > _LISTED else ""
    expected = Both("、".join(listed) + more, ", ".join(listed) + more)
    raise UnreadableError("ambiguous-code", found=shown(word), expected=expected)
