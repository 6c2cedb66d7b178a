"""Übersetzungen: out to a translator, back, and released."""
