"""The parts of the page with the statistics."""
