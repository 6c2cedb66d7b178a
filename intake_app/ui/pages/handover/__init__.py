"""Handing a case to another office, and opening what another office sent."""
