"""Loads, checks and indexes a folder of rules.

spec        what a rule file may hold (pydantic), which is also its JSON Schema
files       which files a folder holds, and their order
conditions  the tree under `eligible:` → one condition
amounts     what stands under `benefit:` → one formula
policies    one entry under `policies:` → Policy
build       files → policies and their vocabulary, or every problem of every file
cached      what is kept of a library without problems, and found again
load        folders → PolicyLibrary
once        what is worked out of a library once, and kept for as long as it lives
"""

from policymatch.library.files import shipped_rules
from policymatch.library.load import PolicyLibrary, load_library
from policymatch.library.once import OncePerLibrary

__all__ = ["OncePerLibrary", "PolicyLibrary", "load_library", "shipped_rules"]
