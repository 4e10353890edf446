"""Indicator values: what is asked, what was reached, and what share of the points that gives."""
