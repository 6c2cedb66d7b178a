"""The people who work with the vault, as the administration sees them."""
