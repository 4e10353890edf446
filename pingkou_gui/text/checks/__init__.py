"""Checks of a text, by their matter."""
