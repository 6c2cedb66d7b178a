"""The vault: keys, key file, folder, hold and passphrases, on real files."""
