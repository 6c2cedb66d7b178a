"""Errors, roles and strengths in words for people."""
