"""How results look: tables for a terminal, Markdown for documents."""
