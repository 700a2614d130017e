"""The one catalogue of everything policymatch says to people, in Chinese and in English.

Each message stands once in ``text/*.toml`` with its two wordings side by side; code names it by key.
Words that depend on data (a field's label, say) are passed as :class:`Both`.
"""

from policymatch.messages.catalogue import LANGUAGES, Both, Lang, check_lang, keys, say, wording

__all__ = ["LANGUAGES", "Both", "Lang", "check_lang", "keys", "say", "wording"]
