"""What all models of letters share: they are immutable, hold nothing unnamed, and read back from JSON."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """An immutable model; text in it is plain text in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")
