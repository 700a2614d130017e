"""Text as it was pasted, made readable: simplified, without noise of pinyin and spaces."""

from __future__ import annotations

from policymatch.text.bound import bounded
from policymatch.text.characters import plain_characters
from policymatch.text.fold import mainland
from policymatch.text.pinyin_noise import without_pinyin
from policymatch.text.spaces import without_stray_spaces

# Each pass undoes what hid something from the one before (a pinyin behind a pinyin); two are nearly
# always enough.
_PASSES = 8


def clean(text: str) -> str:
    """Return pasted `text` as a reader would have typed it; what is clean already comes back unchanged.

    Raises:
        TextError: the text is longer than 100,000 characters.
    """
    bounded(text)
    for _ in range(_PASSES):
        # Pinyin goes before the spelling is changed, which looks at whole words: 顯(xiǎn)著 is 顯著.
        again = without_stray_spaces(mainland(without_pinyin(plain_characters(text))))
        if again == text:
            break
        text = again
    return text
