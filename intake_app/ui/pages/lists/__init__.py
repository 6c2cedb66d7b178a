"""The lists that an office owns, and its local hints."""
