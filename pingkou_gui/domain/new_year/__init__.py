"""A new year from last year's report: this year becomes last year, words are carried over."""

from pingkou_gui.domain.new_year.mentions import year_mentions
from pingkou_gui.domain.new_year.turn import new_year

__all__ = ["new_year", "year_mentions"]
