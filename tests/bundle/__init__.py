"""The exchange format: round trips, stock tools, attacks."""
