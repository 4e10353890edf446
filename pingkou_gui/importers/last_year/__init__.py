"""A report of last year, or of this one: its text onto the fields of the form."""

from pingkou_gui.importers.last_year.read import read_report
from pingkou_gui.importers.last_year.shift import Shift, Years, shift_of

__all__ = ["Shift", "Years", "read_report", "shift_of"]
