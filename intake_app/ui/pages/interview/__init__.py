"""The parts of the page on which a talk is led."""
