"""The version of this package, declared once."""

__version__ = "0.1.0"
