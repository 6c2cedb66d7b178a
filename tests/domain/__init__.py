"""The rules of the field."""
