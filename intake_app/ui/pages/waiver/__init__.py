"""The waiver on the screen, from the first line to its withdrawal."""
