"""Text compared with text: what ranks and hints, and never decides."""
