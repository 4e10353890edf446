"""Checks of what is counted or scored, and of what words claim of it."""
