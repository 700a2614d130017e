"""Letterhead: who sends a letter."""

from __future__ import annotations

from policymatch.letters.base import Model


class Letterhead(Model):
    """Who sends a paper; all of it is optional. `seal` is what stands at the place of the seal (盖章处)."""

    office: str | None = None
    address: str | None = None
    phone: str | None = None
    seal: str | None = None
