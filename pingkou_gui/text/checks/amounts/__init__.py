"""Checks of amounts: sums, changes, rates and shares, in words and in tables."""
