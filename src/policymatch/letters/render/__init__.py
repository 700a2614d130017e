"""Papers drawn: one package for each kind of file."""
