"""How an author answers a finding of the linter: the same few words in every file of a rules folder."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class AnswerSpec(BaseModel):
    """Why a finding is right as it is: its code, the very thing it is about, and the reason."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(min_length=1)
    about: str | int
    because: str = Field(min_length=1)
