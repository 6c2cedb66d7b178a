"""The parts of the settings."""
