"""Text of profiles, rules and papers for Markdown (CommonMark, with GFM): shown as it is, never markup."""

from __future__ import annotations

import re

from policymatch.text.shown import shown

# Signs of CommonMark and of GFM (~ strikes out, $ is a formula), and what GFM makes a link of unasked.
_MARKUP = re.compile(r"[\\`*_\[\]<>|#~$]|&(?=#?\w*(?:;|$))|:(?=//)|(?<=[Ww]{3})\.|(?<=[!-~])@(?=[!-~])")
# What makes a list, a line or a heading of a paragraph that begins with it.
_OPENING = re.compile(r"^( *(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:[\s-]|$)|=)))")


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is, without the spaces around it."""
    return guarded(inline(text).strip(" "))


def inline(text: str) -> str:
    """Return text that Markdown shows as it is, unless it begins a line."""
    return _MARKUP.sub(r"\\\g<0>", shown(text))


def guarded(line: str) -> str:
    r"""Return a line of Markdown that begins no block: `1. Name` becomes `1\. Name`."""
    return _OPENING.sub(r"\1\\", line)
