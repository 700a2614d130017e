"""Papers drawn: as HTML, as Markdown, by a template of the user, and their days as a calendar."""
