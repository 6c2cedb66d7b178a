"""Intake App: counselling intake for newly arrived people in a German county."""

__version__ = "0.1.0"
