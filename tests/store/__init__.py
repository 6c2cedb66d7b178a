"""The encrypted database, on real encrypted files."""
