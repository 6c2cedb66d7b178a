"""Passphrases, key slots and recovery of the vault (Tresor)."""
