"""Letters of many firms: written in processes, resumed after a kill, failures told and hiding nobody.

job       what is to be written, and the fingerprint of it
stems     names of files from names of firms: safe, unique, the same every time
journal   which letters stand already, so that none is written twice
write     one firm → its files, each whole or not at all
pool      the work spread over processes
run       firms as they come → letters, and what became of each
index     the list of all letters, for the office
"""

from policymatch.letters.bulk.job import Job
from policymatch.letters.bulk.run import Failure, Outcome, Progress, write_letters

__all__ = ["Failure", "Job", "Outcome", "Progress", "write_letters"]
