"""Journeys through the window use the same look as all tests of widgets."""

from __future__ import annotations

from tests.ui.conftest import look, shown, theme

__all__ = ["look", "shown", "theme"]
