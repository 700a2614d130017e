"""The colours of papers in Word: few, dark enough to print grey, each beside words that say the same."""

from __future__ import annotations

from policymatch.letters.paper.blocks import Tone

INK = "1F2937"
RED = "B3261E"  # the letterhead, its rule, and today
MUTED = "6B7280"
RULE = "D1D5DB"
PANEL = "F3F4F6"

# Letters, and what stands under or beside them, by how a text weighs.
TEXT = {
    Tone.PLAIN: INK,
    Tone.STRONG: INK,
    Tone.MUTED: MUTED,
    Tone.GOOD: "1B6E3C",
    Tone.WARN: "A85608",
    Tone.BAD: "B3261E",
}
SOLID = {
    Tone.PLAIN: "3B6EA8",
    Tone.STRONG: "1F4E86",
    Tone.MUTED: "9CA3AF",
    Tone.GOOD: "2E8B57",
    Tone.WARN: "D98A1F",
    Tone.BAD: "C4453C",
}
LIGHT = {
    Tone.PLAIN: "C9DAEC",
    Tone.STRONG: "BFD2E8",
    Tone.MUTED: "E5E7EB",
    Tone.GOOD: "C6E5D2",
    Tone.WARN: "F6DFBB",
    Tone.BAD: "F3CFCB",
}
TINT = {
    Tone.PLAIN: "F3F4F6",
    Tone.STRONG: "EEF3F9",
    Tone.MUTED: "F6F7F8",
    Tone.GOOD: "EDF7F1",
    Tone.WARN: "FDF5E8",
    Tone.BAD: "FCEFEE",
}
