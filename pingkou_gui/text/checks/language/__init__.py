"""Checks of words, names, years, marks, citations and structure."""
