"""Requests of persons, deletions and restricted cases."""
