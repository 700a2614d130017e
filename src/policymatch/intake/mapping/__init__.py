"""The mapping of sheets to facts: proposed from the headers, corrected and pinned by a person.

model    what a mapping says
propose  a sheet's own headers read; what is pinned wins
spec     the shape of a mapping file, and its JSON Schema
read     the file → what it pins
write    what was proposed → the file
"""

from policymatch.intake.mapping.model import Doubt, Mapped, Origin, Pinned
from policymatch.intake.mapping.propose import propose
from policymatch.intake.mapping.read import read_mapping
from policymatch.intake.mapping.spec import mapping_schema
from policymatch.intake.mapping.write import mapping_text

__all__ = [
    "Doubt",
    "Mapped",
    "Origin",
    "Pinned",
    "mapping_schema",
    "mapping_text",
    "propose",
    "read_mapping",
]
