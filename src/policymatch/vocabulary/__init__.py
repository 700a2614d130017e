"""What facts and codes exist: fields of the firm, records and their fields, honours, units, code sets.

Declared once, as data: ``base/*.yaml`` here, and a city's own ``vocabulary.yaml`` beside its rules in the
same format. The parser, error messages, JSON Schemas, questions and letters all read it from here.
"""

from policymatch.vocabulary.model import Field, Honour, RecordKind, Term, Type, Vocabulary
from policymatch.vocabulary.shipped import base_vocabulary

__all__ = [
    "Field",
    "Honour",
    "RecordKind",
    "Term",
    "Type",
    "Vocabulary",
    "base_vocabulary",
]
