"""A firm's profile (企业画像): model, reading from YAML, JSON or plain data, writing back, JSON Schema.

Facts are exact, ranged or unknown (semantics 1 to 13 in docs/semantics.md): what a profile leaves out is
unknown, never zero and never "no". Which facts exist, and what they are called, the vocabulary says.
"""

from policymatch.enterprise.complete import Complete
from policymatch.enterprise.confirmation import Confirmation
from policymatch.enterprise.credit_code import CreditCodeError, check_credit_code, check_digit
from policymatch.enterprise.model import Enterprise, FactKey, Known, Record
from policymatch.enterprise.read import profile_at, read_profile
from policymatch.enterprise.schema import profile_schema

__all__ = [
    "Complete",
    "Confirmation",
    "CreditCodeError",
    "Enterprise",
    "FactKey",
    "Known",
    "Record",
    "check_credit_code",
    "check_digit",
    "profile_at",
    "profile_schema",
    "read_profile",
]
