"""One question on the screen: its field, its two languages, its states."""
