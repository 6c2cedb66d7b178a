"""Widgets that know nothing of forms, cases or services: look, keys and names only."""
