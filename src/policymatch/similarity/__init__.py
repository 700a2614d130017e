"""What texts have in common. Nothing here ever decides: it ranks, finds, and gives hints to people."""
