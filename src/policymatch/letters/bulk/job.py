"""What is to be written: formats, language, day, rules, letterhead, templates; and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from policymatch._version import __version__
from policymatch.letters.letterhead import Letterhead
from policymatch.letters.render import Form
from policymatch.messages import Lang


@dataclass(frozen=True)
class Job:
    """Letters to write into the folder `out`.

    `rules` are the folders of rules, `notes` the folder where advisers keep their notes (default: `out`).
    """

    out: Path
    forms: tuple[Form, ...]
    rules: tuple[Path, ...]
    lang: Lang = "zh"
    as_of: date | None = None
    letterhead: Letterhead = field(default_factory=Letterhead)
    templates: Mapping[Form, Path] = field(default_factory=dict)
    annexed: bool = True
    notes: Path | None = None

    def fingerprint(self, rules_version: str) -> str:
        """Return what is the same only for letters that would come out the same for the same firm."""
        what = {
            "forms": sorted(self.forms),
            "rules": rules_version,
            "lang": self.lang,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "letterhead": self.letterhead.model_dump(),
            "templates": {
                form: hashlib.sha256(path.read_bytes()).hexdigest() for form, path in self.templates.items()
            },
            "annexed": self.annexed,
            "version": __version__,
        }
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
