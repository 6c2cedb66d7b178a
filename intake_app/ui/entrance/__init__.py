"""Before a vault is open: first start, passphrase, recovery, restore."""
