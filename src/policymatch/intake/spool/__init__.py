"""What was read of the tables, kept on disk until it is joined: memory stays flat, a killed run goes on.

coded    what is known of a fact ↔ short plain data
store    the rows read, what was rejected, and how far reading has come
"""

from policymatch.intake.spool.coded import coded, decoded
from policymatch.intake.spool.store import Rejected, Said, Store, StoredRow

__all__ = ["Rejected", "Said", "Store", "StoredRow", "coded", "decoded"]
