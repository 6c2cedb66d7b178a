"""The journal page: entries with their filters, and the seals of the days."""
