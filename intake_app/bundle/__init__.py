"""The case bundle (Fallpaket): an age file with manifest, data and papers."""
