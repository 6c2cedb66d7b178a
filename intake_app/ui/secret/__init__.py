"""Fields for passphrases and recovery keys, where they are chosen and where they are typed."""
