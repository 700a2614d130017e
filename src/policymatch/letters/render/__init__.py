"""Papers drawn: one file a format, each draws every block."""
